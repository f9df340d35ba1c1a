package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.BlockingQueue;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/** A pool whose calls somebody tells of. It is held weakly, and has ended once it is collected. */
final class TapSubject<P> implements Subject {

  /** Not all are known where times are sampled. */
  private static final int MOST_LOOKED_AT = 200;

  private final WeakReference<P> held;
  private final PoolKind<? super P> kind;
  private final TaskRecorder recorder = new TaskRecorder();
  private final PoolWorkers<P> size;
  private final QueueLedger ledger = new QueueLedger();
  private final ShownAfterItsEnd end = new ShownAfterItsEnd();
  private final ToLongFunction<Runnable> sinceNanos;
  private final String type;
  private final OptionalInt capacity;
  private final Optional<WorkerRange> range;
  private final Optional<String> fixedBecause;

  /** Before the first resize; null if there was none. */
  @GuardedBy("this")
  private @Nullable PoolSize original;

  /** What was seen last, for when there is nothing to look at any more. */
  @GuardedBy("this")
  private Optional<WorkerCount> lastCount = Optional.empty();

  TapSubject(
      P pool,
      PoolKind<? super P> kind,
      String type,
      Optional<String> fixedBecause,
      ToLongFunction<Runnable> sinceNanos) {
    held = new WeakReference<>(pool);
    this.kind = kind;
    this.sinceNanos = sinceNanos;
    this.type = type;
    this.fixedBecause = fixedBecause;
    size = new PoolWorkers<>(kind, recorder::busyNanos);
    capacity = size.capacity(pool);
    range = fixedBecause.isEmpty() ? size.range(pool) : Optional.empty();
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
  public Optional<String> fixedBecause() {
    return fixedBecause;
  }

  @Override
  public boolean isToldOf() {
    return true;
  }

  @Override
  public void resizeTo(int workers) {
    P pool = held.get();
    if (pool == null) {
      throw new IllegalStateException("this executor is gone: nothing uses it any more");
    }
    Optional<PoolSize> before = kind.size(pool);
    size.resizeTo(pool, workers);
    synchronized (this) {
      original = original == null ? before.orElse(null) : original;
    }
  }

  /** Whether there was anything to undo. */
  boolean undo() {
    PoolSize before;
    synchronized (this) {
      before = original;
      original = null;
    }
    P pool = held.get();
    if (before == null || pool == null) {
      return false;
    }
    size.set(pool, before);
    return true;
  }

  @Override
  public SampledLatencies latencies() {
    return recorder.latencies();
  }

  /** Tasks are seen when they start. */
  @Override
  public boolean hasCohorts() {
    return false;
  }

  @Override
  public List<String> remarks() {
    P pool = held.get();
    return pool == null ? List.of() : size.hindrance(pool).map(List::of).orElse(List.of());
  }

  @Override
  public Ledger totals() {
    Ledger started = recorder.totals(false);
    P pool = held.get();
    return ledger.totals(started, pool == null ? 0 : waiting(pool));
  }

  private long waiting(P pool) {
    return kind.isScheduled(pool) ? due(pool).count() : kind.queued(pool);
  }

  private ScheduledSubject.Due due(P pool) {
    return kind.queue(pool).map(ScheduledSubject::due).orElse(new ScheduledSubject.Due(0, 0));
  }

  @Override
  public synchronized Optional<WorkerCount> workers() {
    P pool = held.get();
    if (pool != null) {
      lastCount = size.count(pool);
    }
    return lastCount;
  }

  @Override
  public OptionalLong oldestWaitingNanos() {
    P pool = held.get();
    if (pool == null) {
      return OptionalLong.of(0);
    }
    return kind.isScheduled(pool)
        ? OptionalLong.of(due(pool).oldestNanos())
        : kind.queue(pool).map(this::oldestNanos).orElse(OptionalLong.empty());
  }

  /**
   * The first that is known: of a queue in the order of arrival that is the oldest, or nearly. The
   * JDK's queues are walked one by one; others may copy all they have for that.
   */
  private OptionalLong oldestNanos(BlockingQueue<Runnable> queue) {
    Runnable first = queue.peek();
    if (first == null) {
      return OptionalLong.of(0);
    }
    if (!kind.isInOrder(queue)) {
      return OptionalLong.empty();
    }
    OptionalLong oldest = waitingNanos(first);
    if (oldest.isPresent() || !ThreadPoolSubject.isInOrder(queue)) {
      return oldest;
    }
    Iterator<Runnable> queued = queue.iterator();
    for (int looked = 0; looked < MOST_LOOKED_AT && queued.hasNext(); looked++) {
      oldest = waitingNanos(queued.next());
      if (oldest.isPresent()) {
        return oldest;
      }
    }
    return OptionalLong.empty();
  }

  private OptionalLong waitingNanos(Runnable queued) {
    long since = sinceNanos.applyAsLong(queued);
    return since == Tap.UNKNOWN
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(0, System.nanoTime() - since));
  }

  @Override
  public Optional<List<WorkerFigures>> workerFigures() {
    return Optional.of(recorder.workers());
  }

  @Override
  public boolean hasEnded() {
    P pool = held.get();
    return pool == null || end.isOver(kind.isTerminated(pool));
  }
}
