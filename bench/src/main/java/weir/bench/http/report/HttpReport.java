package weir.bench.http.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpResults;
import weir.bench.report.Csv;
import weir.bench.report.ReportHead;

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
    String text =
        ReportHead.of("Comparison of servers", conditions, "rounds", "round")
            + ReportHead.verdictOn(rounds, HttpGoals.ROUNDS)
            + new HttpTables(results).markdown();
    Files.writeString(folder.resolve(name + ".csv"), csv(results));
    return Files.writeString(folder.resolve(name + ".md"), text.stripTrailing() + "\n");
  }

  private static String csv(HttpResults results) {
    Csv csv = new Csv(List.of("contender", "route", "metric"), "rounds");
    for (HttpKey key : results.keys()) {
      csv.add(
          List.of(key.contender().id(), key.route().label(), key.metric().label()),
          results.spread(key.contender(), key.route(), key.metric()).orElseThrow());
    }
    return csv.text();
  }
}
