package weir.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import weir.bench.telemetry.CostFigure;
import weir.bench.telemetry.CostMain;
import weir.bench.telemetry.CostReport;
import weir.bench.telemetry.CostSettings;
import weir.core.figures.Cohort;

/** Measures what it costs to look at a pipeline, and holds that against the project's goals. */
@Command(
    name = "telemetry",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures what it costs to look at a pipeline, and holds that against the goals.")
final class TelemetryCost implements Callable<Integer> {

  /** The collector and the young generation of './weir serve'. */
  private static final List<String> JVM_FLAGS =
      List.of("-Xmx1g", "-Xms32m", "-Xmn12m", "-XX:SurvivorRatio=3", "-XX:+UseSerialGC");

  @Option(names = "--quick", description = "3 short rounds, for no verdict: about a minute.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      converter = Counts.OneOrMore.class,
      description = "Rounds of pairs (default: 25, about 8 minutes).")
  private int rounds;

  @Mixin private final ReportFlags report = new ReportFlags();

  private final String commandLine;

  TelemetryCost(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    CostSettings preset = quick ? CostSettings.QUICK : CostSettings.FULL;
    CostSettings settings = rounds == 0 ? preset : preset.withRounds(rounds);
    ZonedDateTime started = ZonedDateTime.now(ZoneOffset.UTC);
    double loadBefore = Surroundings.loadAverage();
    CostReport costs = new CostReport();
    int status = measure(settings, costs);
    if (status != 0) {
      System.err.println(
          "weir bench telemetry: the measured program ended with status "
              + status
              + ", see what it said above");
      return CommandLine.ExitCode.SOFTWARE;
    }
    String name =
        "telemetry-" + started.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT));
    Path written = costs.write(report.folder(), name, conditions(started, loadBefore, settings));
    System.out.println("Written to " + written);
    return CommandLine.ExitCode.OK;
  }

  private static int measure(CostSettings settings, CostReport costs)
      throws IOException, InterruptedException {
    return MeasuredProgram.run(
        JVM_FLAGS,
        CostMain.class,
        settings.toArguments(),
        line -> {
          Optional<CostFigure> figure = CostFigure.ofLine(line);
          figure.ifPresent(costs::add);
          System.out.println(figure.map(CostFigure::text).orElse(line));
        });
  }

  private List<String> conditions(ZonedDateTime started, double loadBefore, CostSettings settings)
      throws IOException {
    return Stream.of(
            "Date: " + started.truncatedTo(ChronoUnit.MINUTES),
            "Command: `" + commandLine + "`",
            Surroundings.jdk(),
            "Flags of the measured program: `" + String.join(" ", JVM_FLAGS) + "`",
            Surroundings.machine(),
            Surroundings.loadAverages(loadBefore),
            String.format(
                Locale.ROOT,
                "Rounds: %d, in each of which nobody, a client and a log look in turns; %d ms each"
                    + " with 64 workers busy, %d ms each with workers that compute",
                settings.rounds(),
                settings.busyMillis(),
                settings.computingMillis()),
            String.format(
                Locale.ROOT,
                "Warm-up: %d s, a cohort a second of the %d that a snapshot shows",
                settings.warmUpMillis() / 1_000,
                Cohort.MOST),
            "Client: a process of its own on the same machine, over a Unix socket; it decodes each"
                + " histogram of each snapshot",
            report.note().isEmpty() ? "" : "Note: " + report.note())
        .filter(condition -> !condition.isEmpty())
        .toList();
  }
}
