package weir.http.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.link.RecordingStatus;
import weir.http.client.RecordingControl;

/** Has a running server start a recording. */
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    header = "Has the running server start a recording.",
    description = {
      "",
      "The file is the server's, in its own folder for recordings, and only its owner can read it.",
      "It ends with 'weir record stop', or with the server.",
      ""
    })
final class RecordStartCommand implements Callable<Integer> {

  @Mixin private final SocketFlag socket = new SocketFlag();

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "Name of the file, and no folder; without it, one that says the time.")
  private @Nullable String name;

  @Spec private CommandSpec spec;

  RecordStartCommand() {}

  @Override
  public Integer call() throws Exception {
    try (RecordingControl server = socket.openRecording()) {
      RecordingStatus status = server.start(name == null ? "" : name);
      spec.commandLine().getOut().println("recording to " + status.file());
    }
    return ExitStatus.OK;
  }
}
