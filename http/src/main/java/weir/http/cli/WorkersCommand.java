package weir.http.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.figures.GroupShare;
import weir.core.figures.WorkerCount;
import weir.core.link.Command.ResizeWorkers;
import weir.http.client.GroupServers;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsException;

/** Shows or changes the number of workers of a running server. */
@Command(
    name = "workers",
    mixinStandardHelpOptions = true,
    header = "Shows or changes the number of workers.",
    description = {
      "",
      "Changes the number of workers of the running server, at once and without losing an event;"
          + " without N, prints how many are requested and how many there are.",
      ""
    })
final class WorkersCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Mixin private final GroupFlag groupFlag = new GroupFlag();

  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description =
          "The new number, from 0 to the server's --max-workers. 0 pauses: events are accepted and"
              + " wait until there are workers again. With --group the number of all together, shared"
              + " out evenly.")
  private @Nullable String number;

  @Spec private CommandSpec spec;

  WorkersCommand() {}

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Integer target = number == null ? null : parse(number);
    if (groupFlag.isGiven()) {
      return ofGroup(target, out);
    }
    try (ServerConnection server = serverFlags.open()) {
      if (target == null) {
        WorkerCount workers = server.nextWorkers();
        out.printf(
            Locale.ROOT,
            "%d requested, %d effective (%s)%n",
            workers.requested(),
            workers.effective(),
            server
                .source()
                .capabilities()
                .workers()
                .map(range -> "limit " + range.most())
                .orElse("can't be resized"));
      } else {
        server.execute(new ResizeWorkers(target));
        out.println(target == 0 ? "0 requested: paused" : target + " requested");
      }
    }
    return ExitStatus.OK;
  }

  private int ofGroup(@Nullable Integer target, PrintWriter out) throws Exception {
    try (GroupServers servers = groupFlag.open(serverFlags)) {
      if (target == null) {
        WorkerCount workers = servers.next().workers().orElse(new WorkerCount(0, 0));
        out.printf(
            Locale.ROOT,
            "%d requested, %d effective (limit %d): %s%n",
            workers.requested(),
            workers.effective(),
            servers.range().most(),
            String.join(" · ", servers.shares().stream().map(GroupShare::toString).toList()));
      } else {
        String shares = servers.resize(target);
        out.println(target + " requested: " + shares);
      }
    }
    return ExitStatus.OK;
  }

  private static int parse(String text) throws SettingsException {
    try {
      int workers = Integer.parseInt(text);
      if (workers >= 0) {
        return workers;
      }
    } catch (NumberFormatException e) {
      // Answered below, together with the negative numbers.
    }
    throw new SettingsException(
        "'"
            + text
            + "' is no number of workers: give a whole number from 0 (pause) to the server's limit");
  }
}
