package weir.http.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.settings.DurationText;
import weir.http.cluster.Cluster;
import weir.http.cluster.ClusterPrograms;
import weir.http.cluster.ClusterSettings;
import weir.http.config.SettingsException;

/** Runs a broker, servers and workers until it is told to stop. */
@Command(
    name = "cluster",
    mixinStandardHelpOptions = true,
    header = "Runs a Kafka broker, two servers and two processes of workers, to try them out.",
    description = {
      "",
      "All of it is on this machine, each a process of its own: kill any of them with -9, and see"
          + " that what was accepted is handled all the same. A broker that has ended is started"
          + " again. It says how to load, watch and change the group, and in the end what became of"
          + " all events.",
      "",
      "Ctrl-C or SIGTERM stops all in order, the broker last; a second one at once.",
      ""
    })
final class ClusterCommand implements Callable<Integer> {

  @Option(
      names = "--servers",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processes that accept events, 1 to 16 (${DEFAULT-VALUE}).")
  private int servers;

  @Option(
      names = "--worker-processes",
      paramLabel = "N",
      defaultValue = "2",
      description = "Processes that handle them, 0 to 16 (${DEFAULT-VALUE}).")
  private int workerProcesses;

  @Option(
      names = "--workers-per-process",
      paramLabel = "N",
      defaultValue = "2",
      description = "Workers of each at the start, 1 to 64 (${DEFAULT-VALUE}).")
  private int workersPerProcess;

  @Option(
      names = "--service-time",
      paramLabel = "DURATION",
      defaultValue = "50ms",
      description = "How long an event takes a worker (${DEFAULT-VALUE}).")
  private String serviceTime = "";

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description =
          "Where the broker keeps all, with what is left for the next time (a temporary one, deleted"
              + " in the end).")
  private @Nullable Path folder;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "4000",
      description =
          "HTTP port of the first server; the others have those that follow; 0: any free ones"
              + " (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      defaultValue = "cluster",
      description = "What the group is called (${DEFAULT-VALUE}).")
  private String group = "";

  @Spec private CommandSpec spec;

  ClusterCommand() {}

  @Override
  public Integer call() throws Exception {
    ClusterSettings settings = settings();
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch stopRequested = new CountDownLatch(1);
    StopSignals.install(stopRequested::countDown);
    Optional<Cluster> started =
        Cluster.start(settings, ClusterPrograms.ofLauncher(), out, stopRequested);
    if (started.isPresent()) {
      try (Cluster cluster = started.get()) {
        cluster.run(stopRequested);
        cluster.stop();
      }
    }
    return ExitStatus.OK;
  }

  private ClusterSettings settings() throws SettingsException {
    try {
      FlagNumbers.naming("--service-time", () -> DurationText.parse(serviceTime));
      return new ClusterSettings(
          servers,
          workerProcesses,
          workersPerProcess,
          serviceTime,
          Optional.ofNullable(folder),
          port,
          group);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }
}
