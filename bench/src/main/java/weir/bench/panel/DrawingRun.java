package weir.bench.panel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Draws everything in turn, round by round.
 *
 * @param settings how much
 * @param panelCommand how the launcher starts the panel, an argument a line, up to its main class
 * @param display where to draw
 * @param figures gets each figure
 */
public record DrawingRun(
    DrawingSettings settings,
    String panelCommand,
    Display display,
    Consumer<DrawingFigure> figures) {

  private static final int FRAME_SECONDS = 4;
  private static final int UNSEEN_SECONDS = 3;
  private static final int SETTLE_MILLIS = 1_000;

  /**
   * Measures.
   *
   * @throws IOException if a process fails
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void measure() throws IOException, InterruptedException {
    for (int round = 1; round <= settings.rounds(); round++) {
      List<Drawing> order = new ArrayList<>(List.of(Drawing.values()));
      Collections.rotate(order, round - 1);
      for (Drawing drawing : order) {
        try (DrawingProcess process = DrawingProcess.start(drawing, panelCommand, display)) {
          measure(round, drawing, process);
        }
      }
    }
    if (settings.history()) {
      try (DrawingProcess process = DrawingProcess.start(Drawing.PANEL, panelCommand, display)) {
        measureHistory(process);
      }
    }
  }

  private void measure(int round, Drawing drawing, DrawingProcess process)
      throws IOException, InterruptedException {
    process.tell("feed");
    Thread.sleep(1_000L * settings.warmUpSeconds());
    long before = Long.parseLong(process.tell("pulses"));
    take(round, drawing, DrawingMetric.CPU, process.cpuPercent(settings.seconds()));
    long pulses = Long.parseLong(process.tell("pulses")) - before;
    take(round, drawing, DrawingMetric.PULSES, pulses / (double) settings.seconds());
    take(round, drawing, DrawingMetric.RESIDENT, process.residentMegabytes());
    process.tell("frames");
    Thread.sleep(1_000L * FRAME_SECONDS);
    String[] frames = process.tell("frames-end").split(" ", -1);
    take(round, drawing, DrawingMetric.FRAME_P50, Double.parseDouble(frames[0]));
    take(round, drawing, DrawingMetric.FRAME_P99, Double.parseDouble(frames[1]));
    take(round, drawing, DrawingMetric.DROPPED, Double.parseDouble(frames[2]));
    take(round, drawing, DrawingMetric.FIRST_FRAME, process.firstFrameMillis());
    for (Map.Entry<String, DrawingMetric> unseen :
        List.of(
            Map.entry("minimise", DrawingMetric.MINIMISED_CPU),
            Map.entry("hide", DrawingMetric.HIDDEN_CPU))) {
      process.tell(unseen.getKey());
      Thread.sleep(SETTLE_MILLIS);
      take(round, drawing, unseen.getValue(), process.cpuPercent(UNSEEN_SECONDS));
    }
  }

  private void measureHistory(DrawingProcess process) throws IOException, InterruptedException {
    process.tell("history");
    process.tell("feed");
    process.tell("all");
    Thread.sleep(1_000L * settings.warmUpSeconds());
    take(1, Drawing.PANEL, DrawingMetric.CPU_10_HOURS, process.cpuPercent(settings.seconds()));
    take(1, Drawing.PANEL, DrawingMetric.RESIDENT_10_HOURS, process.residentMegabytes());
  }

  private void take(int round, Drawing drawing, DrawingMetric metric, double value) {
    figures.accept(new DrawingFigure(round, drawing, metric, value));
  }
}
