package weir.http.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import weir.core.journal.InspectionReport;
import weir.core.journal.JournalDamage;

/** The journal that a command is about, and how what is in it is told. */
final class JournalFlag {

  @Option(
      names = "--journal-dir",
      paramLabel = "DIR",
      required = true,
      description = "The folder of the journal.")
  private Path folder;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  JournalFlag() {}

  Path folder() {
    return folder;
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Says on standard error that a server is at it, whose last events may be half written. */
  void warnOfUse(InspectionReport report) {
    report
        .usedBy()
        .ifPresent(
            pid -> {
              PrintWriter err = command.commandLine().getErr();
              err.println(
                  "warning: process "
                      + pid
                      + " is using the journal: it may be ahead of what is said");
              err.flush();
            });
  }

  /** Prints what is in it, and each damage on a line. */
  void print(InspectionReport report) {
    PrintWriter out = out();
    out.println(
        "journal "
            + report.folder()
            + ": "
            + count(report.segments(), "segment")
            + ", "
            + report.bytes()
            + " bytes");
    out.println(
        count(report.entries(), "event")
            + ": "
            + report.ended()
            + " ended, "
            + report.notEnded()
            + " not ended");
    if (report.tornBytes() > 0) {
      out.println(
          report.tornBytes()
              + " bytes of an event that was never whole, as a crash leaves them: nothing is lost");
    }
    report.aside().forEach(file -> out.println("put aside, to be looked at: " + file));
    for (JournalDamage one : report.damage()) {
      out.println("damaged: " + one.sentence());
    }
    out.println(
        report.isClean()
            ? "whole"
            : count(report.damage().size(), "damaged place")
                + ", "
                + count(report.damagedRecords(), "event")
                + " lost"
                + (report.mayHaveLostMore() ? ", and nobody knows how many more" : "")
                + "; the others are recovered");
    out.flush();
  }

  /** Says each damage on standard error. */
  void tell(InspectionReport report) {
    PrintWriter err = command.commandLine().getErr();
    report.damage().forEach(one -> err.println("damaged: " + one.sentence()));
    err.flush();
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
