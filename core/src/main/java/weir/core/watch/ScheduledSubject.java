package weir.core.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/**
 * A pool whose tasks are due at a time. Those that are due are found by a look into its queue,
 * which is put in order by just that.
 */
final class ScheduledSubject implements Subject {

  /** Tasks that are due, and how long the first of them has been. */
  record Due(long count, long oldestNanos) {}

  private final ScheduledThreadPoolExecutor pool;
  private final TaskRecorder recorder = new TaskRecorder();
  private final WatchedScheduledPool watched;
  private final PoolWorkers<ScheduledThreadPoolExecutor> size;

  private final QueueLedger ledger = new QueueLedger();

  ScheduledSubject(ScheduledThreadPoolExecutor pool) {
    this.pool = pool;
    watched = new WatchedScheduledPool(pool, recorder);
    size = new PoolWorkers<>(JdkPoolKind.INSTANCE, recorder::busyNanos);
  }

  WatchedScheduledPool watched() {
    return watched;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.EXECUTOR;
  }

  @Override
  public String type() {
    return pool.getClass().getSimpleName();
  }

  @Override
  public OptionalInt capacity() {
    return OptionalInt.empty();
  }

  @Override
  public Optional<WorkerRange> range() {
    return size.range(pool);
  }

  @Override
  public void resizeTo(int workers) {
    size.resizeTo(pool, workers);
  }

  @Override
  public SampledLatencies latencies() {
    return recorder.latencies();
  }

  /** What has started is read before the queue. */
  @Override
  public Ledger totals() {
    Ledger started = recorder.totals(false);
    return ledger.totals(started, due(pool.getQueue()).count());
  }

  /** What is due in a queue that is in order of just that. */
  static Due due(Queue<Runnable> queue) {
    Runnable first = queue.peek();
    if (first == null || lateNanos(first) < 0) {
      return new Due(0, 0);
    }
    long count = 0;
    long oldest = 0;
    for (Runnable queued : queue) {
      long late = lateNanos(queued);
      if (late >= 0 && !(queued instanceof Future<?> future && future.isCancelled())) {
        count++;
        oldest = Math.max(oldest, late);
      }
    }
    return new Due(count, oldest);
  }

  private static long lateNanos(Runnable queued) {
    return queued instanceof Delayed delayed ? -delayed.getDelay(TimeUnit.NANOSECONDS) : -1;
  }

  @Override
  public Optional<WorkerCount> workers() {
    return size.count(pool);
  }

  @Override
  public OptionalLong oldestWaitingNanos() {
    return OptionalLong.of(due(pool.getQueue()).oldestNanos());
  }

  @Override
  public Optional<List<WorkerFigures>> workerFigures() {
    return Optional.of(recorder.workers());
  }

  @Override
  public boolean hasEnded() {
    return pool.isTerminated();
  }

  @Override
  public void letGo() {
    watched.letGo();
  }
}
