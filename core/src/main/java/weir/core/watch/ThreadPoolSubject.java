package weir.core.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/** A pool of threads with a queue of tasks. */
final class ThreadPoolSubject implements Subject {

  private final ThreadPoolExecutor pool;
  private final TaskRecorder recorder;
  private final Function<Runnable, @Nullable TaskArrival> times;
  private final Runnable lookAfter;
  private final Runnable letGo;
  private final PoolWorkers<ThreadPoolExecutor> size;

  private ThreadPoolSubject(
      ThreadPoolExecutor pool,
      TaskRecorder recorder,
      Function<Runnable, @Nullable TaskArrival> times,
      Runnable lookAfter,
      Runnable letGo) {
    this.pool = pool;
    this.recorder = recorder;
    this.times = times;
    this.lookAfter = lookAfter;
    this.letGo = letGo;
    size = new PoolWorkers<>(JdkPoolKind.INSTANCE, recorder::busyNanos);
  }

  /** Of a pool that is there already. */
  static ThreadPoolSubject of(WatchedThreadPool watched, TaskRecorder recorder) {
    return new ThreadPoolSubject(
        watched.pool(), recorder, WatchedQueue::waiting, () -> {}, watched::letGo);
  }

  /** Of a pool that is watched from the inside, for as long as it lives. */
  static ThreadPoolSubject of(TimedThreadPool pool, TaskRecorder recorder) {
    return new ThreadPoolSubject(pool, recorder, pool::waiting, pool::sweep, () -> {});
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
    return size.capacity(pool);
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

  @Override
  public List<String> remarks() {
    return size.hindrance(pool).map(List::of).orElse(List.of());
  }

  @Override
  public Ledger totals() {
    lookAfter.run();
    return recorder.totals(pool.isTerminated());
  }

  @Override
  public Optional<WorkerCount> workers() {
    return size.count(pool);
  }

  @Override
  public OptionalLong oldestWaitingNanos() {
    return Oldest.waitingNanos(pool.getQueue(), isInOrder(pool.getQueue()), times);
  }

  /** Of other queues, the program's own among them, nobody knows. */
  static boolean isInOrder(Queue<Runnable> queue) {
    return queue instanceof LinkedBlockingQueue
        || queue instanceof ArrayBlockingQueue
        || queue instanceof LinkedBlockingDeque
        || queue instanceof LinkedTransferQueue;
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
    letGo.run();
  }
}
