package weir.http.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import weir.core.journal.Inspection;
import weir.core.journal.RepairReport;

/** Makes a damaged journal whole. */
@Command(
    name = "repair",
    mixinStandardHelpOptions = true,
    header = "Puts damaged bytes of a journal into files beside it.",
    description = {
      "",
      "Every event that can be read stays. The files end in .damaged, and may be deleted. Not while a"
          + " server uses the journal.",
      ""
    })
final class JournalRepairCommand implements Callable<Integer> {

  @Mixin private final JournalFlag given = new JournalFlag();

  JournalRepairCommand() {}

  @Override
  public Integer call() throws Exception {
    RepairReport report = Inspection.repair(given.folder());
    report.actions().forEach(given.out()::println);
    if (report.actions().isEmpty()) {
      given.out().println("there was nothing to repair");
    }
    given.print(report.after());
    return report.after().isClean() ? ExitStatus.OK : ExitStatus.CHECK_FAILED;
  }
}
