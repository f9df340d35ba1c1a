package weir.http.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.link.RecordingStatus;
import weir.http.client.RecordingControl;

/** Says whether a running server is recording. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    header = "Says whether the running server is recording, and what it has written.",
    description = "")
final class RecordStatusCommand implements Callable<Integer> {

  @Mixin private final SocketFlag socket = new SocketFlag();

  @Spec private CommandSpec spec;

  RecordStatusCommand() {}

  @Override
  public Integer call() throws Exception {
    try (RecordingControl server = socket.openRecording()) {
      spec.commandLine().getOut().println(text(server.now()));
    }
    return ExitStatus.OK;
  }

  private static String text(RecordingStatus status) {
    if (!status.isOn()) {
      return status.isPossible()
          ? "not recording; 'weir record start' makes a file in " + status.folder()
          : "not recording, and this server has no folder for recordings";
    }
    return String.format(
        Locale.ROOT,
        "recording to %s: %,d bytes written%s",
        status.file(),
        status.writtenBytes(),
        status.fault().isEmpty()
            ? ""
            : "; not written at present (" + status.fault() + "): make room on its disk");
  }
}
