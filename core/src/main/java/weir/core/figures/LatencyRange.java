package weir.core.figures;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;

/** The range and resolution of every latency histogram: 1 µs to 1 h in microseconds, 3 digits. */
public final class LatencyRange {

  /** Largest recordable latency, in microseconds. */
  public static final long MAX_MICROS = TimeUnit.HOURS.toMicros(1);

  private static final int SIGNIFICANT_DIGITS = 3;

  /** Only asked what it takes a value for, which changes nothing in it. */
  private static final Histogram RESOLUTION = newHistogram();

  private LatencyRange() {}

  /**
   * Makes an empty histogram of this resolution, which grows with its values: from 16 KiB to 190
   * KiB for an hour.
   *
   * @return a new histogram
   */
  public static Histogram newHistogram() {
    return new Histogram(SIGNIFICANT_DIGITS);
  }

  /**
   * Makes a recorder of such histograms.
   *
   * @return a new recorder
   */
  public static SingleWriterRecorder newRecorder() {
    return new SingleWriterRecorder(SIGNIFICANT_DIGITS);
  }

  /**
   * What a histogram's mean takes a value for: the middle of its bucket.
   *
   * @param micros from 0 to {@link #MAX_MICROS}
   * @return microseconds, within half a thousandth
   */
  public static long middleMicros(long micros) {
    return RESOLUTION.medianEquivalentValue(micros);
  }
}
