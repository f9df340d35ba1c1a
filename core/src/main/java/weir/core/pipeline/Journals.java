package weir.core.pipeline;

import weir.core.journal.DiskJournalSettings;

/** The journals that come with the pipeline. */
public final class Journals {

  private Journals() {}

  /**
   * Events live as long as the process: a ring, and a pool of workers.
   *
   * @param <P> type of the payload
   * @return opens one; never fails
   */
  public static <P> Journal.Opener<P> memory() {
    return MemoryJournal::new;
  }

  /**
   * The same, and each event is on disk before it is accepted, until it has ended: whatever of an
   * earlier run had not ended is handled first, as far as the ring has room. An event that was
   * being handled when its process was killed is handled once more; one that had ended is not, but
   * for those of the last moments before a machine failed.
   *
   * @param settings where the journal is, and what it promises
   * @param format makes bytes of payloads, and payloads of bytes
   * @param <P> type of the payload
   * @return opens one; fails if the folder can't be used
   */
  public static <P> Journal.Opener<P> disk(DiskJournalSettings settings, PayloadFormat<P> format) {
    return setup -> JournalOnDisk.open(setup, settings, format);
  }
}
