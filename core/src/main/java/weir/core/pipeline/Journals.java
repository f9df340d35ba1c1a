package weir.core.pipeline;

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
}
