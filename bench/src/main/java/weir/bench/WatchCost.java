package weir.bench;

import java.io.IOException;
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
import weir.bench.watch.WatchFigure;
import weir.bench.watch.WatchMain;
import weir.bench.watch.WatchReport;

/** Measures what it costs an executor to be watched, and holds it against the project's goals. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures what it costs a program's executor to be watched, and holds that against the"
            + " goals.")
final class WatchCost implements Callable<Integer> {

  private static final List<String> JVM_FLAGS =
      List.of(
          "-Xmx1g",
          "-Xms256m",
          "-XX:+UseSerialGC",
          "-Djdk.attach.allowAttachSelf=true",
          "-XX:+EnableDynamicAgentLoading");
  private static final int QUICK_ROUNDS = 3;
  private static final int FULL_ROUNDS = 15;
  private static final int SLICE_MILLIS = 1_000;

  @Option(
      names = "--quick",
      description = "3 rounds, for no verdict: about two and a half minutes.")
  private boolean quick;

  @Option(
      names = "--rounds",
      paramLabel = "<n>",
      converter = Counts.OneOrMore.class,
      description = "Rounds of pairs (default: 15, about 10 minutes).")
  private int rounds;

  @Mixin private final ReportFlags report = new ReportFlags();

  private final String commandLine;

  WatchCost(String commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    int count = rounds > 0 ? rounds : quick ? QUICK_ROUNDS : FULL_ROUNDS;
    ZonedDateTime started = ZonedDateTime.now(ZoneOffset.UTC);
    double loadBefore = Surroundings.loadAverage();
    WatchReport costs = new WatchReport();
    int status = measure(count, costs);
    if (status != 0) {
      System.err.println(
          "weir bench watch: the measured program ended with status "
              + status
              + ", see what it said above");
      return CommandLine.ExitCode.SOFTWARE;
    }
    String name =
        "watch-" + started.format(DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmm", Locale.ROOT));
    Path written = costs.write(report.folder(), name, conditions(started, loadBefore, count));
    System.out.println("Written to " + written);
    return CommandLine.ExitCode.OK;
  }

  private static int measure(int rounds, WatchReport costs)
      throws IOException, InterruptedException {
    return MeasuredProgram.run(
        JVM_FLAGS,
        WatchMain.class,
        List.of(
            Integer.toString(rounds),
            Integer.toString(SLICE_MILLIS),
            System.getProperty("weir.agentJar", "agent/target/weir-agent.jar")),
        line -> {
          System.out.println(line);
          WatchFigure.ofLine(line).ifPresent(costs::add);
        });
  }

  private List<String> conditions(ZonedDateTime started, double loadBefore, int rounds)
      throws IOException {
    return Stream.of(
            "Date: " + started.truncatedTo(ChronoUnit.MINUTES),
            "Command: `" + commandLine + "`",
            Surroundings.jdk(),
            "Flags of the measured program: `" + String.join(" ", JVM_FLAGS) + "`",
            Surroundings.machine(),
            Surroundings.loadAverages(loadBefore),
            "Rounds: "
                + rounds
                + ", in each of which the pool alone, watched, and seen by the agent, each of the"
                + " two with a client and without, are measured in turns, "
                + SLICE_MILLIS
                + " ms each for execute and for submit, each with a pool of its own",
            "Pool: one thread; one publisher keeps from 1 to 1,024 tasks of 10 µs in it",
            "Client: in the same process, so that its work counts against the pool's",
            report.note().isEmpty() ? "" : "Note: " + report.note())
        .filter(condition -> !condition.isEmpty())
        .toList();
  }
}
