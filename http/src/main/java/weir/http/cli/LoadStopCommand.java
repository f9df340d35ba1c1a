package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.link.Command.StopLoad;
import weir.http.client.ServerConnection;

/** Ends the load that a running server sends itself. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    header = "Ends the load that a running server sends itself.",
    description = {
      "",
      "Nothing more is sent; the generator waits a moment for the answers that are out.",
      ""
    })
final class LoadStopCommand implements Callable<Integer> {

  @Mixin private final ServerFlags serverFlags = new ServerFlags();

  @Spec private CommandSpec spec;

  LoadStopCommand() {}

  @Override
  public Integer call() throws Exception {
    try (ServerConnection server = serverFlags.open()) {
      server.execute(new StopLoad());
      spec.commandLine().getOut().println("the load has been stopped");
    }
    return ExitStatus.OK;
  }
}
