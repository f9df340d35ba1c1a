package weir.http.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.core.link.LinkException;
import weir.http.config.SettingsException;
import weir.http.load.LoadException;
import weir.http.scaling.PointsException;
import weir.http.server.StartException;

/** The one place where a fault becomes a sentence on standard error and an exit status. */
final class FaultReports {

  private FaultReports() {}

  static int badUsage(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    report(
        command,
        "%s; '%s --help' says what can be given"
            .formatted(sentence(fault), command.getCommandSpec().qualifiedName()));
    return ExitStatus.USAGE;
  }

  private static String sentence(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(fault.getMessage());
    }
    List<String> suggestions = unmatched.getSuggestions();
    return "'%s' is not known%s"
        .formatted(
            unmatched.getUnmatched().getFirst(),
            suggestions.isEmpty() ? "" : " (did you mean " + suggestions.getFirst() + "?)");
  }

  static int failed(Exception fault, CommandLine command, ParseResult parsed) {
    switch (fault) {
      case SettingsException e -> {
        report(command, String.valueOf(e.getMessage()));
        return ExitStatus.USAGE;
      }
      case LinkException e -> report(command, String.valueOf(e.getMessage()));
      case StartException e -> report(command, String.valueOf(e.getMessage()));
      case LoadException e -> report(command, String.valueOf(e.getMessage()));
      case PointsException e -> report(command, String.valueOf(e.getMessage()));
      case CommandFailure e -> report(command, String.valueOf(e.getMessage()));
      default -> {
        // Nobody foresaw this one: the stack trace is what a bug report needs.
        report(command, "unexpected fault, please report it with these lines:");
        fault.printStackTrace(command.getErr());
      }
    }
    return ExitStatus.FAILURE;
  }

  private static void report(CommandLine command, String sentence) {
    command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + sentence);
    command.getErr().flush();
  }
}
