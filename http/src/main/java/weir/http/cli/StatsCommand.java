package weir.http.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.figures.Snapshot;
import weir.http.client.ServerConnection;
import weir.http.stats.StatsDocument;
import weir.http.stats.StatsJson;
import weir.http.stats.StatsText;

/** Prints the figures of a running server. */
@Command(
    name = "stats",
    mixinStandardHelpOptions = true,
    header = "Prints the figures of the running server.",
    description = {"", "Where the events are, and how long they took since the last reset.", ""})
final class StatsCommand implements Callable<Integer> {

  private static final int LINES_PER_HEADING = 20;

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Option(
      names = "--json",
      description = "JSON, the same document as GET /stats; with --watch one document a line.")
  private boolean json;

  @Option(names = "--watch", description = "A line every --interval, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      defaultValue = "1s",
      description = "Time between two lines of --watch (${DEFAULT-VALUE}).")
  private String interval;

  @Spec private CommandSpec spec;

  StatsCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Duration pause = GivenText.duration(interval);
    try (ServerConnection server = serverFlags.open()) {
      if (watch) {
        watch(server, pause, out);
      } else {
        Snapshot snapshot = server.nextSnapshot();
        out.print(
            json
                ? StatsJson.indented(StatsDocument.of(snapshot)) + System.lineSeparator()
                : StatsText.full(snapshot));
        out.flush();
      }
    }
    return ExitStatus.OK;
  }

  /** Ends when the server does, by the failure of the next snapshot, or when nobody reads on. */
  private void watch(ServerConnection server, Duration pause, PrintWriter out) throws Exception {
    Snapshot before = server.nextSnapshot();
    for (long line = 0; !out.checkError(); line++) {
      Thread.sleep(pause);
      Snapshot now = server.nextSnapshot();
      if (json) {
        out.println(StatsJson.line(StatsDocument.of(now)));
      } else {
        if (line % LINES_PER_HEADING == 0) {
          out.println(StatsText.watchHeading(now));
        }
        out.println(StatsText.watchLine(before, now));
      }
      before = now;
    }
  }
}
