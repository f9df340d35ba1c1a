package weir.http.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One command, executed in this process, and what it printed. */
record CommandRun(int status, String out, String err) {

  static CommandRun of(String... arguments) {
    return in(Map.of(), arguments);
  }

  /** A load that is not practised. */
  static CommandRun load(String... flags) {
    return of(
        Stream.concat(Stream.of("load", "--rehearsal", "0s"), Stream.of(flags))
            .toArray(String[]::new));
  }

  static CommandRun in(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        WeirCommand.commandLine(environment, arguments)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int status = commandLine.execute(arguments);
    commandLine.getOut().flush();
    commandLine.getErr().flush();
    return new CommandRun(status, out.toString(), err.toString());
  }
}
