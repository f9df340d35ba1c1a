package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.link.RecordingStatus;
import weir.http.client.RecordingControl;

/** Has a running server end its recording. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    header = "Has the running server end its recording.",
    description = "")
final class RecordStopCommand implements Callable<Integer> {

  @Mixin private final SocketFlag socket = new SocketFlag();

  @Spec private CommandSpec spec;

  RecordStopCommand() {}

  @Override
  public Integer call() throws Exception {
    try (RecordingControl server = socket.openRecording()) {
      RecordingStatus before = server.stop();
      spec.commandLine().getOut().println("recorded: " + before.file());
    }
    return ExitStatus.OK;
  }
}
