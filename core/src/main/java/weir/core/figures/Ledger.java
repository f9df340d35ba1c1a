package weir.core.figures;

/**
 * Where every event is. In each ledger {@code accepted = completed + failed + backlog + inFlight}.
 *
 * @param accepted events taken into the ring
 * @param completed events whose handler returned
 * @param failed events whose handler threw
 * @param rejected events that were offered and not taken, e.g. because the ring was full
 * @param backlog events accepted and not yet claimed by a worker
 * @param inFlight events claimed by a worker and not yet ended
 */
public record Ledger(
    long accepted, long completed, long failed, long rejected, long backlog, long inFlight) {

  /** A ledger of zeros. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

  /**
   * Events that have ended.
   *
   * @return completed + failed
   */
  public long ended() {
    return completed + failed;
  }

  /**
   * Events that have not ended.
   *
   * @return backlog + in flight
   */
  public long inPipeline() {
    return backlog + inFlight;
  }

  /**
   * Whether the ledger closes.
   *
   * @return true if {@code accepted = completed + failed + backlog + inFlight} and nothing is
   *     negative
   */
  public boolean isClosed() {
    return accepted == completed + failed + backlog + inFlight
        && completed >= 0
        && failed >= 0
        && rejected >= 0
        && backlog >= 0
        && inFlight >= 0;
  }
}
