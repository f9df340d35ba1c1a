package weir.http.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into journals on disk. */
@Command(
    name = "journal",
    mixinStandardHelpOptions = true,
    subcommands = {
      JournalVerifyCommand.class,
      JournalRepairCommand.class,
      JournalDumpCommand.class
    },
    header = "Checks, repairs or prints a journal of accepted events.",
    description = {
      "",
      "A journal keeps events on disk from when they were answered until they have ended. 'verify' and"
          + " 'dump' change nothing, and may look while a server uses it.",
      ""
    },
    commandListHeading = "Commands:%n")
final class JournalCommand implements Runnable {

  @Spec private CommandSpec spec;

  JournalCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: verify, repair or dump");
  }
}
