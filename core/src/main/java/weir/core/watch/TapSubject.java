package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/** A pool whose calls somebody tells of. It is held weakly, and has ended once it is collected. */
final class TapSubject implements Subject {

  private record Size(int core, int most) {}

  /** Not all are known where times are sampled. */
  private static final int MOST_LOOKED_AT = 200;

  private static final long SHOWN_AFTER_ITS_END_NANOS = 10_000_000_000L;

  private final WeakReference<ThreadPoolExecutor> held;
  private final TaskRecorder recorder = new TaskRecorder();
  private final QueueLedger ledger = new QueueLedger();
  private final SampledLatencies latencies = new ToldLatencies(recorder.latencies());
  private final ToLongFunction<Runnable> sinceNanos;
  private final String type;
  private final OptionalInt capacity;
  private final Optional<WorkerRange> range;

  /** Before the first resize; null if there was none. */
  @GuardedBy("this")
  private @Nullable Size original;

  @GuardedBy("this")
  private long countedNanos = System.nanoTime();

  @GuardedBy("this")
  private long workerNanos;

  /** What was seen last, for when there is nothing to look at any more. */
  @GuardedBy("this")
  private WorkerCount lastCount = new WorkerCount(0, 0, Optional.empty());

  @GuardedBy("this")
  private boolean terminated;

  @GuardedBy("this")
  private long terminatedNanos;

  TapSubject(
      ThreadPoolExecutor pool,
      String type,
      boolean isResizable,
      ToLongFunction<Runnable> sinceNanos) {
    held = new WeakReference<>(pool);
    this.sinceNanos = sinceNanos;
    this.type = type;
    capacity = ThreadPoolSubject.capacityOf(pool.getQueue());
    range = isResizable ? Optional.of(sizeOf(pool).range()) : Optional.empty();
  }

  private static PoolSize sizeOf(ThreadPoolExecutor pool) {
    return new PoolSize(pool, () -> 0);
  }

  TaskRecorder recorder() {
    return recorder;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.EXECUTOR;
  }

  @Override
  public String type() {
    return type;
  }

  @Override
  public OptionalInt capacity() {
    return capacity;
  }

  @Override
  public Optional<WorkerRange> range() {
    return range;
  }

  @Override
  public boolean isToldOf() {
    return true;
  }

  @Override
  public void resizeTo(int workers) {
    ThreadPoolExecutor pool = held.get();
    if (pool == null) {
      throw new IllegalStateException("this executor is gone: nothing uses it any more");
    }
    Size before = new Size(pool.getCorePoolSize(), pool.getMaximumPoolSize());
    sizeOf(pool).resizeTo(workers);
    synchronized (this) {
      original = original == null ? before : original;
    }
  }

  /** Whether there was anything to undo. */
  boolean undo() {
    Size before;
    synchronized (this) {
      before = original;
      original = null;
    }
    ThreadPoolExecutor pool = held.get();
    if (before == null || pool == null) {
      return false;
    }
    // In the order in which the core is never above the maximum.
    if (before.most() > pool.getMaximumPoolSize()) {
      pool.setMaximumPoolSize(before.most());
      pool.setCorePoolSize(before.core());
    } else {
      pool.setCorePoolSize(before.core());
      pool.setMaximumPoolSize(before.most());
    }
    return true;
  }

  @Override
  public SampledLatencies latencies() {
    return latencies;
  }

  @Override
  public List<String> remarks() {
    ThreadPoolExecutor pool = held.get();
    return pool == null ? List.of() : sizeOf(pool).hindrance().map(List::of).orElse(List.of());
  }

  @Override
  public Ledger totals() {
    Ledger started = recorder.totals(false);
    ThreadPoolExecutor pool = held.get();
    return ledger.totals(started, pool == null ? 0 : waiting(pool));
  }

  private static long waiting(ThreadPoolExecutor pool) {
    return pool instanceof ScheduledThreadPoolExecutor
        ? ScheduledSubject.due(pool.getQueue()).count()
        : pool.getQueue().size();
  }

  @Override
  public synchronized Optional<WorkerCount> workers() {
    ThreadPoolExecutor pool = held.get();
    if (pool != null) {
      // The busy time first: the time that was there is no less than what of it was used.
      long busy = recorder.busyNanos();
      int requested = sizeOf(pool).requested();
      int effective = pool.getPoolSize();
      long nowNanos = System.nanoTime();
      workerNanos += (nowNanos - countedNanos) * Math.max(requested, effective);
      countedNanos = nowNanos;
      WorkTime time = new WorkTime(busy, Math.max(workerNanos, busy));
      lastCount = new WorkerCount(requested, effective, Optional.of(time));
    }
    return Optional.of(lastCount);
  }

  /** The first that is known: of a queue in the order of arrival that is the oldest, or nearly. */
  @Override
  public OptionalLong oldestWaitingNanos() {
    ThreadPoolExecutor pool = held.get();
    if (pool == null || pool.getQueue().isEmpty()) {
      return OptionalLong.of(0);
    }
    if (pool instanceof ScheduledThreadPoolExecutor) {
      return OptionalLong.of(ScheduledSubject.due(pool.getQueue()).oldestNanos());
    }
    if (!ThreadPoolSubject.isInOrder(pool.getQueue())) {
      return OptionalLong.empty();
    }
    Iterator<Runnable> queued = pool.getQueue().iterator();
    for (int looked = 0; looked < MOST_LOOKED_AT && queued.hasNext(); looked++) {
      long since = sinceNanos.applyAsLong(queued.next());
      if (since != Tap.UNKNOWN) {
        return OptionalLong.of(Math.max(0, System.nanoTime() - since));
      }
    }
    return OptionalLong.empty();
  }

  @Override
  public Optional<List<WorkerFigures>> workerFigures() {
    return Optional.of(recorder.workers());
  }

  /** Nobody else measures hiccups: that takes a thread for each. */
  @Override
  public void start() {}

  /** What has terminated stays for a while, so that people see it. */
  @Override
  public synchronized boolean hasEnded() {
    ThreadPoolExecutor pool = held.get();
    if (pool == null) {
      return true;
    }
    if (!pool.isTerminated()) {
      return false;
    }
    if (!terminated) {
      terminated = true;
      terminatedNanos = System.nanoTime();
    }
    return System.nanoTime() - terminatedNanos >= SHOWN_AFTER_ITS_END_NANOS;
  }

  @Override
  public void letGo() {}
}
