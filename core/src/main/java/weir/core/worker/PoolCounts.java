package weir.core.worker;

/**
 * The pool's side of the ledger. All figures count from the start of the ring and never fall.
 *
 * @param reserved slots that publishers have taken
 * @param claimed slots that workers have taken
 * @param completed events whose handler returned
 * @param failed events whose handler threw
 * @param skipped slots that workers found withdrawn
 */
public record PoolCounts(long reserved, long claimed, long completed, long failed, long skipped) {

  /**
   * Events that wait for a worker, withdrawn ones included.
   *
   * @return reserved − claimed
   */
  public long backlog() {
    return reserved - claimed;
  }

  /**
   * Events that a worker has claimed and not yet ended.
   *
   * @return claimed − completed − failed − skipped
   */
  public long inFlight() {
    return claimed - completed - failed - skipped;
  }
}
