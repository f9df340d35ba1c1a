package weir.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.bench.http.process.Ab;
import weir.bench.http.process.Children;
import weir.bench.http.process.JvmFlags;
import weir.bench.http.process.RunFault;
import weir.bench.http.process.Servers;
import weir.bench.http.process.Wrk;
import weir.bench.journal.KeepingReport;
import weir.bench.journal.KeepingRun;
import weir.core.journal.JournalException;

/** Measures what it costs to keep events on disk, and holds that against the project's goals. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures what it costs to keep events on disk, and holds that against the goals.")
final class JournalCost implements Callable<Integer> {

  @Option(names = "--quick", description = "One round, for no verdict: about 2 minutes.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      converter = Counts.OneOrMore.class,
      description = "Rounds, each with fresh processes (default: 5, about 8 minutes).")
  private int rounds;

  @Option(
      names = "--on",
      paramLabel = "<folder>",
      converter = Folders.There.class,
      description = "A folder on the disk to measure (default: the one for temporary files).")
  private Path disk = Path.of(System.getProperty("java.io.tmpdir"));

  @Mixin private final ReportFlags report = new ReportFlags();

  private final String commandLine;

  JournalCost(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try {
      return measure(HttpTools.find(/* wantsWrk= */ true));
    } catch (IllegalArgumentException e) {
      System.err.println("weir bench journal: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    } catch (RunFault | JournalException e) {
      System.err.println("weir bench journal: " + e.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  private int measure(HttpTools tools)
      throws IOException, InterruptedException, RunFault, JournalException {
    int wanted = rounds == 0 ? (quick ? 1 : 5) : rounds;
    List<String> jvmFlags = JvmFlags.of(tools.serveCommand());
    tools.missing().forEach(System.out::println);
    ZonedDateTime started = ZonedDateTime.now(ZoneOffset.UTC);
    double loadBefore = Surroundings.loadAverage();
    Path folder = Files.createTempDirectory(disk, "weir-bench");
    KeepingReport figures = new KeepingReport();
    try (Children children = new Children(folder)) {
      Servers servers = new Servers(children, tools.launcher(), folder, jvmFlags, tools.nginx());
      new KeepingRun(
              wanted,
              servers,
              new Ab(children, tools.ab(), folder),
              tools.wrk().map(program -> new Wrk(children, program)),
              folder,
              figures)
          .measure();
    } finally {
      TemporaryFolder.delete(folder);
    }
    String name =
        "journal-" + started.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT));
    List<String> conditions = conditions(started, loadBefore, wanted);
    System.out.println("Written to " + figures.write(report.folder(), name, conditions));
    return CommandLine.ExitCode.OK;
  }

  private List<String> conditions(ZonedDateTime started, double loadBefore, int wanted)
      throws IOException {
    return Stream.of(
            "Date: " + started.truncatedTo(ChronoUnit.MINUTES),
            "Command: `" + commandLine + "`",
            Surroundings.jdk(),
            Surroundings.machine(),
            Surroundings.loadAverages(loadBefore),
            "Disk: " + Files.getFileStore(disk).type() + "; nothing tells what is below it",
            String.format(
                Locale.ROOT,
                "Rounds: %d, each with fresh servers (`./weir serve --service-time 0ms`, and a"
                    + " journal), warmed up by 65,000 requests, then in turns %d × 20,000 by ab with"
                    + " %d connections and 3 s of wrk; the journal alone in this process for 2 s"
                    + " each, by always in turns with bare forces, %d of .3 s after one that is not"
                    + " counted",
                wanted,
                KeepingRun.REPETITIONS,
                Ab.CONNECTIONS,
                KeepingRun.TURNS),
            "Bare forces: a file of 64 MiB, written once, to which as many bytes as the"
                + " journal's groups of the turn before had are written, and forced by fdatasync,"
                + " one group after the other",
            report.note().isEmpty() ? "" : "Note: " + report.note())
        .filter(condition -> !condition.isEmpty())
        .toList();
  }
}
