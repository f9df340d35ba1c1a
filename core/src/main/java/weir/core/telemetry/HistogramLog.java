package weir.core.telemetry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.files.BlockFile;

/**
 * Writes every latency to a histogram log: a line for each second and clock, in microseconds.
 * Response times have no tag, the others that of their name; {@code hiccup} is what the machine
 * itself took. Thread-safe.
 */
public final class HistogramLog implements AutoCloseable {

  private static final long LINE_NANOS = 1_000_000_000;
  private static final String HICCUP = "hiccup";
  private static final String TITLE = "Latencies of Weir in microseconds";

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
    return new HistogramLog(HistogramLogFile.open(file, TITLE));
  }

  /**
   * Opens a new log of what was measured before.
   *
   * @param file where; must not exist, so that no earlier log is lost
   * @param startEpochMillis wall-clock time at which it starts, in milliseconds since 1970 UTC
   * @param nanoClock the time that has come at each call, in nanoseconds from any start on
   * @return the open log
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   */
  public static HistogramLog ofThePast(Path file, long startEpochMillis, LongSupplier nanoClock) {
    Clock start = Clock.fixed(Instant.ofEpochMilli(startEpochMillis), ZoneOffset.UTC);
    return new HistogramLog(
        HistogramLogFile.open(file, TITLE, BlockFile.OnDisk::create, start, nanoClock));
  }

  /**
   * Adds an interval.
   *
   * @param interval only read
   */
  public synchronized void add(IntervalSum interval) {
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

  /**
   * Whether every value that was added is in the file.
   *
   * @return false if an interval could not be written
   */
  public boolean isWhole() {
    return file.isWhole();
  }

  /** Writes what is left and closes the file; logs what could not be written. Idempotent. */
  @Override
  public void close() {
    file.close();
  }
}
