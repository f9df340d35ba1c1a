package weir.http.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
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
    footer = {"", "'weir COMMAND --help' lists the flags of a command."},
    exitCodeListHeading = "%nExit status:%n")
public final class WeirCommand implements Runnable, RunEnvironment {

  /** By name, in the order of the help text. */
  private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

  static {
    COMMANDS.put("serve", ServeCommand.class);
    COMMANDS.put("worker", WorkerCommand.class);
    COMMANDS.put("cluster", ClusterCommand.class);
    COMMANDS.put("config", ConfigCommand.class);
    COMMANDS.put("panel", PanelCommand.class);
    COMMANDS.put("bench", BenchCommand.class);
    COMMANDS.put("workers", WorkersCommand.class);
    COMMANDS.put("service-time", ServiceTimeCommand.class);
    COMMANDS.put("resource", ResourceCommand.class);
    COMMANDS.put("load", LoadCommand.class);
    COMMANDS.put("scaling", ScalingCommand.class);
    COMMANDS.put("lab", LabCommand.class);
    COMMANDS.put("stats", StatsCommand.class);
    COMMANDS.put("check", CheckCommand.class);
    COMMANDS.put("record", RecordCommand.class);
    COMMANDS.put("journal", JournalCommand.class);
    COMMANDS.put("reset", ResetCommand.class);
    COMMANDS.put("kill-worker", KillWorkerCommand.class);
    COMMANDS.put("jvms", JvmsCommand.class);
    COMMANDS.put("attach", AttachCommand.class);
    COMMANDS.put("detach", DetachCommand.class);
    COMMANDS.put("help", HelpCommand.class);
  }

  @Spec private CommandSpec spec;

  private final Map<String, String> environment;

  WeirCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Map<String, String> variables() {
    return environment;
  }

  /**
   * The command line for some arguments, ready to execute them. Where they start with the name of a
   * command it knows that one alone: to read the annotations of all takes longer than a command.
   *
   * @param environment the environment variables
   * @param args the arguments
   * @return a command line that reports faults in one sentence and returns the exit status
   */
  public static CommandLine commandLine(Map<String, String> environment, String... args) {
    CommandLine commandLine = new CommandLine(new WeirCommand(environment));
    Class<?> named = args.length == 0 ? null : COMMANDS.get(args[0]);
    if (named == null || named == HelpCommand.class) {
      COMMANDS.values().forEach(commandLine::addSubcommand);
    } else {
      commandLine.addSubcommand(named);
    }
    commandLine.getSubcommands().forEach(WeirCommand::complete);
    giveVersion(commandLine, commandLine.getCommandSpec().versionProvider());
    commandLine.getCommandSpec().usageMessage().exitCodeList(ExitStatus.meanings());
    return commandLine
        // picocli's own writer hides whether writing failed.
        .setOut(new PrintWriter(System.out, true, System.out.charset()))
        .setExecutionStrategy(FaultReports::withOutputChecked)
        .setParameterExceptionHandler(FaultReports::badUsage)
        .setExecutionExceptionHandler(FaultReports::failed)
        .setUsageHelpLongOptionsMaxWidth(26)
        .setUsageHelpWidth(96);
  }

  /** Subcommands have the flag, and don't inherit what answers it. */
  private static void giveVersion(CommandLine command, IVersionProvider version) {
    command.getCommandSpec().versionProvider(version);
    command.getSubcommands().values().forEach(below -> giveVersion(below, version));
  }

  /** What annotations can't say. */
  private static void complete(String name, CommandLine command) {
    switch (name) {
      case "serve", "config" -> SettingFlags.addAll(command.getCommandSpec());
      case "worker" -> SettingFlags.addWorkers(command.getCommandSpec());
      case "load" -> LoadStartCommand.addFlags(command);
      case "resource" -> SettingFlags.addResource(command.getCommandSpec());
      // So that 'weir workers -1' is answered as a bad number rather than as an unknown flag.
      case "workers" -> command.setUnmatchedOptionsArePositionalParams(true);
      default -> {}
    }
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
