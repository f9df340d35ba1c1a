package weir.desktop.model;

import org.HdrHistogram.Histogram;

/**
 * The past at the resolution of one {@link TimeSpan}.
 *
 * @param backlog events accepted and not claimed
 * @param resourceInUse callers inside the resource, mean of each bucket
 * @param throughput completions per second, mean of each bucket
 * @param responseTimes percentiles of the response time
 */
public record Track(
    Curve backlog, Curve resourceInUse, Curve throughput, LatencyCurve responseTimes) {

  Track(TimeSpan span) {
    this(
        new Curve(span, Curve.Thinning.PEAK_AND_LAST),
        new Curve(span, Curve.Thinning.MEAN),
        new Curve(span, Curve.Thinning.MEAN),
        new LatencyCurve(span));
  }

  void add(long uptimeNanos, long backlogNow, int inUse, double rate, Histogram responses) {
    backlog.add(uptimeNanos, (double) backlogNow);
    resourceInUse.add(uptimeNanos, inUse);
    if (!Double.isNaN(rate)) {
      throughput.add(uptimeNanos, rate);
    }
    responseTimes.add(uptimeNanos, responses);
  }

  void interrupt() {
    backlog.interrupt();
    resourceInUse.interrupt();
    throughput.interrupt();
    responseTimes.interrupt();
  }

  void clear() {
    backlog.clear();
    resourceInUse.clear();
    throughput.clear();
    responseTimes.clear();
  }
}
