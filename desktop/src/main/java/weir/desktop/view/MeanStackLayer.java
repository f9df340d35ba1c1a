package weir.desktop.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;

/**
 * The mean of one clock over time, on top of those of others: means of the same events add up.
 *
 * @param clock which latency
 * @param below what it stands on
 * @param ink its colour
 * @param dashed whether its upper edge is
 */
record MeanStackLayer(LatencyClock clock, List<LatencyClock> below, Ink ink, boolean dashed)
    implements Layer {

  private static final double AREA_OPACITY = 0.28;
  private static final double LINE_WIDTH = 2;
  private static final double DASH = 5;

  @Override
  public void measure(Frame frame, Range range) {
    for (Step step : steps(frame)) {
      range.include(step.bottom() + step.height());
    }
  }

  /** One bucket: where it stands, and how high it is. */
  private record Step(long uptimeNanos, double bottom, double height) {}

  private List<Step> steps(Frame frame) {
    Map<Long, Double> bottoms = new HashMap<>();
    for (LatencyClock each : below) {
      for (LatencyPoint point : points(frame, each)) {
        bottoms.merge(point.uptimeNanos(), point.meanMicros(), Double::sum);
      }
    }
    return points(frame, clock).stream()
        .map(
            point ->
                new Step(
                    point.uptimeNanos(),
                    bottoms.getOrDefault(point.uptimeNanos(), 0.0),
                    point.meanMicros()))
        .toList();
  }

  private static List<LatencyPoint> points(Frame frame, LatencyClock clock) {
    return frame.history().latencies(clock, frame.window().fromNanos(), frame.window().toNanos());
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    long bucketNanos =
        frame.history().latencyBucketNanos(frame.window().fromNanos(), frame.window().toNanos());
    List<Step> steps = steps(frame);
    int start = 0;
    for (int i = 1; i <= steps.size(); i++) {
      // A silence is not bridged.
      if (i == steps.size()
          || steps.get(i).uptimeNanos() - steps.get(i - 1).uptimeNanos() > 2 * bucketNanos) {
        paintRun(steps.subList(start, i), plot);
        start = i;
      }
    }
  }

  private void paintRun(List<Step> run, Plot plot) {
    GraphicsContext graphics = plot.graphics();
    int count = run.size();
    double[] xs = new double[2 * count];
    double[] ys = new double[2 * count];
    for (int i = 0; i < count; i++) {
      Step step = run.get(i);
      xs[i] = plot.x(step.uptimeNanos());
      ys[i] = plot.y(step.bottom() + step.height());
      xs[2 * count - 1 - i] = xs[i];
      ys[2 * count - 1 - i] = plot.y(step.bottom());
    }
    graphics.setFill(ink.color().deriveColor(0, 1, 1, AREA_OPACITY));
    graphics.fillPolygon(xs, ys, 2 * count);
    graphics.setStroke(ink.color());
    graphics.setLineWidth(LINE_WIDTH);
    if (dashed) {
      graphics.setLineDashes(DASH, DASH);
    }
    graphics.strokePolyline(xs, ys, count);
    graphics.setLineDashes();
  }
}
