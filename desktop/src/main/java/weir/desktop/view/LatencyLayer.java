package weir.desktop.view;

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
    for (LatencyPoint point : frame.latencies(clock)) {
      if (frame.window().contains(point.uptimeNanos()) && micros.applyAsLong(point) >= 0) {
        range.include((double) micros.applyAsLong(point));
      }
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    DottedLine line =
        new DottedLine(plot, sketch, ink.color(), lineWidth, DOT, 2 * frame.latencyBucketNanos());
    for (LatencyPoint point : frame.latencies(clock)) {
      long value = micros.applyAsLong(point);
      if (value < 0) {
        line.gap();
      } else {
        line.to(point.uptimeNanos(), (double) value);
      }
    }
  }
}
