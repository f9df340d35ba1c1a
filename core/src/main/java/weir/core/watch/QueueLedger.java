package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import weir.core.figures.Ledger;

/**
 * The ledger of a pool that is not seen when a task comes, but when it starts and ends, and whose
 * queue is looked into. Thread-safe.
 */
final class QueueLedger {

  /** A thread may lose its processor between taking a task and starting it. */
  private static final long NOTICED_AFTER_NANOS = 1_000_000_000;

  /** The most that were accepted at any look: that never falls. */
  @GuardedBy("this")
  private long accepted;

  /** Tasks that have gone without a start, cancelled mostly. */
  @GuardedBy("this")
  private long withdrawn;

  /** The fewest that were seen nowhere since a time. */
  @GuardedBy("this")
  private long missing = Long.MAX_VALUE;

  @GuardedBy("this")
  private long missingSinceNanos = System.nanoTime();

  QueueLedger() {}

  /**
   * Where every task is. A task that is seen nowhere is on its way from the queue to its start, and
   * is taken to wait still; one that is seen nowhere for a second has been taken out.
   *
   * @param started what has started, read before the queue
   * @param queued tasks in the queue
   */
  synchronized Ledger totals(Ledger started, long queued) {
    long seen = started.accepted() + withdrawn + queued;
    accepted = Math.max(accepted, seen);
    notice(accepted - seen);
    return new Ledger(
        accepted,
        started.completed(),
        started.failed().orElse(0) + withdrawn,
        started.rejected().orElse(0),
        accepted - withdrawn - started.accepted(),
        started.inFlight());
  }

  @GuardedBy("this")
  private void notice(long missingNow) {
    missing = Math.min(missing, missingNow);
    long nowNanos = System.nanoTime();
    if (nowNanos - missingSinceNanos >= NOTICED_AFTER_NANOS) {
      withdrawn += missing;
      missing = Long.MAX_VALUE;
      missingSinceNanos = nowNanos;
    }
  }
}
