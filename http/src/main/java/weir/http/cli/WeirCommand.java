package weir.http.cli;

import java.util.Map;
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
      "Exit status: 0 done, 1 could not be done, 2 bad flag, argument, environment variable or file,"
          + " 3 out of memory."
    },
    subcommands = {
      ServeCommand.class,
      ConfigCommand.class,
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

  private final Map<String, String> environment;

  WeirCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** The environment variables, for the commands. */
  Map<String, String> environment() {
    return environment;
  }

  /**
   * The whole command line, ready to execute.
   *
   * @param environment the environment variables
   * @return a command line that reports faults in one sentence and returns the exit status
   */
  public static CommandLine commandLine(Map<String, String> environment) {
    CommandLine commandLine =
        new CommandLine(new WeirCommand(environment))
            .setExecutionStrategy(FaultReports::withOutputChecked)
            .setParameterExceptionHandler(FaultReports::badUsage)
            .setExecutionExceptionHandler(FaultReports::failed)
            .setUsageHelpLongOptionsMaxWidth(26)
            .setUsageHelpWidth(96);
    SettingFlags.addAll(subcommand(commandLine, "serve").getCommandSpec());
    SettingFlags.addAll(subcommand(commandLine, "config").getCommandSpec());
    SettingFlags.addResource(subcommand(commandLine, "resource").getCommandSpec());
    // So that 'weir workers -1' is answered as a bad number rather than as an unknown flag.
    subcommand(commandLine, "workers").setUnmatchedOptionsArePositionalParams(true);
    return commandLine;
  }

  private static CommandLine subcommand(CommandLine commandLine, String name) {
    return Objects.requireNonNull(commandLine.getSubcommands().get(name), name);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
