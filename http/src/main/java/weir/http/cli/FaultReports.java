package weir.http.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;
import weir.core.journal.JournalException;
import weir.core.link.LinkException;
import weir.http.client.CommandFailure;
import weir.http.config.SettingsException;
import weir.http.jvm.JvmException;
import weir.http.load.LoadException;
import weir.http.load.Secrets;
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
      // Another part of a sentence follows.
      return String.valueOf(fault.getMessage()).replaceFirst("\\.$", "");
    }
    List<String> suggestions = unmatched.getSuggestions();
    return "'%s' is not known%s"
        .formatted(
            unmatched.getUnmatched().getFirst(),
            suggestions.isEmpty() ? "" : " (did you mean " + suggestions.getFirst() + "?)");
  }

  static int failed(Exception thrown, CommandLine command, ParseResult parsed) {
    // Where closing several things goes wrong, the journal's fault is the cause of what is thrown.
    Exception fault = thrown.getCause() instanceof JournalException cause ? cause : thrown;
    switch (fault) {
      case SettingsException e -> {
        report(command, String.valueOf(e.getMessage()));
        return ExitStatus.USAGE;
      }
      case LinkException e -> report(command, String.valueOf(e.getMessage()));
      case StartException e -> report(command, String.valueOf(e.getMessage()));
      case LoadException e -> report(command, String.valueOf(e.getMessage()));
      case PointsException e -> report(command, String.valueOf(e.getMessage()));
      case JournalException e -> report(command, String.valueOf(e.getMessage()));
      case JvmException e -> report(command, String.valueOf(e.getMessage()));
      case CommandFailure e -> report(command, String.valueOf(e.getMessage()));
      default -> {
        if (OutOfMemory.isCauseOf(fault)) {
          throw new OutOfMemoryError(fault.getMessage());
        }
        // Nobody foresaw this one: the stack trace is what a bug report needs.
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        report(
            command,
            "unexpected fault, please report it with these lines:"
                + System.lineSeparator()
                + trace.toString().stripTrailing());
      }
    }
    return ExitStatus.FAILURE;
  }

  /**
   * Runs the command, and fails it where its output went nowhere: a PrintWriter is silent on it.
   */
  static int withOutputChecked(ParseResult parsed) {
    int status = new RunLast().execute(parsed);
    CommandLine command = parsed.asCommandLineList().getLast();
    if (command.getOut().checkError()) {
      report(
          command,
          "its output could not be written: is the disk full, or has the reader of it gone?");
      return status == ExitStatus.OK ? ExitStatus.FAILURE : status;
    }
    return status;
  }

  private static void report(CommandLine command, String sentence) {
    StandardError.fail(command.getCommandSpec(), Secrets.hidden(sentence));
  }
}
