package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/**
 * A pool that is known by its gauges alone. What it has taken is counted by the pool; what was seen
 * in its queue and has gone without being counted, such as a task that its thread has forked for
 * itself, has ended as well. So its counts are those at least, and its times nobody knows.
 */
final class GaugedSubject implements Subject {

  private static final PoolView.Gauges NOTHING =
      new PoolView.Gauges(0, 0, OptionalInt.empty(), 0, 0);

  private final PoolView pool;
  private final ShownAfterItsEnd end = new ShownAfterItsEnd();

  /** Before the first resize; null if there was none. */
  @GuardedBy("this")
  private @Nullable Integer original;

  /** Tasks that the pool had taken when the watching started. */
  @GuardedBy("this")
  private final long takenBefore;

  /** Tasks that have gone from the queue without being counted. */
  @GuardedBy("this")
  private long gone;

  @GuardedBy("this")
  private long accepted;

  @GuardedBy("this")
  private long ended;

  @GuardedBy("this")
  private PoolView.Gauges last;

  @GuardedBy("this")
  private long lookedNanos = System.nanoTime();

  @GuardedBy("this")
  private long busyNanos;

  @GuardedBy("this")
  private long workerNanos;

  GaugedSubject(PoolView pool) {
    this.pool = pool;
    last = pool.look().orElse(NOTHING);
    takenBefore = last.taken();
  }

  @Override
  public SourceKind kind() {
    return pool.kind();
  }

  @Override
  public String type() {
    return pool.type();
  }

  @Override
  public OptionalInt capacity() {
    return OptionalInt.empty();
  }

  @Override
  public Optional<WorkerRange> range() {
    return pool.range();
  }

  @Override
  public void resizeTo(int workers) {
    WorkerRange range = pool.range().orElseThrow();
    range.check(workers, "threads");
    int before =
        pool.look()
            .orElseThrow(
                () -> new IllegalStateException("this pool is gone: nothing uses it any more"))
            .requested();
    pool.resizeTo(workers);
    synchronized (this) {
      original = original == null ? Integer.valueOf(before) : original;
    }
  }

  /** Whether there was anything to undo. */
  boolean undo() {
    Integer before;
    synchronized (this) {
      before = original;
      original = null;
    }
    if (before == null || pool.look().isEmpty()) {
      return false;
    }
    pool.resizeTo(before);
    return true;
  }

  /** A task counts as taken at its start or at its end, as the JDK has it: both are allowed for. */
  @Override
  public synchronized Ledger totals() {
    Optional<PoolView.Gauges> seen = pool.look();
    seen.ifPresent(gauges -> last = gauges);
    PoolView.Gauges now = seen.orElse(NOTHING);
    int active = now.active().orElse(0);
    long taken = last.taken() - takenBefore;
    gone += Math.max(0, accepted - taken - gone - now.queued() - active);
    accepted = Math.max(accepted, Math.max(taken + gone, ended) + now.queued());
    long claimed = accepted - now.queued();
    ended = Math.max(ended, claimed - active);
    count(now);
    return new Ledger(
        accepted, ended, OptionalLong.empty(), OptionalLong.empty(), now.queued(), claimed - ended);
  }

  @GuardedBy("this")
  private void count(PoolView.Gauges now) {
    long nowNanos = System.nanoTime();
    long nanos = nowNanos - lookedNanos;
    lookedNanos = nowNanos;
    int threads = Math.max(now.requested(), now.effective());
    busyNanos += nanos * Math.min(now.active().orElse(0), threads);
    workerNanos += nanos * threads;
  }

  @Override
  public synchronized Optional<WorkerCount> workers() {
    return Optional.of(
        new WorkerCount(
            last.requested(),
            last.effective(),
            last.active().isPresent()
                ? Optional.of(new WorkTime(busyNanos, workerNanos))
                : Optional.empty()));
  }

  @Override
  public SampledLatencies latencies() {
    return new NoLatencies();
  }

  @Override
  public boolean isToldOf() {
    return true;
  }

  @Override
  public boolean hasEnded() {
    return pool.look().isEmpty() || end.isOver(pool.hasEnded());
  }

  /** Of tasks that nobody has seen. */
  private static final class NoLatencies implements SampledLatencies {

    private final IntervalSum interval = new IntervalSum();

    @Override
    public void collect() {}

    @Override
    public Latencies<Optional<LatencySummary>> sinceReset() {
      return LatencySummary.ABSENT;
    }

    @Override
    public long overRange() {
      return 0;
    }

    @Override
    public IntervalSum takeInterval(long intervalNanos) {
      interval.clear();
      interval.endAfter(intervalNanos);
      return interval;
    }

    @Override
    public void discardInterval() {}

    @Override
    public void reset() {}
  }
}
