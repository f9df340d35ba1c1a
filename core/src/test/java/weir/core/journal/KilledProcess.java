package weir.core.journal;

import java.io.PrintStream;
import java.nio.file.Path;

/** Appends events, says which are safe, ends half of them and says so, until it is killed. */
final class KilledProcess {

  private KilledProcess() {}

  public static void main(String[] args) throws Exception {
    DiskJournalSettings settings =
        new DiskJournalSettings(Path.of(args[0]), new SyncPolicy.Always(), 64L << 20, 1 << 20);
    PrintStream out = new PrintStream(System.out, true);
    DiskJournal journal = DiskJournal.open(settings);
    for (int event = 0; ; event++) {
      long id = journal.append(Journals.bytes("event " + event + "-".repeat(event % 300)), event);
      if (id < 0) {
        Thread.sleep(1);
        continue;
      }
      boolean end = event % 2 == 0;
      if (end) {
        journal.end(id);
        out.println("ended " + id + ".");
      }
      journal.whenSafe(
          id,
          known -> {
            if (known) {
              out.println("safe " + id + ".");
            }
          });
      if (event % 64 == 63) {
        Journals.safe(journal, id).get();
      }
    }
  }
}
