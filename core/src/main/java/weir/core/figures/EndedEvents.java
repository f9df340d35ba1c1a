package weir.core.figures;

/**
 * Events that have ended, on a count that processes share.
 *
 * @param completed those that were handled
 * @param failed those that were given up
 */
public record EndedEvents(long completed, long failed) {

  /** None. */
  public static final EndedEvents NONE = new EndedEvents(0, 0);

  /**
   * Both.
   *
   * @return completed + failed
   */
  public long total() {
    return completed + failed;
  }

  /**
   * These and those of a ledger that began with them.
   *
   * @param ledger what has ended since
   * @return the sums
   */
  public EndedEvents plus(Ledger ledger) {
    return new EndedEvents(completed + ledger.completed(), failed + ledger.failed().orElse(0));
  }
}
