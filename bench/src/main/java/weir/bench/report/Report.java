package weir.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the results of a comparison into files. */
public final class Report {

  private Report() {}

  /**
   * Writes a Markdown and a CSV file.
   *
   * @param folder made if it is missing
   * @param name of the files, without ending
   * @param conditions under which was measured, a line each
   * @param results what came out
   * @return the Markdown file
   * @throws IOException if a file can't be written
   */
  public static Path write(Path folder, String name, List<String> conditions, Results results)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(name + ".csv"), csv(results));
    return Files.writeString(
        folder.resolve(name + ".md"),
        ReportHead.of("Comparison of pools", conditions, "forks", "round of forks")
            + new Tables(results).markdown());
  }

  private static String csv(Results results) {
    Csv csv = new Csv(List.of("contender", "scenario", "cell", "metric"), "forks");
    for (Results.Key key : results.keys()) {
      csv.add(
          List.of(key.kind().id(), key.scenario().id(), key.cell(), key.metric().label()),
          results.spread(key).orElseThrow());
    }
    return csv.text();
  }
}
