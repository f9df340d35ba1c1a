package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import weir.http.client.CommandFailure;

/** Stands in the help texts for the panel, which is a program of its own. */
@Command(
    name = "panel",
    mixinStandardHelpOptions = true,
    header = "Opens the control panel.",
    description = {
      "",
      "It finds a running server by its local socket, waits for one that is not yet there, and"
          + " reconnects by itself. Closing it leaves the server running. 'weir panel FILE' opens a"
          + " recording instead.",
      "",
      "'weir panel --help' lists its flags.",
      ""
    })
final class PanelCommand implements Callable<Integer> {

  PanelCommand() {}

  @Override
  public Integer call() throws CommandFailure {
    throw new CommandFailure(
        "the control panel is a program of its own: open it with 'weir panel'");
  }
}
