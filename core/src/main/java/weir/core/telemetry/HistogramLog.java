package weir.core.telemetry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;

/**
 * Writes every latency to a histogram log: a line for each second and clock, in microseconds.
 * Response times have no tag, the others that of their name; {@code hiccup} is what the machine
 * itself took. Thread-safe.
 */
public final class HistogramLog implements AutoCloseable {

  private static final long LINE_NANOS = 1_000_000_000;
  private static final String HICCUP = "hiccup";

  private final HistogramLogFile file;

  /** Length of the intervals since the last line. */
  @GuardedBy("this")
  private long collectedNanos;

  HistogramLog(HistogramLogFile file) {
    this.file = file;
  }

  /**
   * Opens a new log.
   *
   * @param file where; must not exist, so that no earlier log is lost
   * @return the open log
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   */
  public static HistogramLog open(Path file) {
    return new HistogramLog(HistogramLogFile.open(file, "Latencies of Weir in microseconds"));
  }

  /** Adds an interval; only read. */
  synchronized void add(IntervalSum interval) {
    Latencies.NAMES.forEach(
        interval.latencies(),
        (name, histogram) -> {
          boolean isMain = name.equals(Latencies.NAMES.responseTime());
          file.add(isMain ? HistogramLogFile.UNTAGGED : name, histogram);
        });
    file.add(HICCUP, interval.hiccups());
    collectedNanos += interval.intervalNanos();
    if (collectedNanos >= LINE_NANOS) {
      collectedNanos = 0;
      file.endInterval();
    }
  }

  /** Writes what is left and closes the file; logs what could not be written. Idempotent. */
  @Override
  public void close() {
    file.close();
  }
}
