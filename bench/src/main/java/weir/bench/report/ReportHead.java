package weir.bench.report;

import java.util.List;
import java.util.Locale;

/** What every report begins with, as Markdown. */
public final class ReportHead {

  private ReportHead() {}

  /**
   * Title, conditions, and what a figure and a ratio are.
   *
   * @param title of the report
   * @param conditions under which was measured, a line each
   * @param repetitions what a median is over, such as {@code rounds}
   * @param unit within which a ratio is taken, such as {@code round}
   * @return lines with an empty one at their end
   */
  public static String of(String title, List<String> conditions, String repetitions, String unit) {
    StringBuilder text = new StringBuilder("# " + title + "\n\n");
    conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
    return text.append("\nMedian over the ")
        .append(repetitions)
        .append(", with the lowest and the highest in brackets. A ratio is taken within each ")
        .append(unit)
        .append(", then the median of these.\n\n")
        .toString();
  }

  /**
   * That no verdict can be given, if so.
   *
   * @param rounds that were measured
   * @param needed that the goals ask for
   * @return lines with an empty one at their end; nothing if there are enough
   */
  public static String verdictOn(int rounds, int needed) {
    return rounds < needed
        ? String.format(
            Locale.ROOT,
            "**Fewer rounds than the %d that the goals ask for: no verdict.**\n\n",
            needed)
        : "";
  }
}
