package weir.http.cli;

import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import weir.core.link.LinkException;
import weir.core.link.Recording;
import weir.http.config.SettingsException;

/** The recording that a command is about. */
final class RecordingFlag {

  @Parameters(paramLabel = "FILE", description = "The recording.")
  private Path file;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  RecordingFlag() {}

  Path file() {
    return file;
  }

  Recording open() throws SettingsException {
    try {
      return Recording.open(file);
    } catch (LinkException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Says what is missing of a recording that was read. */
  void warn(Recording recording) {
    recording
        .fault()
        .ifPresent(fault -> command.commandLine().getErr().println("warning: " + fault));
    command.commandLine().getErr().flush();
  }
}
