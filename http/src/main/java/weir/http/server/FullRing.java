package weir.http.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;

/**
 * Says whether a ring has been full for long: each second it was, or events were rejected for it,
 * and not a tenth of it was free meanwhile. Looks when the sampler asks it whether it listens,
 * which it never does.
 */
final class FullRing implements SnapshotSink {

  /** A burst fills a ring for a moment, which is what a ring is for. */
  static final long LONG_NANOS = TimeUnit.SECONDS.toNanos(10);

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final double NEARLY = 0.9;

  private final long slots;
  private final LongSupplier backlog;
  private final LongSupplier rejections;
  private final LongSupplier nanoClock;

  /** Confined to the sampler's thread, like the next. */
  private long lookedNanos;

  private long rejected;

  /** Since when it has been full; null if it is not. Written by the sampler's thread. */
  private volatile @Nullable Long sinceNanos;

  /**
   * Watches a ring.
   *
   * @param slots its size
   * @param backlog events in it now
   * @param rejections events ever rejected because it was full
   * @param nanoClock monotonic clock, in nanoseconds
   */
  FullRing(long slots, LongSupplier backlog, LongSupplier rejections, LongSupplier nanoClock) {
    this.slots = slots;
    this.backlog = backlog;
    this.rejections = rejections;
    this.nanoClock = nanoClock;
    lookedNanos = nanoClock.getAsLong();
  }

  static FullRing of(Pipeline<?> pipeline) {
    return new FullRing(
        pipeline.ringSize(),
        () -> pipeline.totals().backlog(),
        () -> pipeline.rejected(PublishOutcome.RING_FULL),
        System::nanoTime);
  }

  @Override
  public boolean hasReceivers() {
    long nowNanos = nanoClock.getAsLong();
    if (nowNanos - lookedNanos >= LOOK_NANOS) {
      lookedNanos = nowNanos;
      look(nowNanos);
    }
    return false;
  }

  private void look(long nowNanos) {
    long before = rejected;
    rejected = rejections.getAsLong();
    long waiting = backlog.getAsLong();
    if (waiting >= slots || rejected > before) {
      if (sinceNanos == null) {
        sinceNanos = nowNanos;
      }
    } else if ((double) waiting <= NEARLY * (double) slots) {
      sinceNanos = null;
    }
  }

  @Override
  public void publish(Snapshot snapshot) {}

  /** What to answer if it has been full for long; null if it has not. */
  @Nullable Problem problem() {
    Long since = sinceNanos;
    long fullNanos = since == null ? 0 : nanoClock.getAsLong() - since;
    return fullNanos < LONG_NANOS
        ? null
        : Problem.retryLater(
            503,
            "Not ready",
            "The ring has been full for "
                + TimeUnit.NANOSECONDS.toSeconds(fullNanos)
                + " s: more comes than the workers handle.");
  }
}
