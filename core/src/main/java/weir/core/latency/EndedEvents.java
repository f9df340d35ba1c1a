package weir.core.latency;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;

/**
 * Latencies, in microseconds, of events of one cohort that one worker ended. Used again for another
 * cohort once it has been read.
 */
final class EndedEvents {

  /** What they belong to; null while this is unused. */
  @Nullable CohortRecorder cohort;

  final Latencies<Histogram> latencies = Latencies.generate(LatencyRange::newHistogram);

  /** Sum of their intended arrivals, as in {@link CohortRecorder#arrivalMicros}. */
  long arrivalMicros;

  void clear() {
    cohort = null;
    arrivalMicros = 0;
    for (Histogram histogram : latencies.toList()) {
      if (histogram.getTotalCount() > 0) {
        histogram.reset();
      }
    }
  }
}
