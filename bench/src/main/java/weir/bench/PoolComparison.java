package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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
import weir.bench.contender.ContenderKind;
import weir.bench.report.Report;
import weir.bench.report.Results;
import weir.bench.run.Figure;
import weir.bench.run.ForkSettings;
import weir.bench.run.Scenario;

/** Compares this project's pools with others, side by side, and writes down the ratios. */
@Command(
    name = "pool",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Compares Weir's pools with others, side by side, and writes the ratios down.")
final class PoolComparison implements Callable<Integer> {

  @Option(names = "--quick", description = "3 forks, 0.5 s a cell: about 20 minutes.")
  private boolean quick;

  @Option(names = "--full", description = "5 forks, 2 s a cell: about 90 minutes. The default.")
  private boolean full;

  @Option(
      names = "--forks",
      paramLabel = "<n>",
      converter = Counts.OneOrMore.class,
      description = "Forks of each contender.")
  private int forks;

  @Option(
      names = "--millis",
      paramLabel = "<ms>",
      converter = Counts.OneOrMore.class,
      description = "Duration of a cell.")
  private int cellMillis;

  @Option(
      names = "--backlog",
      paramLabel = "<events>",
      defaultValue = "16384",
      converter = Counts.PowerOfTwo.class,
      description = "Size of every ring or queue: a power of two (default: ${DEFAULT-VALUE}).")
  private int backlog;

  @Option(
      names = "--contenders",
      paramLabel = "<id>",
      split = ",",
      converter = Choices.OfContenders.class,
      description = "Only these, separated by commas.")
  private List<ContenderKind> kinds = List.of(ContenderKind.values());

  @Option(
      names = "--scenarios",
      paramLabel = "<id>",
      split = ",",
      converter = Choices.OfScenarios.class,
      description = "Only these, separated by commas.")
  private List<Scenario> scenarios = List.of(Scenario.values());

  @Mixin private final ReportFlags report = new ReportFlags();

  private final String commandLine;

  PoolComparison(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (quick && full) {
      System.err.println("weir bench pool: choose one of --quick and --full");
      return CommandLine.ExitCode.USAGE;
    }
    ZonedDateTime started = ZonedDateTime.now(ZoneOffset.UTC);
    double loadBefore = Surroundings.loadAverage();
    Results results = new Results();
    for (int round = 1; round <= rounds(); round++) {
      // Contenders take turns, so that a change in the machine's load meets all of them.
      for (Scenario scenario : scenarios) {
        for (ContenderKind kind : kinds) {
          if (scenario.suits(kind)) {
            measure(round, kind, scenario, results);
          }
        }
      }
    }
    String name =
        "pool-" + started.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT));
    Path written = Report.write(report.folder(), name, conditions(started, loadBefore), results);
    System.out.println("Written to " + written);
    return results.failures().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private void measure(int round, ContenderKind kind, Scenario scenario, Results results)
      throws InterruptedException {
    System.out.printf(
        Locale.ROOT, "Round %d of %d: %s, %s%n", round, rounds(), scenario.id(), kind.label());
    Duration cell = cellDuration();
    ForkSettings settings =
        new ForkSettings(kind, scenario, backlog, Duration.ofMillis(quick ? 1_000 : 1_500), cell);
    try {
      for (Figure figure : Fork.run(settings)) {
        results.add(round, kind, scenario, figure);
      }
    } catch (IOException e) {
      String failure =
          "round " + round + ", " + kind.label() + ", " + scenario.id() + ": " + e.getMessage();
      System.err.println(failure);
      results.addFailure(failure);
    }
  }

  private int rounds() {
    if (forks > 0) {
      return forks;
    }
    return quick ? 3 : 5;
  }

  private Duration cellDuration() {
    if (cellMillis > 0) {
      return Duration.ofMillis(cellMillis);
    }
    return Duration.ofMillis(quick ? 500 : 2_000);
  }

  private List<String> conditions(ZonedDateTime started, double loadBefore) throws IOException {
    return Stream.of(
            "Date: " + started.truncatedTo(ChronoUnit.MINUTES),
            "Command: `" + commandLine + "`",
            Surroundings.jdk(),
            "Flags of each fork: `" + String.join(" ", Fork.JVM_FLAGS) + "`",
            Surroundings.machine(),
            Surroundings.loadAverages(loadBefore),
            "Forks: "
                + rounds()
                + " of each contender and scenario, taking turns; "
                + cellDuration().toMillis()
                + " ms a cell, after a warm-up",
            "Backlog: at most " + backlog + " events, for every contender",
            report.note().isEmpty() ? "" : "Note: " + report.note())
        .filter(condition -> !condition.isEmpty())
        .toList();
  }
}
