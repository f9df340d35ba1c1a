package weir.http.cli;

import java.io.PrintWriter;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line. */
@Command(
    name = "weir",
    versionProvider = ManifestVersion.class,
    mixinStandardHelpOptions = true,
    synopsisHeading = "Usage: ",
    customSynopsis = {
      "weir [FLAGS OF SERVE]     server and control panel together",
      "       weir COMMAND [FLAGS]      one of the commands below"
    },
    description = {
      "",
      "Weir shows a queue at work: each HTTP request publishes one event into a ring buffer, a pool"
          + " of workers handles the events, and a control panel charts the backlog while you"
          + " change the number of workers.",
      ""
    },
    commandListHeading = "Commands:%n",
    footer = {
      "",
      "'weir COMMAND --help' lists the flags of a command.",
      "Exit status: 0 done, 1 could not be done, 2 bad flag, argument or configuration file, 3 out of"
          + " memory."
    },
    subcommands = {
      ServeCommand.class,
      PanelCommand.class,
      BenchCommand.class,
      WorkersCommand.class,
      ServiceTimeCommand.class,
      ResourceCommand.class,
      LoadCommand.class,
      ScalingCommand.class,
      StatsCommand.class,
      ResetCommand.class,
      HelpCommand.class
    })
public final class WeirCommand implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before run()
  private CommandSpec spec;

  WeirCommand() {}

  /**
   * The whole command line, ready to execute.
   *
   * @return a command line that reports faults in one sentence and returns the exit status
   */
  public static CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new WeirCommand())
            // picocli's own writer hides whether writing failed.
            .setOut(new PrintWriter(System.out, true, System.out.charset()))
            .setExecutionStrategy(FaultReports::withOutputChecked)
            .setParameterExceptionHandler(FaultReports::badUsage)
            .setExecutionExceptionHandler(FaultReports::failed)
            .setUsageHelpLongOptionsMaxWidth(26)
            .setUsageHelpWidth(96);
    // So that 'weir workers -1' is answered as a bad number rather than as an unknown flag.
    Objects.requireNonNull(commandLine.getSubcommands().get("workers"))
        .setUnmatchedOptionsArePositionalParams(true);
    return commandLine;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
