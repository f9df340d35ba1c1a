package weir.core.figures;

/**
 * The latencies of the events that ended in one interval of time.
 *
 * @param intervalNanos length of the interval, in nanoseconds
 * @param latencies histograms of microseconds
 * @param hiccups by how many microseconds a thread was late that had nothing to do but to wake up:
 *     time that the machine took from everything that ran on it
 */
public record Interval(
    long intervalNanos, Latencies<CompressedHistogram> latencies, CompressedHistogram hiccups) {

  private static final long SPOILING_MICROS = 10_000;
  private static final int SPOILING_SHARE = 10;

  /** An interval of no length. */
  public static final Interval EMPTY =
      new Interval(
          0, Latencies.generate(() -> CompressedHistogram.EMPTY), CompressedHistogram.EMPTY);

  /**
   * Merges this interval with the one that follows it.
   *
   * @param next the interval that starts where this one ends
   * @return one interval over both; every count is kept
   */
  public Interval plus(Interval next) {
    return new Interval(
        intervalNanos + next.intervalNanos,
        latencies.zip(next.latencies, CompressedHistogram::plus),
        hiccups.plus(next.hiccups));
  }

  /**
   * This interval without what was unpacked of it.
   *
   * @return an equal interval that holds encoded histograms and nothing else, to be kept for long
   */
  public Interval packed() {
    return new Interval(
        intervalNanos, latencies.map(CompressedHistogram::packed), hiccups.packed());
  }

  /**
   * What its histograms take.
   *
   * @return bytes of all encodings together
   */
  public int encodedBytes() {
    int bytes = hiccups.encodedBytes();
    for (CompressedHistogram histogram : latencies.toList()) {
      bytes += histogram.encodedBytes();
    }
    return bytes;
  }

  /**
   * Whether the machine spoiled this interval: it took 10 ms or more at a time, and more than a
   * tenth of what the median event needed.
   *
   * @return true if the interval's latencies say as much of the machine as of the pipeline
   */
  public boolean isSpoiled() {
    return spoilingMicros() > 0;
  }

  /**
   * The longest time that the machine took at once in an interval that it spoiled.
   *
   * @return microseconds; 0 if it did not spoil the interval
   */
  public long spoilingMicros() {
    if (hiccups.isEmpty()) {
      return 0;
    }
    long longest = hiccups.decode().getMaxValue();
    return longest >= SPOILING_MICROS
            && longest * SPOILING_SHARE > responseTime().decode().getValueAtPercentile(50)
        ? longest
        : 0;
  }

  /**
   * Response times.
   *
   * @return the histogram
   */
  public CompressedHistogram responseTime() {
    return latencies.responseTime();
  }

  /**
   * Service times.
   *
   * @return the histogram
   */
  public CompressedHistogram serviceTime() {
    return latencies.serviceTime();
  }

  /**
   * Wait times.
   *
   * @return the histogram
   */
  public CompressedHistogram waitTime() {
    return latencies.waitTime();
  }
}
