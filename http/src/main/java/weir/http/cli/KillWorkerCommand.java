package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.link.Command.KillWorker;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsException;

/** Has a worker of a running server die at its event. */
@Command(
    name = "kill-worker",
    mixinStandardHelpOptions = true,
    header = "Ends a worker in the middle of its event, to see what becomes of it.",
    description = {
      "",
      "The worker's thread is interrupted and ends; its event fails, another worker takes its place,"
          + " and no other event notices. Only on a server that was started with --faults.",
      ""
    })
final class KillWorkerCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Parameters(
      paramLabel = "N",
      description = "Where it works, from 0: the number that the panel's tab 'Workers' shows.")
  private String place;

  @Spec private CommandSpec spec;

  KillWorkerCommand() {}

  @Override
  public Integer call() throws Exception {
    int worker = parse(place);
    try (ServerConnection server = serverFlags.open()) {
      server.execute(new KillWorker(worker));
    }
    spec.commandLine().getOut().println("worker " + worker + " killed");
    return ExitStatus.OK;
  }

  private static int parse(String text) throws SettingsException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new SettingsException(
          "'" + text + "' is no place of a worker: give a whole number, 0 for the first");
    }
  }
}
