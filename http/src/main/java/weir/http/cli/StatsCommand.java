package weir.http.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.figures.Snapshot;
import weir.http.client.GroupServers;
import weir.http.client.ServerConnection;
import weir.http.stats.GroupDocument;
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

  /** Takes the next figures. */
  private interface Figures {

    Snapshot next() throws Exception;
  }

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Mixin private final GroupFlag groupFlag = new GroupFlag();

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
    if (groupFlag.isGiven()) {
      return ofGroup(pause, out);
    }
    try (ServerConnection server = serverFlags.open()) {
      if (watch) {
        watch(server::nextSnapshot, StatsDocument::of, pause, out);
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

  private int ofGroup(Duration pause, PrintWriter out) throws Exception {
    try (GroupServers servers = groupFlag.open(serverFlags)) {
      Function<Snapshot, Object> document =
          snapshot -> GroupDocument.of(snapshot, servers.isWhole(), servers.shares());
      if (watch) {
        watch(servers::next, document, pause, out);
      } else {
        Snapshot snapshot = servers.next();
        out.print(
            json
                ? StatsJson.indented(document.apply(snapshot)) + System.lineSeparator()
                : StatsText.full(snapshot) + StatsText.group(servers.shares(), servers.isWhole()));
        out.flush();
      }
    }
    return ExitStatus.OK;
  }

  /** Ends when the server does, by the failure of the next snapshot, or when nobody reads on. */
  private void watch(
      Figures figures, Function<Snapshot, Object> document, Duration pause, PrintWriter out)
      throws Exception {
    Snapshot before = figures.next();
    for (long line = 0; !out.checkError(); line++) {
      Thread.sleep(pause);
      Snapshot now = figures.next();
      if (json) {
        out.println(StatsJson.line(document.apply(now)));
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
