package weir.bench.report;

import java.text.NumberFormat;
import java.util.Collection;
import java.util.Locale;

/**
 * Figures of several forks or rounds.
 *
 * @param median the middle one, or the mean of the middle two
 * @param min the lowest
 * @param max the highest
 * @param forks how many there are
 */
public record Spread(double median, double min, double max, int forks) {

  /**
   * Sums figures up.
   *
   * @param figures at least one
   * @return their median and range
   */
  public static Spread of(Collection<Double> figures) {
    double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    if (count == 0) {
      throw new IllegalArgumentException("there are no figures to sum up");
    }
    double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    return new Spread(median, sorted[0], sorted[count - 1], count);
  }

  /**
   * Median and range for a table.
   *
   * @param digits after the point, 0 or more
   * @return e.g. {@code 1.40 (1.25–1.52)}
   */
  public String text(int digits) {
    NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return "%s (%s–%s)".formatted(format.format(median), format.format(min), format.format(max));
  }
}
