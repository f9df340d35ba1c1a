package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two stretches of the past, side by side.
 *
 * @param first of A; null where none is selected
 * @param second of B; null where none is selected
 * @param rows what is compared
 */
public record SpanComparison(
    @Nullable SpanFigures first, @Nullable SpanFigures second, List<Row> rows) {

  /** Keeps the rows from changing. */
  public SpanComparison {
    rows = List.copyOf(rows);
  }

  /** What a figure is counted in. */
  public enum Unit {
    /** Events per second. */
    PER_SECOND,
    /** Microseconds. */
    MICROS
  }

  /**
   * One figure of both.
   *
   * @param name of the figure
   * @param unit of its values
   * @param first of A
   * @param second of B
   */
  public record Row(String name, Unit unit, Estimate first, Estimate second) {

    /**
     * How much B is above A.
     *
     * @return the difference
     */
    public Estimate difference() {
      return second.minus(first);
    }
  }

  /** Compares two stretches, or tells of one. */
  static SpanComparison of(@Nullable SpanFigures first, @Nullable SpanFigures second) {
    List<Row> rows = new ArrayList<>();
    rows.add(rate("arrived", Tally.ARRIVALS, first, second));
    rows.add(rate("completed", Tally.COMPLETIONS, first, second));
    if (hasRejections(first) || hasRejections(second)) {
      rows.add(rate("rejected", Tally.REJECTIONS, first, second));
    }
    rows.add(new Row("mean", Unit.MICROS, mean(first), mean(second)));
    rows.add(percentile("p50", 50, first, second));
    rows.add(percentile("p90", 90, first, second));
    rows.add(percentile("p99", 99, first, second));
    rows.add(percentile("p99.9", 99.9, first, second));
    return new SpanComparison(first, second, rows);
  }

  /** Mostly there are none, and room is short. */
  private static boolean hasRejections(@Nullable SpanFigures figures) {
    return figures != null && figures.count(Tally.REJECTIONS) > 0;
  }

  private static Row rate(
      String name, Tally tally, @Nullable SpanFigures first, @Nullable SpanFigures second) {
    return new Row(name, Unit.PER_SECOND, rate(tally, first), rate(tally, second));
  }

  private static Estimate rate(Tally tally, @Nullable SpanFigures figures) {
    return figures == null
        ? Estimate.UNKNOWN
        : Estimates.rate(figures.count(tally), figures.knownNanos());
  }

  private static Estimate mean(@Nullable SpanFigures figures) {
    return figures == null ? Estimate.UNKNOWN : Estimates.mean(figures.latency());
  }

  private static Row percentile(
      String name, double percentile, @Nullable SpanFigures first, @Nullable SpanFigures second) {
    return new Row(
        name, Unit.MICROS, percentile(percentile, first), percentile(percentile, second));
  }

  private static Estimate percentile(double percentile, @Nullable SpanFigures figures) {
    return figures == null ? Estimate.UNKNOWN : Estimates.percentile(figures.latency(), percentile);
  }
}
