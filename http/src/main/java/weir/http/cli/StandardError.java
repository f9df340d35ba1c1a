package weir.http.cli;

import org.slf4j.LoggerFactory;
import picocli.CommandLine.Model.CommandSpec;
import weir.http.logging.LogOutput;

/** What a command has to say beside its output: a sentence for people, or a log line in JSON. */
final class StandardError {

  private static final String LOGGER = "weir";

  private StandardError() {}

  static void warn(CommandSpec command, String sentence) {
    if (LogOutput.isJson()) {
      LoggerFactory.getLogger(LOGGER).warn("{}", sentence);
    } else {
      print(command, "warning: " + sentence);
    }
  }

  static void fail(CommandSpec command, String sentence) {
    if (LogOutput.isJson()) {
      LoggerFactory.getLogger(LOGGER).error("{}", sentence);
    } else {
      print(command, command.qualifiedName() + ": " + sentence);
    }
  }

  private static void print(CommandSpec command, String line) {
    command.commandLine().getErr().println(line);
    command.commandLine().getErr().flush();
  }
}
