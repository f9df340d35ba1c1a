package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
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
import weir.core.link.LinkAddress;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;

/** The verdict of a real pipeline, and its evidence by mouse and keys. */
@Timeout(120)
class VerdictLineTest {

  private static final int EVENTS = 8_000;

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();
  private Pipeline<byte[]> pipeline;
  private PanelConnection connection;
  private PanelModel model;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openPanel() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withServiceTime(Duration.ofMillis(50)),
            EventHandlers.named("mock-resource"));
    pipeline.listen(address);
    connection = new PanelConnection(address);
    model = new PanelModel(connection, FxCrossing.toFxThread());
    FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(stage -> PanelWindow.show(stage, model, PanelTheme.DARK));
    model.follow(connection);
    FxAwait.until("connected", () -> text("#requested-workers").equals("1"));
  }

  @AfterEach
  void closePanel() throws Exception {
    connection.close();
    pipeline.close();
    FxToolkit.cleanupStages();
  }

  @Test
  void shouldNameTheWorkersOfABurstAndItsEndAndShowWhy() throws Exception {
    for (int event = 0; event < EVENTS; event++) {
      assertThat(pipeline.publish(new byte[0])).isEqualTo(PublishOutcome.ACCEPTED);
    }
    double height = line().getBoundsInParent().getHeight();
    // A busy machine may spoil the window: then it says so instead.
    FxAwait.until(
        "a verdict",
        () -> text("#verdict-headline").matches("(Workers are|The machine is) .*the limit: .*"));
    assertThat(line().getAccessibleRole()).isEqualTo(AccessibleRole.BUTTON);
    assertThat(line().getAccessibleText()).contains("the limit");
    assertThat(line().getBoundsInParent().getHeight()).isEqualTo(height);

    robot.interact(line()::requestFocus);
    robot.type(KeyCode.ENTER);
    assertThat(isOpen()).isTrue();
    assertThat(text("#evidence-headline")).contains("the limit");
    robot.type(KeyCode.ESCAPE);
    assertThat(isOpen()).isFalse();
    assertThat(line().isFocused()).isTrue();
    robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
    assertThat(isOpen()).isTrue();
    robot.type(KeyCode.ESCAPE);
    robot.clickOn(line());
    assertThat(isOpen()).isTrue();
    robot.type(KeyCode.ESCAPE);

    robot.interact(() -> model.commands().resizeWorkers(0));
    FxAwait.until("a pause", () -> text("#verdict-word").equals("■ Paused"));
    robot.interact(() -> model.commands().resizeWorkers(64));
    FxAwait.until("its end", () -> text("#verdict-headline").startsWith("Nothing to do"));
    assertThat(line().getBoundsInParent().getHeight()).isEqualTo(height);
  }

  @Test
  void shouldGiveNoVerdictWithoutAServer() throws Exception {
    FxAwait.until("a verdict", () -> !text("#verdict-word").equals("No verdict"));
    pipeline.close();
    FxAwait.until("none", () -> text("#verdict-word").equals("No verdict"));
    robot.interact(line()::requestFocus);
    robot.type(KeyCode.SPACE);
    assertThat(text("#evidence-headline")).isEqualTo("No verdict");
  }

  private Node line() {
    return robot.lookup("#verdict").query();
  }

  private boolean isOpen() {
    return robot.lookup("#evidence").tryQuery().isPresent();
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }
}
