package weir.desktop.view;

import java.util.function.ToLongFunction;
import weir.desktop.model.History;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyCurve;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.TimeSpan;

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
  public void measure(History history, TimeSpan span, TimeWindow window, Range range) {
    for (LatencyPoint point : clock.of(history.track(span).latencies()).points()) {
      if (window.contains(point.uptimeNanos()) && micros.applyAsLong(point) >= 0) {
        range.include((double) micros.applyAsLong(point));
      }
    }
  }

  @Override
  public void paint(History history, TimeSpan span, Plot plot) {
    LatencyCurve curve = clock.of(history.track(span).latencies());
    DottedLine line = new DottedLine(plot, ink, lineWidth, DOT, 2 * curve.bucketNanos());
    for (LatencyPoint point : curve.points()) {
      long value = micros.applyAsLong(point);
      if (value < 0) {
        line.gap();
      } else {
        line.to(point.uptimeNanos(), (double) value);
      }
    }
    line.end();
  }
}
