package weir.bench.panel;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.desktop.HeapKeeper;

/**
 * The program that draws. It is told on its input what to do next, and answers each line with one;
 * it ends with its input.
 */
public final class DrawingMain {

  private static final Duration INTERVAL = Duration.ofMillis(1_000 / Drawing.HERTZ);
  private static final int TEN_HOURS = 10 * 3_600 * Drawing.HERTZ;

  /** What is held of the past while it is fed must not count as the panel's memory. */
  private static final int AT_ONCE = 100;

  private final SyntheticSnapshots snapshots = new SyntheticSnapshots(INTERVAL);
  private final Drawing drawing;
  private final DrawnWindow window;
  private final Stage stage = new Stage();
  private final CompletableFuture<Long> firstFrameMillis = new CompletableFuture<>();
  private @Nullable FrameTimes frames;
  private long pulses;

  private DrawingMain(Drawing drawing) {
    this.drawing = drawing;
    this.window =
        switch (drawing) {
          case PANEL, PANEL_NEAR -> new PanelDrawn(drawing.seconds(), "Live");
          case HEAT_MAP -> new PanelDrawn(drawing.seconds(), "Heat map");
          case LINE_CHART -> new LineChartDrawn(drawing.points());
        };
  }

  /**
   * Draws until its input ends.
   *
   * @param arguments the drawing
   * @throws IOException if its input fails
   * @throws InterruptedException if the main thread is interrupted
   * @throws ExecutionException if drawing fails
   */
  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    Drawing drawing = Drawing.valueOf(arguments[0]);
    FutureTask<DrawingMain> starting = new FutureTask<>(() -> start(drawing));
    Platform.startup(starting);
    if (drawing != Drawing.LINE_CHART) {
      HeapKeeper.start();
    }
    DrawingMain main = starting.get();
    // What it is told next would delay it.
    System.out.println("first-frame " + main.firstFrameMillis.get());
    Timer clock = new Timer("clock", true);
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String command = commands.readLine(); command != null; command = commands.readLine()) {
        if (command.equals("feed")) {
          clock.scheduleAtFixedRate(
              new TimerTask() {
                @Override
                public void run() {
                  Platform.runLater(main::feed);
                }
              },
              0,
              INTERVAL.toMillis());
        }
        String done = command;
        FutureTask<String> task = new FutureTask<>(() -> main.run(done));
        Platform.runLater(task);
        System.out.println("done " + task.get());
      }
    }
    System.exit(0);
  }

  private static DrawingMain start(Drawing drawing) {
    Platform.setImplicitExit(false);
    DrawingMain main = new DrawingMain(drawing);
    main.window.show(main.stage);
    main.stage.getScene().addPostLayoutPulseListener(() -> main.pulses++);
    main.feed();
    main.awaitFirstFrame();
    return main;
  }

  /** The toolkit starts its second pulse from here on when the first one has been drawn. */
  private void awaitFirstFrame() {
    Instant started = ProcessHandle.current().info().startInstant().orElseThrow();
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        pulses++;
        if (pulses == 3) {
          stop();
          firstFrameMillis.complete(Duration.between(started, Instant.now()).toMillis());
        }
      }
    }.start();
  }

  private void feed() {
    window.add(snapshots.next());
  }

  private List<Snapshot> past(int count) {
    List<Snapshot> past = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      past.add(snapshots.next());
    }
    return past;
  }

  private String run(String command) {
    switch (command) {
      case "fill" -> window.fill(past(drawing.points()));
      case "feed" -> {}
      case "frames" -> {
        frames = new FrameTimes();
        frames.start();
      }
      case "frames-end" -> {
        FrameTimes seen = frames;
        if (seen != null) {
          seen.stop();
          return seen.summary();
        }
      }
      case "pulses" -> {
        return Long.toString(pulses);
      }
      case "minimise" -> stage.setIconified(true);
      case "restore" -> stage.setIconified(false);
      case "hide" -> stage.hide();
      case "show" -> stage.show();
      case "history" -> {
        for (int i = 0; i < TEN_HOURS; i += AT_ONCE) {
          window.fill(past(AT_ONCE));
        }
      }
      case "all" -> window.showAll();
      default -> throw new IllegalArgumentException("no command is called " + command);
    }
    return drawing.name();
  }
}
