package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.link.LinkAddress;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;
import weir.desktop.model.Viewport;

/** Mouse and keys on the charts of a real pipeline. */
@Timeout(120)
class LookingBackTest {

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
  void open() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withServiceTime(Duration.ofMillis(5)),
            EventHandlers.named("mock-resource"));
    pipeline.listen(address);
    connection = new PanelConnection(address);
    model = new PanelModel(connection, FxCrossing.toFxThread());
    FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(stage -> PanelWindow.show(stage, model, PanelTheme.LIGHT));
    model.follow(connection);
    robot.clickOn("#span-0");
    for (int event = 0; event < 300; event++) {
      pipeline.publish(new byte[0]);
    }
    await("some past", () -> model.history().nowNanos() > 4_000_000_000L);
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    pipeline.close();
    FxToolkit.cleanupStages();
  }

  @Test
  void shouldZoomInByADragAndOutByADoubleClick() {
    drag(0.02, 0.1);
    TimeWindow zoomed = viewport().window();
    assertThat(zoomed.spanNanos()).isBetween(2_000_000_000L, 2_800_000_000L);
    assertThat(zoomed.contains(2_000_000_000L)).isTrue();

    robot.moveTo(at(0.5)).doubleClickOn(MouseButton.PRIMARY);
    assertThat(viewport().viewProperty().get().following()).isTrue();
    assertThat(viewport().window().spanNanos()).isEqualTo(30_000_000_000L);
  }

  @Test
  void shouldStandAndGoOnByTheSpaceBar() throws Exception {
    robot.moveTo(at(0.5)).clickOn(MouseButton.PRIMARY);
    robot.type(KeyCode.SPACE);
    TimeWindow stands = viewport().window();
    await("it is said", () -> text("#charts-behind").startsWith("paused, "));
    long before = model.history().nowNanos();
    await("data go on", () -> model.history().nowNanos() > before + 500_000_000L);
    assertThat(viewport().window()).isEqualTo(stands);
    robot.type(KeyCode.SPACE);
    await("it goes on", () -> text("#charts-behind").isEmpty());
  }

  @Test
  void shouldCompareTwoStretches() throws Exception {
    assertThat(robot.lookup("#comparison").query().isVisible()).isFalse();
    robot.clickOn("#drag-mode-2");
    drag(0.01, 0.06);
    await("A alone", () -> robot.lookup("#comparison-arrived-1").tryQuery().isPresent());
    assertThat(robot.lookup("#comparison-arrived-3").tryQuery()).isEmpty();
    robot.clickOn("#drag-mode-3");
    drag(0.07, 0.12);
    await("both", () -> robot.lookup("#comparison-arrived-3").tryQuery().isPresent());
    assertThat(text("#comparison-arrived-1")).contains("/s [", " … ");
    assertThat(text("#comparison-arrived-3")).contains("/s [");
    robot.clickOn("#comparison-close");
    assertThat(robot.lookup("#comparison").query().isVisible()).isFalse();
  }

  @Test
  void shouldShareTheCrossHairAmongTheCharts() {
    robot.moveTo(at(0.08));
    assertThat(viewport().crossHairProperty().get()).isBetween(2_000_000_000L, 3_000_000_000L);
    robot.moveTo("#worker-slider");
    assertThat(viewport().crossHairProperty().get()).isNull();
  }

  private Viewport viewport() {
    return model.viewport();
  }

  private void drag(double from, double to) {
    robot.moveTo(at(from)).press(MouseButton.PRIMARY);
    robot.moveTo(at((from + to) / 2)).moveTo(at(to)).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** A place in the first chart, as a share of its plot's width. */
  private Point2D at(double share) {
    Node chart = List.copyOf(robot.lookup(".time-chart").<Node>queryAll()).getFirst();
    Bounds bounds = robot.bounds(chart).query();
    double left = bounds.getMinX() + 58;
    double width = bounds.getWidth() - 58 - 18;
    return new Point2D(left + share * width, bounds.getCenterY());
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + what, e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
