package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
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
import weir.core.link.LinkAddress;
import weir.core.link.RuntimeFolder;
import weir.desktop.client.ServerWatch;
import weir.desktop.memory.Remembered;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.ServerList;
import weir.desktop.model.ServerRow;

/** The list of servers in a real window, without a display, with real servers. */
@Timeout(120)
class ServerPaneTest {

  @TempDir Path home;

  private final FxRobot robot = new FxRobot();
  private final AtomicReference<Remembered> memory = new AtomicReference<>(Remembered.NOTHING);

  @SuppressWarnings("NullAway.Init") // openPanel() sets it
  private RecordingServer first;

  @SuppressWarnings("NullAway.Init") // openPanel() sets it
  private ServerList servers;

  @SuppressWarnings("NullAway.Init") // openPanel() sets it
  private Stage stage;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openPanel() throws Exception {
    Files.createDirectory(
        home.resolve("weir"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    first = new RecordingServer(address("a.sock"));
    open(Remembered.Servers.NONE);
  }

  private void open(Remembered.Servers known) throws Exception {
    stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(
        ignored -> {
          servers =
              new ServerList(
                  new ServerWatch(
                      new RuntimeFolder(
                          Map.of("XDG_RUNTIME_DIR", home.toString()), new Properties())),
                  address("a.sock"),
                  List.of(),
                  FxCrossing.toFxThread());
          PanelWindow.open(
              stage,
              servers.model(),
              servers,
              new SimpleObjectProperty<>(PanelTheme.LIGHT),
              new Remembered(
                  Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), known),
              memory::set);
          stage.setWidth(1_200);
          stage.setHeight(800);
        });
    FxAwait.until("figures", () -> servers.model().figuresProperty().get() != null);
  }

  @AfterEach
  void closePanel() throws Exception {
    servers.close();
    first.close();
    FxToolkit.cleanupStages();
  }

  private LinkAddress address(String name) {
    return new LinkAddress.UnixSocket(home.resolve("weir").resolve(name));
  }

  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().map(Node::isVisible).orElse(false);
  }

  private ListView<ServerRow> list(String id) {
    return robot.lookup(id).queryListView();
  }

  private boolean shows(String name) {
    return servers.rows().stream()
        .anyMatch(row -> row.reading().shown() && row.reading().name().equals(name));
  }

  @Test
  void shouldLeaveTheWindowAsItIsWhereThereIsOneServer() throws Exception {
    FxAwait.until("the first", () -> servers.rows().getFirst().reading().isHere());
    assertThat(isShown("#servers")).isFalse();
    assertThat(isShown("#servers-button")).isFalse();
  }

  @Test
  void shouldOpenTheListAsItWasLeftAndLeaveTheKeysToTheWorkers() throws Exception {
    servers.close();
    FxToolkit.cleanupStages();
    open(new Remembered.Servers(Optional.empty(), Optional.empty(), List.of(), Optional.of(true)));

    FxAwait.until("the list", () -> isShown("#servers"));
    FxAwait.until("the focus", () -> robot.lookup("#worker-slider").query().isFocused());
  }

  @Test
  void shouldListAServerThatComesAndShowItByKeyboardAlone() throws Exception {
    try (RecordingServer second = new RecordingServer(address("b.sock"))) {
      second.addOrders();
      FxAwait.until("the list", () -> isShown("#servers"));
      FxAwait.until("its sources", () -> servers.rows().size() == 4);
      assertThat(isShown("#servers-button")).as("the list is there").isFalse();

      robot.push(KeyCode.CONTROL, KeyCode.B);
      FxAwait.until("the focus there", () -> list("#servers-list").isFocused());
      robot.push(KeyCode.CONTROL, KeyCode.B);
      FxAwait.until("hidden", () -> !isShown("#servers") && isShown("#servers-button"));
      assertThat(memory.get().servers().listShown()).hasValue(false);
      robot.push(KeyCode.CONTROL, KeyCode.B);
      FxAwait.until("shown again", () -> list("#servers-list").isFocused());
      robot.type(KeyCode.DOWN, 2);
      robot.type(KeyCode.ENTER);
      FxAwait.until("the second", () -> shows("b"));
      FxAwait.until("its figures", () -> servers.model().figuresProperty().get() != null);
      assertThat(memory.get().servers().last())
          .hasValue(home.resolve("weir").resolve("b.sock").toString());

      robot.interact(() -> servers.model().commands().resizeWorkers(3));
      FxAwait.until("a command", () -> !second.commands.isEmpty());
      assertThat(first.commands).isEmpty();

      robot.push(KeyCode.CONTROL, KeyCode.K);
      robot.write("show server a");
      robot.type(KeyCode.ENTER);
      FxAwait.until("the first again", () -> shows("a"));
    }
    FxAwait.until(
        "said in words",
        () ->
            robot.lookup(".server-cell").queryAllAs(ServerCell.class).stream()
                .anyMatch(
                    cell -> String.valueOf(cell.getAccessibleText()).contains("Server b, gone. ")));
  }

  @Test
  void shouldKeepTheSelectionOnItsRowWhileOthersComeAndGo() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.B);
    FxAwait.until("the list", () -> list("#servers-list").isFocused());
    assertThat(list("#servers-list").getSelectionModel().getSelectedItem()).isEqualTo(row("a"));
    try (RecordingServer before = new RecordingServer(address("0.sock"))) {
      FxAwait.until("another above", () -> servers.rows().size() == 2);
      assertThat(servers.rows().getFirst().reading().name()).isEqualTo("0");
      assertThat(list("#servers-list").getSelectionModel().getSelectedItem()).isEqualTo(row("a"));
      assertThat(before.commands).isEmpty();
    }
  }

  @Test
  void shouldSayItsFiguresAloud() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.B);
    FxAwait.until("the list", () -> isShown("#servers"));
    FxAwait.until(
        "figures",
        () ->
            robot.lookup(".server-cell").queryAllAs(ServerCell.class).stream()
                .anyMatch(
                    cell ->
                        String.valueOf(cell.getAccessibleText())
                            .matches(
                                "Server a, pid 4711, here, on show\\. Backlog 1,000, 99th"
                                    + " percentile of the last 10 s .*500 .s\\.")));
  }

  @Test
  void shouldStandInFrontOfTheChartsWhereThereIsNoRoom() throws Exception {
    try (RecordingServer second = new RecordingServer(address("b.sock"))) {
      robot.interact(() -> stage.setWidth(1_024));
      FxAwait.until("the second", () -> servers.countProperty().get() == 2);
      FxAwait.until("its button", () -> isShown("#servers-button"));
      assertThat(isShown("#servers")).isFalse();
      robot.interact(() -> robot.lookup("#servers-button").<Button>query().fire());
      FxAwait.until("in front", () -> list("#server-card-list").isFocused());
      robot.type(KeyCode.DOWN);
      robot.type(KeyCode.ENTER);
      FxAwait.until("the second", () -> shows("b"));
      assertThat(isShown("#server-card")).isFalse();
      assertThat(memory.get().servers().listShown()).isEmpty();
      assertThat(second.commands).isEmpty();
    }
  }

  @Test
  void shouldAddAServerByHandAndRemoveIt() throws Exception {
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.B);
    FxAwait.until("the field", () -> robot.lookup("#servers-field").<TextField>query().isFocused());
    robot.write("tcp:x");
    robot.type(KeyCode.ENTER);
    FxAwait.until(
        "a sentence",
        () -> robot.lookup("#servers-fault").queryLabeled().getText().contains("no TCP port"));

    Path elsewhere = home.resolve("c.sock");
    robot.interact(
        () -> robot.lookup("#servers-field").<TextField>query().setText(elsewhere.toString()));
    robot.type(KeyCode.ENTER);
    FxAwait.until("it", () -> shows("c"));
    assertThat(memory.get().servers().added()).containsExactly(elsewhere.toString());
    FxAwait.until(
        "why there is nothing",
        () -> robot.lookup("#state-title").queryLabeled().getText().equals("No server"));

    robot.interact(() -> list("#servers-list").requestFocus());
    robot.interact(() -> list("#servers-list").getSelectionModel().select(row("c")));
    robot.type(KeyCode.DELETE);
    FxAwait.until(
        "why it stays",
        () -> robot.lookup("#servers-fault").queryLabeled().getText().contains("while it is"));
    robot.interact(() -> servers.show(row("a")));
    FxAwait.until("gone", () -> servers.rows().size() == 1);
    assertThat(memory.get().servers().added()).isEmpty();
    assertThat(memory.get().servers().last()).isEqualTo(Optional.of(pathOf("a.sock")));
  }

  private ServerRow row(String name) {
    return servers.rows().stream()
        .filter(row -> row.reading().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private String pathOf(String name) {
    return home.resolve("weir").resolve(name).toString();
  }
}
