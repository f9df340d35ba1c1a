package weir.core.worker;

/**
 * The pool's side of the ledger. All figures count from the start of the ring and never fall.
 *
 * @param reserved slots that publishers have taken
 * @param claimed slots that workers have taken; in a pool that is {@linkplain PoolBuilder#ordered
 *     ordered by key}, without those whose event waits behind its key
 * @param completed events whose handler returned
 * @param failed events whose handler threw
 * @param skipped slots that workers found withdrawn
 */
public record PoolCounts(long reserved, long claimed, long completed, long failed, long skipped) {

  /**
   * Events that wait for a worker or for their key, withdrawn ones included.
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
