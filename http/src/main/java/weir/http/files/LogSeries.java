package weir.http.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The values of all lines of a tag: buckets by their ends, as coarse as the log has them, in the
 * log's own unit, and what the column of maxima says of that.
 */
final class LogSeries {

  /**
   * Units of the values that the column of maxima tells, by the factor between the two: recorders
   * write it in milliseconds, or in seconds where the factor is 10⁹.
   */
  private static final Map<Double, Long> NANOS_BY_FACTOR = Map.of(1e3, 1_000L, 1e6, 1L, 1e9, 1L);

  private static final double[] FACTORS = {1, 1e3, 1e6, 1e9};

  record Ends(double low, double high) implements Comparable<Ends> {
    @Override
    public int compareTo(Ends other) {
      int byLow = Double.compare(low, other.low);
      return byLow == 0 ? Double.compare(high, other.high) : byLow;
    }
  }

  private record Maximum(double column, double value, int decimals) {
    boolean fits(double factor) {
      // Half of the last digit that is printed, and some for recorders that round their own way.
      double rounding = Math.pow(10, -decimals);
      return Math.abs(value / factor - column) <= rounding + 0.002 * column;
    }

    /** A maximum of a digit or two fits by chance. */
    boolean tells() {
      return column >= 20 * Math.pow(10, -decimals);
    }
  }

  private final TreeMap<Ends, Long> buckets = new TreeMap<>();
  private final List<Maximum> maxima = new ArrayList<>();

  void add(double low, double high, long count) {
    buckets.merge(new Ends(low, high), count, Long::sum);
  }

  void addMaximum(double column, double value, int decimals) {
    maxima.add(new Maximum(column, value, decimals));
  }

  void add(LogSeries other) {
    other.buckets.forEach((ends, count) -> buckets.merge(ends, count, Long::sum));
    maxima.addAll(other.maxima);
  }

  double max() {
    return buckets.isEmpty() ? 0 : buckets.lastKey().high();
  }

  NavigableMap<Ends, Long> buckets() {
    return buckets;
  }

  /** Nanoseconds of the log's unit; 0 if the column of maxima does not settle it. */
  long inferredNanos() {
    List<Maximum> telling = maxima.stream().filter(Maximum::tells).toList();
    long found = 0;
    if (!telling.isEmpty()) {
      for (double factor : FACTORS) {
        if (telling.stream().allMatch(maximum -> maximum.fits(factor))) {
          found = NANOS_BY_FACTOR.getOrDefault(factor, 0L);
        }
      }
    }
    return found;
  }
}
