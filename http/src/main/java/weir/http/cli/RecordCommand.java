package weir.http.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Reads recordings. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    subcommands = {RecordInfoCommand.class, RecordExportCommand.class},
    header = "Says what is in a recording, or exports it.",
    description = {
      "",
      "'weir serve --record FILE' makes a recording, './weir panel FILE' opens it without a server.",
      ""
    },
    commandListHeading = "Commands:%n")
final class RecordCommand implements Runnable {

  @Spec private CommandSpec spec;

  RecordCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing: info or export");
  }
}
