package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.PixelReader;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.figures.Cohort;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelUpdate;
import weir.desktop.model.BandPoint;
import weir.desktop.model.Gauge;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/** Layers, by the pixels that they leave, and whether anything is drawn that nobody sees. */
@Timeout(60)
class LayersTest {

  private static final long SECOND = 1_000_000_000L;
  private static final TimeWindow TEN_SECONDS = new TimeWindow(0, 10 * SECOND);

  private final FxRobot robot = new FxRobot();
  private final PanelModel model =
      new PanelModel((source, command) -> new CompletableFuture<>(), Runnable::run);

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void closeWindows() throws Exception {
    FxToolkit.cleanupStages();
  }

  private void apply(Snapshot... snapshots) {
    ConnectionState connected =
        new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE));
    robot.interact(
        () -> {
          for (Snapshot snapshot : snapshots) {
            model.apply(new PanelUpdate(connected, List.of(snapshot)));
          }
        });
  }

  private Frame frame() {
    return Frame.of(model.history(), TEN_SECONDS, 100, 1);
  }

  /** Paints on 100 × 100 pixels, ten seconds wide and ten high; grey, as no style is loaded. */
  private PixelReader paint(Layer layer, Layer.Range range) {
    List<PixelReader> pixels = new ArrayList<>();
    robot.interact(
        () -> {
          Canvas canvas = new Canvas(100, 100);
          layer.measure(frame(), range);
          Frame frame = frame();
          Sketch sketch = new Sketch();
          ValueAxis axis = LinearAxis.withTop(10, true);
          layer.paint(
              frame, new Plot(0, 0, 100, 100, frame.pixelNanos(), 0, frame.window(), axis), sketch);
          sketch.paint(canvas.getGraphicsContext2D(), 0, 100, 0);
          SnapshotParameters clear = new SnapshotParameters();
          clear.setFill(Color.TRANSPARENT);
          pixels.add(canvas.snapshot(clear, null).getPixelReader());
        });
    return pixels.getFirst();
  }

  private static double opacity(PixelReader pixels, int x, int y) {
    double most = 0;
    // A line may lie between two rows of pixels.
    for (int row = Math.max(0, y - 1); row <= Math.min(99, y + 1); row++) {
      most = Math.max(most, pixels.getColor(x, row).getOpacity());
    }
    return most;
  }

  @Test
  void shouldFillABandAndDashItsMiddle() {
    List<BandPoint> points = List.of(new BandPoint(0, 2, 5, 8), new BandPoint(8 * SECOND, 2, 5, 8));
    Layer.Range range = new Layer.Range();
    PixelReader pixels = paint(new BandLayer(window -> points, new Ink("backlog-ink")), range);
    assertThat(range.largest()).isEqualTo(8);
    assertThat(pixels.getColor(40, 30).getOpacity()).as("inside").isBetween(0.1, 0.2);
    assertThat(pixels.getColor(40, 90).getOpacity()).as("below").isZero();
    assertThat(pixels.getColor(40, 10).getOpacity()).as("above").isZero();
    assertThat(pixels.getColor(90, 50).getOpacity()).as("after its end").isZero();
    long solid = 0;
    for (int x = 0; x < 80; x++) {
      solid += opacity(pixels, x, 50) > 0.5 ? 1 : 0;
    }
    assertThat(solid).as("dashes").isBetween(30L, 75L);
  }

  @Test
  void shouldDrawALineAloneWhereABandHasNoEnds() {
    List<BandPoint> points =
        List.of(
            new BandPoint(0, Double.NaN, 5, Double.NaN),
            new BandPoint(8 * SECOND, Double.NaN, 5, Double.NaN));
    Layer.Range range = new Layer.Range();
    PixelReader pixels = paint(new BandLayer(window -> points, new Ink("backlog-ink")), range);
    assertThat(range.largest()).isEqualTo(5);
    assertThat(opacity(pixels, 2, 50)).isGreaterThan(0.5);
    assertThat(pixels.getColor(40, 30).getOpacity()).isZero();
    PixelReader nothing =
        paint(new BandLayer(window -> List.of(), new Ink("backlog-ink")), new Layer.Range());
    assertThat(opacity(nothing, 2, 50)).isZero();
  }

  @Test
  void shouldDrawATwinOverItsOwnAxis() {
    apply(
        IntStream.rangeClosed(1, 200)
            .mapToObj(
                tick ->
                    Snapshots.worked(Snapshots.at(tick * 50L, tick, 9, 2), tick * 25L, tick * 100L))
            .toArray(Snapshot[]::new));
    TwinLayer busy =
        new TwinLayer(Gauge.UTILISATION, new Ink("in-flight-ink"), 1, ChartFigures::percent);
    Layer.Range range = new Layer.Range();
    PixelReader pixels = paint(busy, range);
    assertThat(range.isEmpty()).as("the chart's own axis is not its").isTrue();
    assertThat(opacity(pixels, 50, 75)).as("a quarter").isGreaterThan(0.3);
    assertThat(opacity(pixels, 50, 50)).isZero();

    TwinLayer unknown =
        new TwinLayer(Gauge.OLDEST_WAITING, new Ink("age-ink"), 1, ChartFigures::seconds);
    robot.interact(() -> model.showSource("nothing"));
    apply(Snapshots.ofExecutor(500, 10, 3));
    PixelReader empty = paint(unknown, new Layer.Range());
    assertThat(empty.getColor(50, 20).getOpacity()).isZero();
  }

  @Test
  void shouldTellOfTheCohortAtTheCrossHair() {
    Cohort done = Snapshots.cohort(1, 2_000, 3, 1_000, 2_000, 3_000);
    Cohort open = Snapshots.cohort(2, 4_000, 3, 500_000);
    apply(Snapshots.withCohorts(Snapshots.at(5_000, 4, 2, 1), done, open));
    LatencyByArrival byArrival = new LatencyByArrival(LatencyClock.RESPONSE, LatencyInks.create());
    assertThat(texts(byArrival, 2 * SECOND))
        .containsExactly("mean 1.00 s", "max 3.00 ms", "p99 – (3 events)", "p50 2.00 ms");
    assertThat(texts(byArrival, 4 * SECOND))
        .containsExactly("mean at least 1.00 s (2 of 3 have not ended)");
    assertThat(texts(byArrival, 9 * SECOND)).as("nobody arrived").isEmpty();
  }

  private List<String> texts(LatencyByArrival byArrival, long nanos) {
    return byArrival.lines().stream()
        .map(line -> line.text().apply(new ChartLine.Moment(frame(), nanos)))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Test
  void shouldDrawNothingInAWindowThatNobodySees() throws Exception {
    apply(Snapshots.at(1_000, 0, 100, 1));
    TimeChart[] charts = new TimeChart[1];
    Stage stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(
        ignored -> {
          charts[0] =
              new TimeChart(
                  model,
                  (range, nanos) -> LinearAxis.withTop(10, true),
                  List::of,
                  List.of(),
                  List::of);
          stage.setScene(new Scene(new StackPane(charts[0]), 400, 300));
          stage.show();
        });
    TimeChart chart = charts[0];
    apply(Snapshots.at(3_000, 0, 100, 1));
    Plot shown = chart.plot();
    assertThat(shown).isNotNull();

    robot.interact(() -> stage.setIconified(true));
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, stage::isIconified);
    apply(Snapshots.at(5_000, 0, 100, 1), Snapshots.at(7_000, 0, 100, 1));
    robot.interact(() -> model.viewport().crossHairProperty().set(2 * SECOND));
    assertThat(chart.plot()).as("minimised").isSameAs(shown);

    robot.interact(() -> stage.setIconified(false));
    assertThat(chart.plot()).as("seen again").isNotSameAs(shown);
    Plot again = chart.plot();
    robot.interact(stage::hide);
    apply(Snapshots.at(9_000, 0, 100, 1));
    assertThat(chart.plot()).as("hidden").isSameAs(again);
  }
}
