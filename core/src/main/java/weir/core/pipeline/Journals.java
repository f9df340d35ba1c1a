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
    return setup -> new MemoryJournal<>(setup, null);
  }

  /**
   * The same, with events of one key handled in order.
   *
   * @param key says which belong together
   * @param <P> type of the payload
   * @return opens one
   * @throws IllegalArgumentException when it is opened by a pipeline that has a thread for each
   *     event
   */
  public static <P> Journal.Opener<P> memory(PayloadKey<? super P> key) {
    return setup -> new MemoryJournal<>(requireWorkers(setup), key);
  }

  private static <P> JournalSetup<P> requireWorkers(JournalSetup<P> setup) {
    if (setup.settings().mode() != ExecutionMode.WORKERS) {
      throw new IllegalArgumentException(
          "events can't be handled in order by key with a thread for each: choose the mode workers,"
              + " or no order");
    }
    return setup;
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
    return setup -> JournalOnDisk.open(setup, settings, format, null);
  }

  /**
   * The same, with events of one key handled in order, those of earlier runs first.
   *
   * @param settings where the journal is, and what it promises
   * @param format makes bytes of payloads, and payloads of bytes, with their keys
   * @param key says which belong together
   * @param <P> type of the payload
   * @return opens one; fails if the folder can't be used
   * @throws IllegalArgumentException when it is opened by a pipeline that has a thread for each
   *     event
   */
  public static <P> Journal.Opener<P> disk(
      DiskJournalSettings settings, PayloadFormat<P> format, PayloadKey<? super P> key) {
    return setup -> JournalOnDisk.open(requireWorkers(setup), settings, format, key);
  }
}
