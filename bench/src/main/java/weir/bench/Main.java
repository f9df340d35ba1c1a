package weir.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program behind {@code weir bench}. */
@Command(
    name = "weir bench",
    mixinStandardHelpOptions = true,
    description =
        "Compares the pools, or the server, with others, side by side, or measures what it costs"
            + " to look, or to draw the panel.")
public final class Main implements Runnable {

  private final CommandLine commandLine;

  private Main(String[] arguments) {
    String typed = Surroundings.commandLine("./weir bench", arguments);
    commandLine =
        new CommandLine(this)
            .addSubcommand("pool", new PoolComparison(typed))
            .addSubcommand("http", new HttpComparison(typed))
            .addSubcommand("telemetry", new TelemetryCost(typed))
            .addSubcommand("journal", new JournalCost(typed))
            .addSubcommand("panel", new PanelCost(typed))
            .addSubcommand("watch", new WatchCost(typed));
  }

  /**
   * Runs one benchmark and ends the process with its exit status.
   *
   * @param arguments its name and flags; see {@code --help}
   */
  public static void main(String[] arguments) {
    System.exit(run(arguments, System.err));
  }

  /** Runs one benchmark; returns the exit status. */
  static int run(String[] arguments, PrintStream err) {
    CommandLine commandLine = new Main(arguments).commandLine;
    Set<String> names = commandLine.getSubcommands().keySet();
    if (arguments.length > 0 && !arguments[0].startsWith("-") && !names.contains(arguments[0])) {
      err.println("weir bench: '" + arguments[0] + "' is no benchmark: " + remedy(names));
      return CommandLine.ExitCode.USAGE;
    }
    return commandLine
        .setErr(new PrintWriter(err, true, err.charset()))
        .setExecutionExceptionHandler((fault, command, parsed) -> tell(err, command, fault))
        .execute(arguments);
  }

  /** A disk that is full, say, is no fault of the program: a sentence says more than a trace. */
  private static int tell(PrintStream err, CommandLine command, Exception fault) throws Exception {
    if (!(fault instanceof IOException)) {
      throw fault;
    }
    String message = fault.getMessage();
    err.println(
        command.getCommandSpec().qualifiedName()
            + ": a file can't be read or written ("
            + (fault instanceof FileSystemException || message == null ? fault : message)
            + "): see to it and start again");
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    commandLine.usage(System.out);
  }

  private static String remedy(Set<String> names) {
    return names.stream()
        .map(name -> "'./weir bench " + name + "'")
        .collect(
            Collectors.joining(" or ", "run ", "; the --help of each lists what can be given"));
  }
}
