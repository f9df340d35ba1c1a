package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.figures.LoadFigures;
import weir.core.figures.LoadFigures.State;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.LoadPattern;
import weir.desktop.model.PanelModel;

/** The load's pane, by keyboard, against a real server on a real socket. */
@Timeout(120)
class LoadPaneTest {

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();
  private RecordingServer server;
  private PanelConnection connection;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openPanel() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    server = new RecordingServer(address);
    connection = new PanelConnection(address);
    PanelModel model = new PanelModel(connection, FxCrossing.toFxThread());
    FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(
        stage -> {
          PanelWindow.show(stage, model, PanelTheme.LIGHT);
          stage.setWidth(1_200);
          stage.setHeight(800);
        });
    model.follow(connection);
    FxAwait.until("first figures", () -> text("#requested-workers").equals("1"));
    robot.press(KeyCode.SHORTCUT).type(KeyCode.G).release(KeyCode.SHORTCUT);
    FxAwait.until("the pane", () -> isShown("#load-pane"));
  }

  @AfterEach
  void closePanel() throws Exception {
    connection.close();
    server.close();
    FxToolkit.cleanupStages();
  }

  @Test
  void shouldStartALoadShowHowItGoesAndStopIt() throws Exception {
    assertThat(isShown("#load-progress")).isFalse();
    assertThat(isOff("#stop-load")).isTrue();
    type("#load-poisson", "500");
    type("#load-duration", "30s");
    robot.type(KeyCode.ENTER);

    FxAwait.until("the command", () -> server.commands.contains(started("poisson", "500")));
    FxAwait.until("it starts", () -> text("#load-state").startsWith("Starts"));
    FxAwait.until("one at a time", () -> isOff("#start-load") && !isOff("#stop-load"));
    sends(0);
    FxAwait.until("it sends", () -> text("#load-state").startsWith("Sends for 5"));
    assertThat(text("#load-counts"))
        .isEqualTo("Sent 1,000 · answered 900 · refused (503) 60 · failed 40");
    assertThat(text("#load-lateness")).contains("p99 300 µs", "max 20");
    assertThat(isShown("#load-spoiled")).isFalse();
    sends(10);
    FxAwait.until("the mark", () -> isShown("#load-spoiled"));
    assertThat(text("#load-spoiled")).contains("not to be trusted");

    robot.interact(() -> robot.lookup("#stop-load").<Button>query().fire());
    FxAwait.until("the stop", () -> server.commands.getLast() instanceof Command.StopLoad);
  }

  @Test
  void shouldSayARefusalBesideItsField() throws Exception {
    type("#load-poisson", "many");
    robot.type(KeyCode.ENTER);
    FxAwait.until("the fault", () -> isShown("#fault-load-poisson"));
    assertThat(text("#fault-load-poisson")).contains("'many' is no number");
    type("#load-poisson", "5");
    FxAwait.until("no fault", () -> !isShown("#fault-load-poisson"));

    robot.interact(
        () ->
            robot
                .lookup("#load-pattern")
                .<ChoiceBox<LoadPattern>>query()
                .setValue(LoadPattern.CLOSED));
    assertThat(isShown("#load-poisson")).isFalse();
    assertThat(isShown("#load-think")).isTrue();
    type("#load-duration", "1s");
    robot.type(KeyCode.ENTER);
    FxAwait.until("the answer", () -> text("#load-answer").contains("stop that first"));
    assertThat(server.commands.getLast())
        .isEqualTo(
            new Command.StartLoad(Map.of("closed", "", "duration", "1s", "route", "/events")));
  }

  @Test
  void shouldTakeThePlaceOfTheResourcesSettingsAndGoByItsKey() throws Exception {
    robot.press(KeyCode.SHORTCUT).type(KeyCode.R).release(KeyCode.SHORTCUT);
    FxAwait.until("the other pane", () -> isShown("#resource-pane") && !isShown("#load-pane"));
    robot.press(KeyCode.SHORTCUT).type(KeyCode.G).release(KeyCode.SHORTCUT);
    FxAwait.until("this pane", () -> !isShown("#resource-pane") && isShown("#load-pane"));
    for (String id : List.of("#load-pattern", "#load-poisson", "#load-duration")) {
      assertThat(robot.lookup(id).query().getAccessibleText()).as(id).isNotBlank();
    }
    robot.press(KeyCode.SHORTCUT).type(KeyCode.G).release(KeyCode.SHORTCUT);
    FxAwait.until("no pane", () -> !isShown("#load-pane"));
  }

  private static Command started(String key, String value) {
    return new Command.StartLoad(Map.of(key, value, "duration", "30s", "route", "/events"));
  }

  private void sends(long late) {
    server.load.set(
        Optional.of(
            new LoadFigures(
                State.SENDING,
                "poisson 500 to /events",
                "",
                5_000_000_000L,
                1_000,
                900,
                60,
                40,
                0,
                late,
                300,
                20_000)));
  }

  private void type(String id, String text) {
    robot.interact(
        () -> {
          TextField field = robot.lookup(id).query();
          field.requestFocus();
          field.setText(text);
        });
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private boolean isOff(String id) {
    return robot.lookup(id).query().isDisabled();
  }

  private boolean isShown(String id) {
    for (Node node = robot.lookup(id).query(); node != null; node = node.getParent()) {
      if (!node.isVisible()) {
        return false;
      }
    }
    return true;
  }
}
