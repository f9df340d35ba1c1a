package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
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

/** A picture that is drawn bit by bit, beside the same drawn at once. */
@Timeout(60)
class RollTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int STEP_MILLIS = 50;
  private static final double WIDTH = 420;
  private static final double HEIGHT = 200;

  /** Of 255 levels: a canvas rounds its coordinates to floats, from its own left edge. */
  private static final int ROUNDING = 3;

  private final FxRobot robot = new FxRobot();
  private final PanelModel model =
      new PanelModel((source, command) -> new CompletableFuture<>(), Runnable::run);
  private final List<BandPoint> band = new ArrayList<>();
  private final long seed = System.nanoTime();
  private final Random random = new Random(seed);
  private final Pane pane = new StackPane();
  private int tick;
  private int workers = 3;

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @BeforeEach
  void openWindow() throws Exception {
    Stage stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(
        ignored -> {
          stage.setScene(new Scene(pane, WIDTH, HEIGHT));
          stage.show();
          model.apply(
              new PanelUpdate(
                  new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE)),
                  List.of()));
          model.viewport().follow(10 * SECOND);
        });
  }

  @AfterEach
  void closeWindows() throws Exception {
    FxToolkit.cleanupStages();
  }

  /** A chart of all that there is, with an axis that depends on nothing but what is visible. */
  private TimeChart chart(Supplier<List<Layer>> layers) {
    return new TimeChart(
        model,
        (range, nanos) ->
            LinearAxis.withTop(range.isEmpty() ? 10 : 10 * Math.ceil(range.largest() / 10), true),
        layers,
        List.of(),
        List::of);
  }

  private List<Layer> layers() {
    return List.of(
        new BandLayer(window -> band, new Ink("prediction-ink")),
        GaugeLayer.area(Gauge.BACKLOG, new Ink("backlog-ink")),
        GaugeLayer.line(Gauge.COMPLETION_RATE, new Ink("throughput-ink")),
        GaugeLayer.lineAboveZero(Gauge.RESOURCE_WAITING, new Ink("waiting-ink")),
        new StepLayer(new Ink("requested-ink")),
        new TwinLayer(Gauge.UTILISATION, new Ink("in-flight-ink"), 1, ChartFigures::percent),
        new CohortLayer(cohort -> (double) cohort.ended(), new Ink("mean-ink"), 1));
  }

  private List<Layer> latencies() {
    return Stream.concat(
            new LatencyByEnd(LatencyClock.RESPONSE, LatencyInks.create())
                .layers(model.forecasts()).stream(),
            Stream.of(
                new MeanStackLayer(LatencyClock.RESPONSE, List.of(), new Ink("wait-ink"), true)))
        .toList();
  }

  private Snapshot next() {
    tick++;
    if (random.nextInt(40) == 0) {
      workers = 1 + random.nextInt(8);
    }
    Histogram seen = new Histogram(3);
    for (int event = random.nextInt(6); event > 0; event--) {
      seen.recordValue(1 + random.nextInt(40));
    }
    long uptimeMillis = (long) tick * STEP_MILLIS;
    Snapshot plain =
        Snapshots.of(
            uptimeMillis,
            tick * 3L,
            5 + random.nextInt(tick % 300 < 60 ? 40 : 5),
            workers,
            workers,
            0,
            seen);
    List<Cohort> cohorts = new ArrayList<>();
    // The last seconds' are still open, and change.
    for (long second = Math.max(0, uptimeMillis / 1_000 - 4); second < uptimeMillis / 1_000; ) {
      long ended = Math.min(20, (uptimeMillis - second * 1_000) / 200);
      cohorts.add(Snapshots.cohort(second, second * 1_000, 20, new long[(int) ended]));
      second++;
    }
    if (tick % 20 == 0) {
      double middle = 2 + random.nextInt(8);
      band.add(new BandPoint(uptimeMillis * 1_000_000, middle - 1, middle, middle + 2));
    }
    return Snapshots.with(
        Snapshots.worked(plain, tick * 25L, tick * 100L),
        cohorts,
        random.nextInt(60) == 0 ? 30_000 : 0);
  }

  private void apply(int count) {
    ConnectionState connected =
        new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE));
    robot.interact(
        () -> {
          for (int i = 0; i < count; i++) {
            model.apply(new PanelUpdate(connected, List.of(next())));
          }
        });
  }

  private TimeChart show(Supplier<List<Layer>> layers) {
    TimeChart[] made = new TimeChart[1];
    robot.interact(
        () -> {
          made[0] = chart(layers);
          pane.getChildren().setAll(made[0]);
          pane.applyCss();
          pane.layout();
        });
    return made[0];
  }

  private int[] pixels(TimeChart chart) {
    List<int[]> seen = new ArrayList<>();
    robot.interact(
        () -> {
          WritableImage image = chart.snapshot(null, null);
          int[] argb = new int[(int) (image.getWidth() * image.getHeight())];
          image
              .getPixelReader()
              .getPixels(
                  0,
                  0,
                  (int) image.getWidth(),
                  (int) image.getHeight(),
                  PixelFormat.getIntArgbInstance(),
                  argb,
                  0,
                  (int) image.getWidth());
          seen.add(argb);
        });
    return seen.getFirst();
  }

  private static int distance(int one, int other) {
    int most = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      most = Math.max(most, Math.abs((one >>> shift & 0xff) - (other >>> shift & 0xff)));
    }
    return most;
  }

  private static List<String> differences(int[] one, int[] other) {
    assertThat(one).hasSameSizeAs(other);
    List<String> differences = new ArrayList<>();
    for (int i = 0; i < one.length; i++) {
      if (distance(one[i], other[i]) > ROUNDING) {
        differences.add(
            "%s, %s: %s, %s"
                .formatted(
                    i % (int) WIDTH,
                    i / (int) WIDTH,
                    Integer.toHexString(one[i]),
                    Integer.toHexString(other[i])));
      }
    }
    return differences;
  }

  @Test
  void shouldDrawBitByBitWhatItDrawsAtOnce() {
    shouldLookAlike(layers());
    shouldLookAlike(latencies());
  }

  @Test
  void shouldDrawOnlyWhatHasChanged() {
    apply(300);
    List<Layer> layers = layers();
    TimeChart chart = show(() -> layers);
    apply(50);
    long before = chart.redrawnParts();
    int frames = 100;
    apply(frames);
    int parts = Roll.parts(WIDTH) - 2;
    assertThat(chart.redrawnParts() - before)
        .as("of %s parts, seed %s", frames * parts, seed)
        .isBetween((long) frames, (long) (frames * parts * 0.8));
  }

  @Test
  void shouldDrawAllAgainInAnotherSizeAndInAnotherView() {
    apply(300);
    List<Layer> layers = layers();
    TimeChart chart = show(() -> layers);
    robot.interact(
        () -> {
          model.viewport().zoomTo(new TimeWindow(2 * SECOND, 5 * SECOND));
          model.viewport().move(-0.5);
          chart.getScene().getWindow().setWidth(WIDTH + 100);
        });
    int[] moved = pixels(chart);
    assertThat(differences(moved, pixels(show(() -> layers)))).as("seed %s", seed).isEmpty();
  }

  private void shouldLookAlike(List<Layer> layers) {
    apply(30);
    for (int look = 0; look < 3; look++) {
      TimeChart grown = show(() -> layers);
      for (int frame = 0; frame < 40; frame++) {
        apply(1 + random.nextInt(3));
      }
      int[] bits = pixels(grown);
      TimeChart fresh = show(() -> layers);
      assertThat(differences(bits, pixels(fresh))).as("look %s, seed %s", look, seed).isEmpty();
    }
  }
}
