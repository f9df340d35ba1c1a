package weir.http.cli;

import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.link.Recording;
import weir.http.recording.RecordingSummary;

/** Says what is in a recording. */
@Command(
    name = "info",
    mixinStandardHelpOptions = true,
    header = "Says what is in a recording, and whether it is whole.",
    description = {
      "",
      "Finds every block, and reads the first and the last ones: of a day that takes a second.",
      ""
    })
final class RecordInfoCommand implements Callable<Integer> {

  @Mixin private final RecordingFlag given = new RecordingFlag();

  @Option(
      names = "--check",
      description = "Read every block as well, and check it; status 4 if it is not whole.")
  private boolean check;

  @Spec private CommandSpec spec;

  RecordInfoCommand() {}

  @Override
  public Integer call() throws Exception {
    try (Recording recording = given.open()) {
      RecordingSummary summary = RecordingSummary.of(recording, Files.size(given.file()), check);
      spec.commandLine().getOut().print(summary.text());
      spec.commandLine().getOut().flush();
      return check && recording.fault().isPresent() ? ExitStatus.CHECK_FAILED : ExitStatus.OK;
    }
  }
}
