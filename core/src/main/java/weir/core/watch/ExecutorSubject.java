package weir.core.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerFigures;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;

/** An executor that tells nothing of its queue, and of its threads at most how many there are. */
final class ExecutorSubject implements Subject {

  private final ExecutorService executor;
  private final TaskRecorder recorder = new TaskRecorder(true);
  private final @Nullable TaskLimit limit;
  private final WatchedExecutor watched;

  private final WorkerClock clock = new WorkerClock();

  ExecutorSubject(ExecutorService executor, @Nullable TaskLimit limit) {
    this.executor = executor;
    this.limit = limit;
    watched = new WatchedExecutor(executor, recorder, limit);
  }

  WatchedExecutor watched() {
    return watched;
  }

  @Override
  public SourceKind kind() {
    return SourceKind.EXECUTOR;
  }

  @Override
  public String type() {
    return executor.getClass().getSimpleName();
  }

  @Override
  public OptionalInt capacity() {
    return OptionalInt.empty();
  }

  @Override
  public Optional<WorkerRange> range() {
    return limit == null ? Optional.empty() : Optional.of(new WorkerRange(0, TaskLimit.MOST));
  }

  @Override
  public void resizeTo(int workers) {
    TaskLimit present = limit;
    if (present == null) {
      throw new IllegalStateException("this executor has no limit that could be set");
    }
    present.set(workers);
  }

  @Override
  public SampledLatencies latencies() {
    return recorder.latencies();
  }

  @Override
  public Ledger totals() {
    return recorder.totals(executor.isTerminated());
  }

  @Override
  public Optional<WorkerCount> workers() {
    int requested = requested();
    if (requested < 0) {
      return Optional.empty();
    }
    long busy = recorder.busyNanos();
    int effective =
        executor instanceof ForkJoinPool pool && limit == null
            ? pool.getPoolSize()
            : (int) recorder.totals(false).inFlight();
    return Optional.of(clock.count(busy, requested, effective));
  }

  /** Below 0 where nobody knows. */
  private int requested() {
    TaskLimit present = limit;
    if (present != null) {
      return present.limit();
    }
    return executor instanceof ForkJoinPool pool ? pool.getParallelism() : -1;
  }

  @Override
  public Optional<List<WorkerFigures>> workerFigures() {
    return Optional.of(recorder.workers());
  }

  @Override
  public boolean hasEnded() {
    return executor.isTerminated();
  }

  /** A limit is of the watching, and nobody could change it any more. */
  @Override
  public void letGo() {
    if (limit != null) {
      limit.lift();
    }
  }
}
