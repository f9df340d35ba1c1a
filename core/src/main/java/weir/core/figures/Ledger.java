package weir.core.figures;

import java.util.OptionalLong;

/**
 * Where every event is. In each ledger {@code accepted = completed + failed + backlog + inFlight}.
 *
 * @param accepted events taken in
 * @param completed events whose handler returned; all that ended where nobody counts the failed
 *     ones
 * @param failed events whose handler threw; empty where nobody counts them
 * @param rejected events that were offered and not taken, e.g. because the ring was full; empty
 *     where nobody counts them
 * @param backlog events accepted and not yet claimed by a worker
 * @param inFlight events claimed by a worker and not yet ended
 */
public record Ledger(
    long accepted,
    long completed,
    OptionalLong failed,
    OptionalLong rejected,
    long backlog,
    long inFlight) {

  /** A ledger of zeros. */
  public static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0);

  /**
   * A ledger of which everything is known.
   *
   * @param accepted see {@link #accepted()}
   * @param completed see {@link #completed()}
   * @param failed see {@link #failed()}
   * @param rejected see {@link #rejected()}
   * @param backlog see {@link #backlog()}
   * @param inFlight see {@link #inFlight()}
   */
  public Ledger(
      long accepted, long completed, long failed, long rejected, long backlog, long inFlight) {
    this(
        accepted, completed, OptionalLong.of(failed), OptionalLong.of(rejected), backlog, inFlight);
  }

  /**
   * Events that have ended.
   *
   * @return completed + failed
   */
  public long ended() {
    return completed + failed.orElse(0);
  }

  /**
   * Events that were accepted and have not ended.
   *
   * @return backlog + in flight
   */
  public long inPipeline() {
    return backlog + inFlight;
  }

  /**
   * Events that were offered, as far as anybody counts those that were not taken.
   *
   * @return accepted + rejected
   */
  public long offered() {
    return accepted + rejected.orElse(0);
  }

  /**
   * This ledger from another on.
   *
   * @param start an earlier ledger of the same source: what was in it then is accepted anew
   * @return the ledger of the time since
   */
  public Ledger since(Ledger start) {
    return new Ledger(
        accepted - start.ended(),
        completed - start.completed,
        minus(failed, start.failed),
        minus(rejected, start.rejected),
        backlog,
        inFlight);
  }

  private static OptionalLong minus(OptionalLong now, OptionalLong start) {
    return now.isPresent() ? OptionalLong.of(now.getAsLong() - start.orElse(0)) : now;
  }

  /**
   * Whether the ledger closes.
   *
   * @return true if {@code accepted = completed + failed + backlog + inFlight} and nothing is
   *     negative
   */
  public boolean isClosed() {
    return accepted == ended() + inPipeline()
        && completed >= 0
        && failed.orElse(0) >= 0
        && rejected.orElse(0) >= 0
        && backlog >= 0
        && inFlight >= 0;
  }

  /** The equation, for people; where failures are not counted, it says "ended". */
  @Override
  public String toString() {
    return "accepted "
        + accepted
        + " = "
        + (failed.isPresent()
            ? "completed " + completed + " + failed " + failed.getAsLong()
            : "ended " + completed)
        + " + backlog "
        + backlog
        + " + in flight "
        + inFlight
        + (rejected.isPresent() ? "; rejected " + rejected.getAsLong() : "");
  }
}
