package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool of threads that is watched from the inside: its own hooks tell which task starts and ends,
 * and a table has the time at which each came. So nothing of Weir's is in its queue, whatever order
 * that is in.
 *
 * <p>One task may be offered by several threads at once. Which of its times is whose, a pool that
 * starts it can't tell, and it doesn't matter; but each thread knows what became of its offer. So
 * offers are counted by those who make them, and what is in the table is as many as wait and run.
 *
 * <p>The program may take tasks out of the queue by itself. Nobody is told of that: such tasks are
 * noticed after a second, as they are in the table and not in the queue.
 */
final class TimedThreadPool extends ThreadPoolExecutor {

  private static final long NOTICED_AFTER_NANOS = 1_000_000_000;

  /** What each thread is about to give to a pool. */
  private static final ThreadLocal<@Nullable TrackedTask> OFFERED = new ThreadLocal<>();

  private final TaskRecorder recorder;
  private final TaskTable table = new TaskTable();
  private final Rejections rejections;

  private final Object sweeping = new Object();

  @GuardedBy("sweeping")
  private long sweptNanos = System.nanoTime();

  TimedThreadPool(
      int core,
      int most,
      long keepAlive,
      TimeUnit unit,
      BlockingQueue<Runnable> queue,
      ThreadFactory factory,
      RejectedExecutionHandler handler,
      TaskRecorder recorder) {
    super(core, most, keepAlive, unit, queue, factory, handler);
    this.recorder = recorder;
    rejections = new Rejections(handler);
    super.setRejectedExecutionHandler(rejections);
  }

  @Override
  public void execute(Runnable task) {
    if (task == null) {
      throw new NullPointerException("the task is null: give one");
    }
    TrackedTask tracked = new TrackedTask(recorder, task);
    table.add(tracked);
    // A handler that is given what was rejected may offer it anew.
    TrackedTask outer = OFFERED.get();
    OFFERED.set(tracked);
    boolean taken = false;
    try {
      super.execute(task);
      taken = true;
    } finally {
      OFFERED.set(outer);
      if (!taken) {
        reject(tracked);
      } else if (!tracked.isRejected) {
        recorder.countAccepted();
      }
    }
  }

  private void reject(TrackedTask tracked) {
    if (tracked.isRejected) {
      return;
    }
    tracked.isRejected = true;
    TrackedTask gone = table.takeThisOrAnother(tracked);
    if (gone == null) {
      recorder.countRejected();
    } else {
      recorder.countRejected(gone);
    }
  }

  /** What the calling thread offers to this pool, if that is this task and is not rejected yet. */
  private @Nullable TrackedTask offeredNow(Runnable task) {
    TrackedTask tracked = OFFERED.get();
    boolean isIt =
        tracked != null
            && tracked.recorder == recorder
            && isSame(tracked.task, task)
            && !tracked.isRejected;
    return isIt ? tracked : null;
  }

  @SuppressWarnings("ReferenceEquality") // tasks are told apart by what they are
  private static boolean isSame(Runnable one, Runnable other) {
    return one == other;
  }

  /** Which hooks run around a task, its thread knows. */
  @Override
  protected void beforeExecute(Thread thread, Runnable task) {
    TrackedTask tracked = table.start(task, thread);
    if (tracked != null) {
      tracked.startedNanos = System.nanoTime();
      recorder.begin(tracked.startedNanos);
    }
  }

  @Override
  protected void afterExecute(Runnable task, @Nullable Throwable thrown) {
    TrackedTask tracked = table.end(task, Thread.currentThread());
    if (tracked != null) {
      boolean failed =
          thrown != null || (task instanceof Future<?> future && TimedTask.hasFailed(future));
      recorder.mine().end(tracked.cohort, tracked.offeredNanos, tracked.startedNanos, failed);
    }
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
    return new Noting<>(recorder, task);
  }

  @Override
  protected <T> RunnableFuture<T> newTaskFor(Runnable task, T value) {
    return new Noting<>(recorder, Executors.callable(task, value));
  }

  /** Says that it has failed also where it is a part of another task. */
  private static final class Noting<V> extends FutureTask<V> {

    private final TaskRecorder recorder;

    Noting(TaskRecorder recorder, Callable<V> task) {
      super(task);
      this.recorder = recorder;
    }

    @Override
    protected void setException(Throwable fault) {
      super.setException(fault);
      recorder.failInside();
    }
  }

  @Override
  public boolean remove(Runnable task) {
    boolean removed = super.remove(task);
    // A pool that finds itself shut down takes out what it has just been given, and rejects it.
    if (removed && offeredNow(task) == null) {
      takenOut(task);
    }
    return removed;
  }

  /**
   * What a queue has removed was equal to the task; where it was not the same, it is noticed later.
   */
  private void takenOut(Runnable task) {
    TrackedTask tracked = table.take(task);
    if (tracked != null) {
      recorder.countWithdrawn(tracked);
    }
  }

  @Override
  public List<Runnable> shutdownNow() {
    List<Runnable> left = super.shutdownNow();
    left.forEach(this::takenOut);
    return left;
  }

  @Override
  public void setRejectedExecutionHandler(RejectedExecutionHandler handler) {
    if (handler == null) {
      throw new NullPointerException("the handler is null: give one");
    }
    rejections.handler = handler;
  }

  @Override
  public RejectedExecutionHandler getRejectedExecutionHandler() {
    return rejections.handler;
  }

  /** When a task that waits came; null if nothing is known of it. */
  @Nullable TaskArrival waiting(Runnable task) {
    return table.find(task);
  }

  /** Counts what has been taken out of the queue without a word; at most once a second. */
  void sweep() {
    synchronized (sweeping) {
      long nowNanos = System.nanoTime();
      if (nowNanos - sweptNanos < NOTICED_AFTER_NANOS) {
        return;
      }
      sweptNanos = nowNanos;
      List<TrackedTask> old = table.waitingSince(nowNanos - NOTICED_AFTER_NANOS);
      if (!old.isEmpty() && old.size() != getQueue().size()) {
        withdrawAllBut(old);
      }
    }
  }

  private void withdrawAllBut(List<TrackedTask> old) {
    Set<Runnable> queued = Collections.newSetFromMap(new IdentityHashMap<>());
    queued.addAll(getQueue());
    for (TrackedTask tracked : old) {
      if (!queued.contains(tracked.task) && table.remove(tracked)) {
        recorder.countWithdrawn(tracked);
      }
    }
  }

  /** Counts what is rejected, and hands it to the program's handler. */
  private final class Rejections implements RejectedExecutionHandler {

    /** The program's. Any thread sets it, as in every pool. */
    private volatile RejectedExecutionHandler handler;

    Rejections(RejectedExecutionHandler handler) {
      this.handler = handler;
    }

    @Override
    public void rejectedExecution(Runnable task, ThreadPoolExecutor pool) {
      TrackedTask tracked = offeredNow(task);
      if (tracked != null) {
        reject(tracked);
      }
      handler.rejectedExecution(task, pool);
    }
  }
}
