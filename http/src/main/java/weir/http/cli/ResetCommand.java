package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.link.Command.ResetStatistics;
import weir.http.client.ServerConnection;

/** Starts the statistics of a running server afresh. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    header = "Starts the statistics afresh.",
    description = {
      "",
      "Counts and latencies of the running server restart. Events that wait or are being handled"
          + " stay, and so do the totals under /metrics.",
      ""
    })
final class ResetCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Spec private CommandSpec spec;

  ResetCommand() {}

  @Override
  public Integer call() throws Exception {
    try (ServerConnection server = serverFlags.open()) {
      server.execute(new ResetStatistics());
    }
    spec.commandLine().getOut().println("statistics reset");
    return ExitStatus.OK;
  }
}
