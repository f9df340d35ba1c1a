package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.figures.Source;
import weir.core.link.Command;
import weir.core.link.LinkAddress;
import weir.desktop.Snapshots;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyView;
import weir.desktop.model.PanelModel;

/** The real window, without a display, against a real server on a real socket. */
@Timeout(120)
class PanelWindowTest {

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();
  private LinkAddress address;
  private RecordingServer server;
  private PanelConnection connection;
  private PanelModel model;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openPanel() throws Exception {
    address = new LinkAddress.UnixSocket(folder.resolve("s"));
    server = new RecordingServer(address);
    connection = new PanelConnection(address);
    model = new PanelModel(connection, FxCrossing.toFxThread());
    FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(
        stage -> {
          PanelWindow.show(stage, model, PanelTheme.LIGHT);
          // The platform's screen is smaller, and then charts are to be scrolled to.
          stage.setWidth(1_200);
          stage.setHeight(800);
        });
    model.follow(connection);
    FxAwait.until("connected", () -> !slider().isDisabled() && slider().getMax() == 8);
    FxAwait.until("first figures", () -> text("#requested-workers").equals("1"));
  }

  @AfterEach
  void closePanel() throws Exception {
    connection.close();
    server.close();
    FxToolkit.cleanupStages();
  }

  @Test
  void shouldResizeByKeyboard() throws Exception {
    focusSlider();
    robot.type(KeyCode.RIGHT, 2);

    awaitWorkers(3);
    assertThat(server.commands).last().isEqualTo(new Command.ResizeWorkers(3));
    assertThat(slider().getValue()).isEqualTo(3);

    robot.type(KeyCode.PAGE_UP);
    awaitWorkers(5);
    assertThat(slider().getMax()).as("twice as far as is used").isEqualTo(16);
    robot.type(KeyCode.PAGE_DOWN);
    awaitWorkers(1);
    robot.type(KeyCode.END);
    awaitWorkers(16);
    robot.type(KeyCode.END);
    awaitWorkers(32);
    robot.type(KeyCode.END);
    awaitWorkers(64);
    robot.type(KeyCode.RIGHT);
    robot.type(KeyCode.HOME);
    awaitWorkers(0);
    assertThat(server.commands).allMatch(Command.ResizeWorkers.class::isInstance);
  }

  @Test
  void shouldResizeByMouseDragAndSendTheLastValue() throws Exception {
    Node thumb = slider().lookup(".thumb");
    Bounds track = robot.bounds(slider().lookup(".track")).query();
    double y = robot.bounds(thumb).query().getCenterY();
    robot.drag(thumb, MouseButton.PRIMARY);
    for (int percent = 5; percent <= 50; percent += 5) {
      robot.moveTo(track.getMinX() + track.getWidth() * percent / 100, y);
    }
    robot.drop();

    double released = slider().getValue();
    assertThat(released).isBetween(3.0, 5.0);
    awaitWorkers((int) Math.round(released));
    assertThat(server.commands)
        .last()
        .isEqualTo(new Command.ResizeWorkers((int) Math.round(released)));
    assertThat(slider().getValue()).as("snaps to a whole worker").isEqualTo(Math.rint(released));
  }

  @Test
  void shouldFollowAnotherClient() throws Exception {
    server.requested.set(5);
    awaitWorkers(5);
    assertThat(slider().getValue()).isEqualTo(5);
    assertThat(robot.lookup("#worker-field").queryAs(TextField.class).getText()).isEqualTo("5");
    assertThat(server.commands).as("following is not asking").isEmpty();
  }

  @Test
  void shouldStretchItsScaleToWhatIsAskedForByAnybodyAndToAllThereIs() throws Exception {
    robot.clickOn("#whole-range");
    FxAwait.until("the whole range", () -> slider().getMax() == 64);
    robot.clickOn("#whole-range");
    FxAwait.until("what fits the use", () -> slider().getMax() == 8);
    server.requested.set(20);
    awaitWorkers(20);
    assertThat(slider().getMax()).isEqualTo(64);
    server.requested.set(3);
    awaitWorkers(3);
    assertThat(slider().getMax()).as("short again, to hit 3").isBetween(8.0, 16.0);
  }

  @Test
  void shouldPauseGoOnAndUndo() throws Exception {
    server.requested.set(3);
    awaitWorkers(3);
    robot.clickOn("#pause-workers");
    awaitWorkers(0);
    assertThat(text("#pause-workers")).isEqualTo("Resume");
    robot.clickOn("#pause-workers");
    awaitWorkers(3);
    robot.clickOn("#more-workers");
    awaitWorkers(4);
    FxAwait.until("what it would do", () -> text("#undo").equals("Undo: back to 3 workers"));
    focusSlider();
    robot.push(KeyCode.SHORTCUT, KeyCode.Z);
    awaitWorkers(3);
    FxAwait.until("undo can be undone", () -> text("#redo").equals("Redo: again 4 workers"));
    robot.clickOn("#redo");
    awaitWorkers(4);
    server.requested.set(2);
    awaitWorkers(2);
    FxAwait.until(
        "another's change is not taken back", () -> !robot.lookup("#undo").query().isVisible());
  }

  @Test
  void shouldSetTheResourceSayFaultsAtTheirFieldsAndFreezeIt() throws Exception {
    robot.push(KeyCode.SHORTCUT, KeyCode.R);
    FxAwait.until("the pane", () -> isShown("#resource-pane"));
    TextField capacity = robot.lookup("#setting-capacity").query();
    TextField rate = robot.lookup("#setting-error-rate").query();
    TextField distribution = robot.lookup("#setting-distribution").query();
    assertThat(capacity.getText()).isEqualTo("0");
    robot.interact(
        () -> {
          capacity.setText("2");
          rate.setText("7");
          distribution.setText("gaussian");
        });
    robot.clickOn("#apply-resource");
    FxAwait.until("a fault", () -> text("#fault-setting-error-rate").contains("0 to 1"));
    assertThat(text("#fault-setting-distribution")).contains("'gaussian' is no distribution");
    assertThat(text("#fault-setting-capacity")).isEmpty();
    assertThat(server.commands).isEmpty();

    robot.interact(
        () -> {
          rate.setText("0.5");
          distribution.setText("exponential");
        });
    robot.clickOn("#apply-resource");
    FxAwait.until(
        "all in one command",
        () ->
            server.commands.contains(
                new Command.SetResource(
                    Map.of("capacity", "2", "error-rate", "0.5", "distribution", "exponential"))));
    robot.interact(() -> robot.lookup("#freeze-field").queryAs(TextField.class).setText("soon"));
    robot.clickOn("#freeze-resource");
    FxAwait.until("a fault", () -> text("#fault-freeze").contains("'soon' is no duration"));
    robot.interact(() -> robot.lookup("#freeze-field").queryAs(TextField.class).setText("2 s"));
    robot.clickOn("#freeze-resource");
    FxAwait.until(
        "the command", () -> server.commands.contains(new Command.FreezeResource(2_000_000_000L)));
    robot.clickOn("#close-resource");
    FxAwait.until("closed", () -> !isShown("#resource-pane"));
  }

  @Test
  void shouldShowTheKeysAndRunACommandByItsName() throws Exception {
    focusSlider();
    robot.push(KeyCode.F1);
    FxAwait.until("the keys", () -> robot.lookup("#key-list").tryQuery().isPresent());
    robot.type(KeyCode.ESCAPE);
    FxAwait.until("gone", () -> robot.lookup("#key-list").tryQuery().isEmpty());
    assertThat(slider().isFocused()).as("as before").isTrue();

    robot.push(KeyCode.SHORTCUT, KeyCode.K);
    FxAwait.until("the palette", () -> robot.lookup("#palette-field").tryQuery().isPresent());
    robot.write("one more").type(KeyCode.ENTER);
    awaitWorkers(2);
    assertThat(robot.lookup("#palette-field").tryQuery()).isEmpty();
  }

  @Test
  void shouldShowWhyTheServerRefused() throws Exception {
    typeInto("#worker-field", "99");
    FxAwait.until(
        "the server's reason", () -> text("#message").contains("99 workers are out of range"));
    FxAwait.until("the old count", () -> slider().getValue() == 1);
    assertThat(server.commands)
        .as("the slider's own limit is no wish")
        .containsExactly(new Command.ResizeWorkers(99));
  }

  @Test
  void shouldApplyAServiceTimeAndReset() throws Exception {
    typeInto("#service-time-field", "5ms");
    FxAwait.until(
        "the command", () -> server.commands.contains(new Command.SetServiceTime(5_000_000)));
    robot.clickOn("#reset-statistics");
    FxAwait.until("the command", () -> server.commands.contains(new Command.ResetStatistics()));
  }

  @Test
  void shouldSayThatThereIsNoServerKeepTheChartsAndComeBack() throws Exception {
    FxAwait.until("history", () -> model.history().nowNanos() > 200_000_000L);
    server.close();
    FxAwait.until("controls off", () -> slider().isDisabled());
    assertThat(text("#connection-state")).startsWith("Disconnected");
    assertThat(text("#message")).contains("No server", "trying again");
    assertThat(text("#completed-figure")).as("the last figures stay").isNotEqualTo("–");

    server = new RecordingServer(address);
    FxAwait.until("controls on", () -> !slider().isDisabled());
    assertThat(text("#connection-state")).startsWith("Connected").contains("4711");
    assertThat(text("#message")).isEmpty();
  }

  @Test
  void shouldSwitchItsTheme() throws Exception {
    String before = text("#theme-toggle");
    robot.clickOn("#theme-toggle");
    FxAwait.until("the other theme", () -> !text("#theme-toggle").equals(before));
  }

  @Test
  void shouldDrawTheBacklogTheWorkersAndAMarkerWhereTheyChanged() throws Exception {
    robot.clickOn("#span-0");
    server.requested.set(4);
    awaitWorkers(4);
    FxAwait.until("some history", () -> model.history().nowNanos() > 2_000_000_000L);

    assertThat(pixels(".backlog-ink", 0)).as("backlog").isGreaterThan(10);
    assertThat(pixels(".requested-ink", 0)).as("marker in the backlog's chart").isGreaterThan(10);
    assertThat(pixels(".resource-ink", 2)).as("resource in use").isGreaterThan(10);
    assertThat(pixels(".p50-ink", 3)).as("median response time").isGreaterThan(5);
  }

  @Test
  void shouldChartWhatArrivedAndEachOfTheClocks() throws Exception {
    robot.clickOn("#span-0");
    FxAwait.until("some history", () -> model.history().nowNanos() > 2_500_000_000L);
    assertThat(pixels(".mean-ink", 3)).as("no cohorts among the completions").isZero();

    robot.clickOn("#latency-view-1");
    FxAwait.until("the cohorts", () -> pixels(".mean-ink", 3) > 10);
    assertThat(text("#response-figure")).startsWith("mean ≥ ");

    robot.clickOn("#latency-clock").type(KeyCode.DOWN).type(KeyCode.ENTER);
    FxAwait.until("the wait", () -> model.charts().clockProperty().get() == LatencyClock.WAIT);
    robot.clickOn("#latency-view-0");
    robot.clickOn("#latency-view-0");
    FxAwait.until(
        "completions",
        () -> model.charts().latencyViewProperty().get() == LatencyView.BY_COMPLETION);
    FxAwait.until(
        "its own figures", () -> text("#response-note").equals("no event ended · last 10 s"));
    assertThat(robot.lookup("#latency-view-0").queryAs(ToggleButton.class).isSelected()).isTrue();
  }

  @Test
  void shouldShowNoChoiceOfSourcesWhereThereIsOne() {
    assertThat(isShown("#source-choice")).isFalse();
    assertThat(text("#connection-state")).isEqualTo("Connected · pid 4711 · mock-resource");
    for (String id : EVERYTHING) {
      assertThat(isShown(id)).as(id).isTrue();
    }
    assertThat(isShown("#ended-figure")).isFalse();
    assertThat(titles()).containsExactly("Backlog", "Throughput", "Concurrent resource use");
  }

  /** What the executor has not, below. */
  private static final List<String> EVERYTHING =
      List.of(
          "#completed-figure",
          "#failed-figure",
          "#rejected-figure",
          "#worker-slider",
          "#worker-field",
          "#service-time-field",
          "#reset-statistics",
          "#resource-figure",
          "#latency-view");

  @Test
  void shouldLeaveOutWhatTheChosenSourceDoesNotHaveAndSayThatItIsGone() throws Exception {
    server.addOrders();
    ChoiceBox<Source> choice = robot.lookup("#source-choice").query();
    FxAwait.until("a choice", choice::isVisible);
    assertThat(choice.getItems().stream().map(choice.getConverter()::toString))
        .containsExactly("weir · pipeline", "orders · executor");
    assertThat(choice.getValue()).isEqualTo(Snapshots.PIPELINE);

    robot.interact(() -> choice.setValue(Snapshots.EXECUTOR));
    FxAwait.until("its workers", () -> text("#requested-workers").equals("4"));
    assertThat(text("#connection-state")).isEqualTo("Connected · pid 4711");
    for (String id : EVERYTHING) {
      assertThat(isShown(id)).as(id).isFalse();
    }
    assertThat(isShown("#ended-figure")).isTrue();
    assertThat(isShown("#effective-workers")).isTrue();
    assertThat(isShown("#response-figure")).isTrue();
    assertThat(titles()).containsExactly("Backlog", "Throughput");
    assertThat(clocks())
        .isEqualTo(List.of(LatencyClock.RESPONSE, LatencyClock.WAIT, LatencyClock.SERVICE));
    assertThat(text("#service-time-note")).isEqualTo("last second");
    assertThat(legend()).contains("ended", "p50").doesNotContain("completed", "in use", "spoiled");
    assertThat(server.commands).as("choosing is not asking").isEmpty();

    server.closeOrders();
    FxAwait.until(
        "it is said", () -> text("#message").contains("orders is gone; what it did stays on show"));
    assertThat(choice.getItems().stream().map(choice.getConverter()::toString))
        .containsExactly("weir · pipeline", "orders · gone");
    assertThat(text("#ended-figure")).isNotEmpty();
    robot.interact(() -> choice.setValue(Snapshots.PIPELINE));
    FxAwait.until("one to choose from", () -> !choice.isVisible());
    FxAwait.until("its workers", () -> text("#requested-workers").equals("1"));
    for (String id : EVERYTHING) {
      assertThat(isShown(id)).as(id).isTrue();
    }
    assertThat(clocks()).isEqualTo(List.of(LatencyClock.values()));
    focusSlider();
    robot.type(KeyCode.RIGHT);
    awaitWorkers(2);
  }

  /** Whether a node is in the window, and all that it is in is visible. */
  private boolean isShown(String id) {
    return robot.lookup(id).tryQuery().map(PanelWindowTest::isShown).orElse(false);
  }

  private static boolean isShown(Node node) {
    return node.isVisible() && (node.getParent() == null || isShown(node.getParent()));
  }

  private List<String> legend() {
    return robot.lookup(".legend .label").queryAllAs(Label.class).stream()
        .filter(PanelWindowTest::isShown)
        .map(Label::getText)
        .toList();
  }

  private List<LatencyClock> clocks() {
    return robot.lookup("#latency-clock").<ChoiceBox<LatencyClock>>query().getItems();
  }

  private List<String> titles() {
    return robot.lookup(".chart-title").queryAllAs(Label.class).stream()
        .map(Label::getText)
        .toList();
  }

  /** How many pixels of a chart have a legend's very colour. */
  private int pixels(String ink, int chart) {
    int[] count = {0};
    robot.interact(
        () -> {
          Color color = robot.lookup(ink).<Ink>query().color();
          List<Node> charts = List.copyOf(robot.lookup(".time-chart").<Node>queryAll());
          Node canvas = charts.get(chart);
          WritableImage image = canvas.snapshot(null, null);
          for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
              if (image.getPixelReader().getColor(x, y).equals(color)) {
                count[0]++;
              }
            }
          }
        });
    return count[0];
  }

  private void focusSlider() {
    robot.interact(() -> slider().requestFocus());
  }

  private void typeInto(String field, String text) {
    robot.clickOn(field);
    robot.interact(() -> robot.lookup(field).queryTextInputControl().selectAll());
    robot.write(text).type(KeyCode.ENTER);
  }

  private void awaitWorkers(int count) throws Exception {
    String expected = String.valueOf(count);
    FxAwait.until(count + " requested", () -> text("#requested-workers").equals(expected));
    FxAwait.until(count + " effective", () -> text("#effective-workers").equals(expected));
  }

  private Slider slider() {
    return robot.lookup("#worker-slider").queryAs(Slider.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }
}
