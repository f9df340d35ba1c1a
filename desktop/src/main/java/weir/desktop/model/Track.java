package weir.desktop.model;

import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;

/**
 * The past at the resolution of one {@link TimeSpan}.
 *
 * @param backlog events accepted and not claimed
 * @param resourceInUse callers inside the resource, mean of each bucket
 * @param throughput completions per second, mean of each bucket
 * @param latencies percentiles of each clock
 */
public record Track(
    Curve backlog, Curve resourceInUse, Curve throughput, Latencies<LatencyCurve> latencies) {

  Track(TimeSpan span) {
    this(
        new Curve(span, Curve.Thinning.PEAK_AND_LAST),
        new Curve(span, Curve.Thinning.MEAN),
        new Curve(span, Curve.Thinning.MEAN),
        Latencies.generate(() -> new LatencyCurve(span)));
  }

  void add(long uptimeNanos, long backlogNow, double rate, Latencies<Histogram> interval) {
    backlog.add(uptimeNanos, (double) backlogNow);
    if (!Double.isNaN(rate)) {
      throughput.add(uptimeNanos, rate);
    }
    latencies.forEach(interval, (curve, histogram) -> curve.add(uptimeNanos, histogram));
  }

  void interrupt() {
    backlog.interrupt();
    resourceInUse.interrupt();
    throughput.interrupt();
    interruptLatencies();
  }

  /** Lets the latencies that are added next start a bucket of their own. */
  void interruptLatencies() {
    latencies.toList().forEach(LatencyCurve::interrupt);
  }

  void clear() {
    backlog.clear();
    resourceInUse.clear();
    throughput.clear();
    latencies.toList().forEach(LatencyCurve::clear);
  }
}
