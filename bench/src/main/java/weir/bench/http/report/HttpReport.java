package weir.bench.http.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpResults;
import weir.bench.report.Spread;

/** Writes the results of a comparison of servers into files. */
public final class HttpReport {

  private HttpReport() {}

  /**
   * Writes a Markdown and a CSV file.
   *
   * @param folder made if it is missing
   * @param name of the files, without ending
   * @param conditions under which was measured, a line each
   * @param rounds that were measured
   * @param results what came out
   * @return the Markdown file
   * @throws IOException if a file can't be written
   */
  public static Path write(
      Path folder, String name, List<String> conditions, int rounds, HttpResults results)
      throws IOException {
    Files.createDirectories(folder);
    StringBuilder text = new StringBuilder("# Comparison of servers\n\n");
    conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
    text.append(
        "\nMedian over the rounds, with the lowest and the highest in brackets. A ratio is taken"
            + " within each round, then the median of these.\n\n");
    if (rounds < HttpGoals.ROUNDS) {
      text.append(
          String.format(
              Locale.ROOT,
              "**Fewer rounds than the %d that the goals ask for: no verdict.**%n%n",
              HttpGoals.ROUNDS));
    }
    text.append(new HttpTables(results).markdown());
    Files.writeString(folder.resolve(name + ".csv"), csv(results));
    return Files.writeString(folder.resolve(name + ".md"), text.toString().stripTrailing() + "\n");
  }

  private static String csv(HttpResults results) {
    StringBuilder text = new StringBuilder("contender,route,metric,median,min,max,rounds\n");
    for (HttpKey key : results.keys()) {
      Spread spread = results.spread(key.contender(), key.route(), key.metric()).orElseThrow();
      text.append(
          String.format(
              Locale.ROOT,
              "%s,\"%s\",\"%s\",%.4f,%.4f,%.4f,%d%n",
              key.contender().id(),
              key.route().label(),
              key.metric().label(),
              spread.median(),
              spread.min(),
              spread.max(),
              spread.forks()));
    }
    return text.toString();
  }
}
