package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stands in the help texts for the panel, which is a program of its own. */
@Command(
    name = "panel",
    mixinStandardHelpOptions = true,
    header = "Opens the control panel.",
    description = {
      "",
      "It finds a running server by its local socket, waits for one that is not yet there, and"
          + " reconnects by itself. Closing it leaves the server running.",
      ""
    })
final class PanelCommand implements Callable<Integer> {

  @Mixin
  @SuppressWarnings("UnusedVariable") // for the help text only
  private final SocketFlag socketFlag = new SocketFlag();

  PanelCommand() {}

  @Override
  public Integer call() throws CommandFailure {
    throw new CommandFailure(
        "the control panel is a program of its own: open it with './weir panel'");
  }
}
