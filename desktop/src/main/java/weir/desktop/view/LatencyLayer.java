package weir.desktop.view;

import java.util.List;
import java.util.function.ToLongFunction;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;

/**
 * One percentile of a clock over time. Buckets without a figure leave a gap.
 *
 * @param clock which latency
 * @param micros the figure of a bucket, {@link LatencyPoint#TOO_FEW} for none
 * @param ink its colour
 * @param lineWidth in pixels
 */
record LatencyLayer(
    LatencyClock clock, ToLongFunction<LatencyPoint> micros, Ink ink, double lineWidth)
    implements Layer {

  private static final double DOT = 4;

  @Override
  public void measure(Frame frame, Range range) {
    for (LatencyPoint point : points(frame)) {
      if (frame.window().contains(point.uptimeNanos()) && micros.applyAsLong(point) >= 0) {
        range.include((double) micros.applyAsLong(point));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot) {
    long bucketNanos =
        frame.history().latencyBucketNanos(frame.window().fromNanos(), frame.window().toNanos());
    DottedLine line = new DottedLine(plot, ink, lineWidth, DOT, 2 * bucketNanos);
    for (LatencyPoint point : points(frame)) {
      long value = micros.applyAsLong(point);
      if (value < 0) {
        line.gap();
      } else {
        line.to(point.uptimeNanos(), (double) value);
      }
    }
    line.end();
  }

  private List<LatencyPoint> points(Frame frame) {
    return frame.history().latencies(clock, frame.window().fromNanos(), frame.window().toNanos());
  }
}
