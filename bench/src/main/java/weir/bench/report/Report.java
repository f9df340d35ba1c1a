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
    StringBuilder text = new StringBuilder("# Comparison of pools\n\n");
    conditions.forEach(condition -> text.append("- ").append(condition).append('\n'));
    text.append(
        "\nMedian over the forks, with the lowest and the highest in brackets. A ratio is taken"
            + " within each round of forks, then the median of these.\n\n");
    text.append(new Tables(results).markdown());
    Files.writeString(folder.resolve(name + ".csv"), Csv.of(results));
    return Files.writeString(folder.resolve(name + ".md"), text.toString());
  }
}
