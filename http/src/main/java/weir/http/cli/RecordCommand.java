package weir.http.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Makes recordings, and reads them. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    subcommands = {
      RecordStartCommand.class,
      RecordStopCommand.class,
      RecordStatusCommand.class,
      RecordToCommand.class,
      RecordInfoCommand.class,
      RecordExportCommand.class
    },
    header = "Starts and stops recordings, says what is in one, and exports it.",
    description = {
      "",
      "'weir serve --record FILE' records from the start, 'weir record start' at any time, 'weir record"
          + " to FILE' any server from outside; 'weir panel FILE' opens a recording without a server.",
      ""
    },
    commandListHeading = "Commands:%n")
final class RecordCommand implements Runnable {

  @Spec private CommandSpec spec;

  RecordCommand() {}

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: start, stop, status, to, info or export");
  }
}
