package weir.http.cli;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import weir.core.link.Recording;
import weir.http.recording.RecordingSummary;

/** Says what is in a recording. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    header = "Says what is in a recording, and whether it is whole.",
    description = {"", "Reads all of it, and checks every block: of a day that takes minutes.", ""})
final class RecordInfoCommand implements Callable<Integer> {

  @Mixin private final RecordingFlag given = new RecordingFlag();

  @Spec private CommandSpec spec;

  RecordInfoCommand() {}

  @Override
  public Integer call() throws Exception {
    try (Recording recording = given.open()) {
      RecordingSummary summary = RecordingSummary.of(recording, Files.size(given.file()));
      spec.commandLine().getOut().print(summary.text());
      spec.commandLine().getOut().flush();
    }
    return ExitStatus.OK;
  }
}
