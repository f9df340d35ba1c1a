package weir.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every comparison can be told of its report. */
final class ReportFlags {

  @Option(
      names = "--out",
      paramLabel = "<folder>",
      defaultValue = "bench/results",
      converter = Folders.ToBe.class,
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of("bench", "results");

  @Option(names = "--note", description = "A sentence for the report, on the load of the machine.")
  private String note = "";

  ReportFlags() {}

  Path folder() {
    return folder;
  }

  String note() {
    return note;
  }
}
