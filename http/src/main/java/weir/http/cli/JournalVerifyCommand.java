package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weir.core.journal.Inspection;
import weir.core.journal.InspectionReport;

/** Says whether a journal is whole. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Reads all of a journal, and says what is damaged.",
    description = {"", "The exit status is 4 if anything is.", ""})
final class JournalVerifyCommand implements Callable<Integer> {

  @Mixin private final JournalFlag given = new JournalFlag();

  JournalVerifyCommand() {}

  @Override
  public Integer call() throws Exception {
    InspectionReport report = Inspection.verify(given.folder());
    given.warnOfUse(report);
    given.print(report);
    return report.isClean() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
  }
}
