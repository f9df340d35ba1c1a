package weir.desktop.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
      if (frame.window().contains(step.uptimeNanos())) {
        range.include(step.bottom() + step.height());
      }
    }
  }

  /** One bucket: where it stands, and how high it is. */
  private record Step(long uptimeNanos, double bottom, double height) {}

  private List<Step> steps(Frame frame) {
    Map<Long, Double> bottoms = new HashMap<>();
    for (LatencyClock each : below) {
      for (LatencyPoint point : frame.latencies(each)) {
        bottoms.merge(point.uptimeNanos(), point.meanMicros(), Double::sum);
      }
    }
    return frame.latencies(clock).stream()
        .map(
            point ->
                new Step(
                    point.uptimeNanos(),
                    bottoms.getOrDefault(point.uptimeNanos(), 0.0),
                    point.meanMicros()))
        .toList();
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    long bucketNanos = frame.latencyBucketNanos();
    AreaMark area = sketch.area(ink.color(), AREA_OPACITY);
    LineMark edge =
        dashed
            ? sketch.dashes(ink.color(), LINE_WIDTH, DASH, DASH)
            : sketch.line(ink.color(), LINE_WIDTH);
    long before = Long.MIN_VALUE / 2;
    for (Step step : steps(frame)) {
      // A silence is not bridged.
      if (step.uptimeNanos() - before > 2 * bucketNanos) {
        area.gap();
        edge.gap();
      }
      before = step.uptimeNanos();
      double x = plot.x(step.uptimeNanos());
      double top = plot.y(step.bottom() + step.height());
      area.to(x, top, plot.y(step.bottom()));
      edge.to(x, top);
    }
  }
}
