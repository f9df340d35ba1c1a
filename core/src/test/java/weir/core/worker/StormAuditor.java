package weir.core.worker;

/**
 * Looks at a pool again and again while a storm is on: whether its ledger closes, and how long it
 * does nothing although it has work and workers. Confined to one thread; results may be read once
 * it has ended.
 */
final class StormAuditor {

  private final HandlerPool<?> pool;
  private PoolCounts before;
  private long quietSinceNanos = System.nanoTime();
  private long samples;
  private long openLedgers;
  private long longestPauseNanos;

  /** As the time, in samples: a machine that stands still takes none. */
  private long quietSamples;

  private long longestPauseSamples;

  StormAuditor(HandlerPool<?> pool) {
    this.pool = pool;
    before = pool.counts();
  }

  void sample() {
    PoolCounts now = pool.counts();
    // A shrink to 0 and back between two samples makes a pause look longer, never shorter.
    boolean mustWork = pool.requestedWorkers() > 0 && now.backlog() > 0;
    long nowNanos = System.nanoTime();
    if (ended(now) != ended(before) || !mustWork) {
      quietSinceNanos = nowNanos;
      quietSamples = 0;
    } else {
      quietSamples++;
      longestPauseSamples = Math.max(longestPauseSamples, quietSamples);
      longestPauseNanos = Math.max(longestPauseNanos, nowNanos - quietSinceNanos);
    }
    samples++;
    openLedgers += closes(now) ? 0 : 1;
    before = now;
  }

  private boolean closes(PoolCounts now) {
    return now.backlog() >= 0
        && now.inFlight() >= 0
        && now.reserved() >= before.reserved()
        && now.claimed() >= before.claimed()
        && now.completed() >= before.completed()
        && now.failed() >= before.failed()
        && now.skipped() == 0
        && now.reserved() == ended(now) + now.inFlight() + now.backlog();
  }

  private static long ended(PoolCounts counts) {
    return counts.completed() + counts.failed();
  }

  long samples() {
    return samples;
  }

  long openLedgers() {
    return openLedgers;
  }

  long longestPauseNanos() {
    return longestPauseNanos;
  }

  long longestPauseSamples() {
    return longestPauseSamples;
  }
}
