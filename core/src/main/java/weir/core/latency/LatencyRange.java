package weir.core.latency;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** The range and resolution of every latency histogram: 1 µs to 1 h in microseconds, 3 digits. */
final class LatencyRange {

  /** Largest recordable latency, in microseconds. */
  public static final long MAX_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final int SIGNIFICANT_DIGITS = 3;

  private LatencyRange() {}

  /**
   * Makes an empty histogram of this range.
   *
   * @return a new histogram
   */
  public static Histogram newHistogram() {
    return new Histogram(MAX_MICROS, SIGNIFICANT_DIGITS);
  }

  static SingleWriterRecorder newRecorder() {
    return new SingleWriterRecorder(MAX_MICROS, SIGNIFICANT_DIGITS);
  }

  /** An empty histogram of this resolution that takes no more memory than its values need. */
  static Histogram newGrowingHistogram() {
    Histogram histogram = new Histogram(SIGNIFICANT_DIGITS);
    histogram.setAutoResize(true);
    return histogram;
  }
}
