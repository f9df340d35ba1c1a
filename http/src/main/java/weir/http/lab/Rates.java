package weir.http.lab;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How fast events end. */
final class Rates {

  private static final double NANOS = 1e9;

  private Rates() {}

  /**
   * Waits, and counts.
   *
   * @param from events ended since the pipeline's start, where the count starts
   * @param to events ended, where it stops
   * @return events a second; NaN if it does not come so far in time
   */
  static double endedPerSecond(LabPipeline pipeline, long from, long to, Duration patience)
      throws InterruptedException {
    if (!pipeline.awaitEnded(from, patience)) {
      return Double.NaN;
    }
    long startNanos = System.nanoTime();
    long atStart = pipeline.totals().ended();
    if (!pipeline.awaitEnded(to, patience)) {
      return Double.NaN;
    }
    return (pipeline.totals().ended() - atStart) * NANOS / (System.nanoTime() - startNanos);
  }

  /** Counts for a time. */
  static double endedPerSecond(LabPipeline pipeline, double seconds) throws InterruptedException {
    long startNanos = System.nanoTime();
    long atStart = pipeline.totals().ended();
    TimeUnit.NANOSECONDS.sleep(Math.round(seconds * NANOS));
    return (pipeline.totals().ended() - atStart) * NANOS / (System.nanoTime() - startNanos);
  }
}
