package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.figures.Change;
import weir.desktop.model.DragMode;
import weir.desktop.model.Marker;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeSpan;
import weir.desktop.model.TimeWindow;
import weir.desktop.model.View;
import weir.desktop.model.Viewport;

/** Mouse and keys on the charts of a real pipeline. */
@Timeout(120)
class LookingBackTest {

  @TempDir static Path folder;

  private static PipelinePanel panel;
  private static FxRobot robot;
  private static PanelModel model;

  /** One for all tests: some past takes its time. */
  @BeforeAll
  static void open() throws Exception {
    panel = new PipelinePanel(folder, Duration.ofMillis(5), PanelTheme.LIGHT);
    robot = panel.robot;
    model = panel.model;
    panel.publish(300);
    FxAwait.until("some past", () -> model.history().nowNanos() > 4_000_000_000L);
  }

  @AfterAll
  static void close() throws Exception {
    panel.close();
  }

  @BeforeEach
  void follow() {
    robot.interact(
        () -> {
          viewport().toNow();
          model.charts().spanProperty().set(TimeSpan.HALF_MINUTE);
          viewport().dragModeProperty().set(DragMode.ZOOM);
          viewport().firstProperty().set(null);
          viewport().secondProperty().set(null);
          viewport().crossHairProperty().set(null);
          robot.lookup("#worker-slider").query().requestFocus();
        });
  }

  @Test
  void shouldZoomInByADragAndOutByADoubleClick() {
    TimeWindow before = viewport().window();
    drag(0.02, 0.1);
    TimeWindow zoomed = viewport().window();
    // On a slow machine there is more than half a minute, and the window slides meanwhile.
    long slid = Math.max(0, model.history().nowNanos() - before.toNanos());
    assertThat(zoomed.spanNanos()).isBetween(2_000_000_000L, 2_800_000_000L + slid);
    assertThat(zoomed.fromNanos()).isBetween(before.fromNanos(), timeAt(before, 0.067) + slid);

    robot.moveTo(at(0.5)).doubleClickOn(MouseButton.PRIMARY);
    assertThat(viewport().viewProperty().get().following()).isTrue();
    assertThat(viewport().window().spanNanos()).isEqualTo(30_000_000_000L);
  }

  @Test
  void shouldStandAndGoOnByTheSpaceBar() throws Exception {
    robot.moveTo(at(0.5)).clickOn(MouseButton.PRIMARY);
    assertThat(firstChart().isFocused()).isTrue();
    robot.type(KeyCode.SPACE);
    FxAwait.until("it stands", () -> !viewport().viewProperty().get().following());
    TimeWindow stands = viewport().window();
    FxAwait.until("it is said", () -> text("#charts-behind").startsWith("paused, "));
    long before = model.history().nowNanos();
    FxAwait.until("data go on", () -> model.history().nowNanos() > before + 500_000_000L);
    assertThat(viewport().window()).isEqualTo(stands);
    robot.type(KeyCode.SPACE);
    FxAwait.until("it goes on", () -> viewport().viewProperty().get().following());
    assertThat(robot.lookup("#charts-behind").query().isVisible()).isFalse();
  }

  @Test
  void shouldTakeKeysWhereverTheFocusIsUnlessAControlUsesThem() {
    for (String id : List.of("#reset-statistics", "#pause-charts", "#theme-toggle")) {
      focus(id);
      robot.write("+");
      assertThat(viewport().window().spanNanos()).as(id).isEqualTo(20_000_000_000L);
      robot.write("-");
      assertThat(viewport().window().spanNanos()).as(id).isEqualTo(30_000_000_000L);
    }
    focus("#theme-toggle");
    robot.type(KeyCode.SPACE);
    focus("#theme-toggle");
    robot.type(KeyCode.SPACE);
    assertThat(viewport().viewProperty().get().following()).as("the button has it").isTrue();

    focus("#worker-field");
    robot.write("+");
    robot.type(KeyCode.SPACE, KeyCode.HOME, KeyCode.BACK_SPACE);
    assertThat(viewport().viewProperty().get())
        .as("a text is typed")
        .isEqualTo(new View(0, 30_000_000_000L, true));
    focus("#worker-slider");
  }

  @Test
  void shouldJumpToChangesAndForgetSelectionsByKeys() throws Exception {
    panel.pipeline.resizeTo(2);
    FxAwait.until("it is told", () -> model.history().markers().size() == 1);
    Marker marker = model.history().markers().getFirst();
    assertThat(marker.who()).contains(Change.ITSELF);
    robot.write("p");
    assertThat(viewport().crossHairProperty().get()).isEqualTo(marker.uptimeNanos());
    robot.interact(() -> viewport().crossHairProperty().set(1L));
    robot.write("n");
    assertThat(viewport().crossHairProperty().get()).isEqualTo(marker.uptimeNanos());

    robot.interact(() -> viewport().firstProperty().set(new TimeWindow(1, 2_000_000_000L)));
    robot.type(KeyCode.ESCAPE);
    assertThat(viewport().firstProperty().get()).isNull();
  }

  private void focus(String id) {
    robot.interact(() -> robot.lookup(id).query().requestFocus());
  }

  @Test
  void shouldCompareTwoStretches() throws Exception {
    assertThat(robot.lookup("#comparison").query().isVisible()).isFalse();
    robot.interact(() -> viewport().togglePause());
    long now = model.history().nowNanos();
    robot.clickOn("#drag-mode-2");
    drag(share(now - 3_500_000_000L), share(now - 2_000_000_000L));
    FxAwait.until("A alone", () -> robot.lookup("#comparison-arrived-1").tryQuery().isPresent());
    assertThat(robot.lookup("#comparison-arrived-3").tryQuery()).isEmpty();
    robot.clickOn("#drag-mode-3");
    drag(share(now - 1_800_000_000L), share(now - 300_000_000L));
    FxAwait.until("both", () -> robot.lookup("#comparison-arrived-3").tryQuery().isPresent());
    assertThat(text("#comparison-arrived-1")).contains("/s [", " … ");
    assertThat(text("#comparison-arrived-3")).contains("/s [");
    robot.clickOn("#comparison-close");
    assertThat(robot.lookup("#comparison").query().isVisible()).isFalse();
  }

  @Test
  void shouldShareTheCrossHairAmongTheCharts() {
    TimeWindow before = viewport().window();
    robot.moveTo(at(0.08));
    assertThat(viewport().crossHairProperty().get())
        .isBetween(timeAt(before, 0.067), timeAt(viewport().window(), 0.1));
    robot.moveTo("#worker-slider");
    assertThat(viewport().crossHairProperty().get()).isNull();
  }

  private static Viewport viewport() {
    return model.viewport();
  }

  private void drag(double from, double to) {
    robot.moveTo(at(from)).press(MouseButton.PRIMARY);
    robot.moveTo(at((from + to) / 2)).moveTo(at(to)).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static double share(long nanos) {
    TimeWindow window = viewport().window();
    return (nanos - window.fromNanos()) / (double) window.spanNanos();
  }

  private static long timeAt(TimeWindow window, double share) {
    return window.fromNanos() + (long) (share * window.spanNanos());
  }

  /** A place in the first chart, as a share of its plot's width. */
  private Point2D at(double share) {
    Bounds bounds = robot.bounds(firstChart()).query();
    double left = bounds.getMinX() + 58;
    double width = bounds.getWidth() - 58 - 18;
    return new Point2D(left + share * width, bounds.getCenterY());
  }

  private Node firstChart() {
    return List.copyOf(robot.lookup(".time-chart").<Node>queryAll()).getFirst();
  }

  private String text(String id) {
    return panel.text(id);
  }
}
