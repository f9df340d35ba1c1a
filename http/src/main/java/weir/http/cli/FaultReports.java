package weir.http.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.core.link.LinkException;
import weir.http.config.SettingsException;
import weir.http.server.StartException;

/** The one place where a fault becomes a sentence on standard error and an exit status. */
final class FaultReports {

  private FaultReports() {}

  static int badUsage(ParameterException fault, String[] args) {
    CommandLine command = fault.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    report(
        command,
        "%s%s; '%s --help' says what can be given"
            .formatted(fault.getMessage(), suggestion(fault), name));
    return ExitStatus.USAGE;
  }

  private static String suggestion(ParameterException fault) {
    if (fault instanceof UnmatchedArgumentException unmatched) {
      List<String> suggestions = unmatched.getSuggestions();
      if (!suggestions.isEmpty()) {
        return " (did you mean " + suggestions.getFirst() + "?)";
      }
    }
    return "";
  }

  static int failed(Exception fault, CommandLine command, ParseResult parsed) {
    switch (fault) {
      case SettingsException e -> {
        report(command, String.valueOf(e.getMessage()));
        return ExitStatus.USAGE;
      }
      case LinkException e -> report(command, String.valueOf(e.getMessage()));
      case StartException e -> report(command, String.valueOf(e.getMessage()));
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
