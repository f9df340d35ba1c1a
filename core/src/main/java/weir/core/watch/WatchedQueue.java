package weir.core.watch;

import java.util.AbstractQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool's queue as the program knows it: the tasks in it are the program's own. What is taken out
 * by hand is counted as that, and what is put in by hand as accepted.
 */
final class WatchedQueue extends AbstractQueue<Runnable> implements BlockingQueue<Runnable> {

  private final BlockingQueue<Runnable> queue;
  private final TaskRecorder recorder;

  /** Whether tasks may be in the queue inside of others, so that nobody knows which is which. */
  private final boolean mayHideTasks;

  WatchedQueue(BlockingQueue<Runnable> queue, TaskRecorder recorder, boolean mayHideTasks) {
    this.queue = queue;
    this.recorder = recorder;
    this.mayHideTasks = mayHideTasks;
  }

  BlockingQueue<Runnable> queue() {
    return queue;
  }

  /** What to put into the queue for a task. */
  static Runnable timed(TaskRecorder recorder, Runnable task) {
    return task instanceof TimedFuture<?> future && future.offer(recorder)
        ? task
        : new TimedTask(recorder, task);
  }

  /** The times of what is in a queue; null if it has come there by another way. */
  static @Nullable TaskTiming timing(Runnable queued) {
    if (queued instanceof TimedTask timed) {
      return timed;
    }
    return queued instanceof TimedFuture<?> future ? future.timing() : null;
  }

  /** When what is in a queue came; null if it does not wait, or nothing is known of it. */
  static @Nullable TaskArrival waiting(Runnable queued) {
    TaskTiming timing = timing(queued);
    return timing != null && timing.isWaiting() ? timing : null;
  }

  /** Counts what was taken out, and returns the program's task. */
  Runnable takenOut(Runnable queued) {
    TaskTiming timing = timing(queued);
    if (timing != null) {
      timing.withdraw();
    } else if (mayHideTasks) {
      recorder.countWithdrawn();
    }
    return TimedTask.unwrap(queued);
  }

  /** Counts what a search has taken out. */
  void takenOut(Wanted wanted) {
    takenOutIfAny(wanted.found);
  }

  private @Nullable Runnable takenOutIfAny(@Nullable Runnable queued) {
    return queued == null ? null : takenOut(queued);
  }

  private static boolean accepted(Runnable queued, boolean taken) {
    TaskTiming timing = timing(queued);
    if (taken && timing != null) {
      timing.accept();
    }
    return taken;
  }

  @Override
  public boolean offer(Runnable task) {
    Runnable queued = timed(recorder, task);
    return accepted(queued, queue.offer(queued));
  }

  @Override
  public boolean offer(Runnable task, long timeout, TimeUnit unit) throws InterruptedException {
    Runnable queued = timed(recorder, task);
    return accepted(queued, queue.offer(queued, timeout, unit));
  }

  @Override
  public void put(Runnable task) throws InterruptedException {
    Runnable queued = timed(recorder, task);
    queue.put(queued);
    accepted(queued, true);
  }

  @Override
  public Runnable take() throws InterruptedException {
    return takenOut(queue.take());
  }

  @Override
  public @Nullable Runnable poll() {
    return takenOutIfAny(queue.poll());
  }

  @Override
  public @Nullable Runnable poll(long timeout, TimeUnit unit) throws InterruptedException {
    return takenOutIfAny(queue.poll(timeout, unit));
  }

  @Override
  public @Nullable Runnable peek() {
    Runnable queued = queue.peek();
    return queued == null ? null : TimedTask.unwrap(queued);
  }

  @Override
  public boolean contains(@Nullable Object task) {
    return task != null && queue.contains(task instanceof Runnable it ? new Wanted(it) : task);
  }

  @Override
  public boolean remove(@Nullable Object task) {
    if (!(task instanceof Runnable runnable)) {
      return false;
    }
    Wanted wanted = new Wanted(runnable);
    boolean removed = queue.remove(wanted);
    if (removed) {
      takenOut(wanted);
    }
    return removed;
  }

  @Override
  public int drainTo(Collection<? super Runnable> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // it is about this very queue
  public int drainTo(Collection<? super Runnable> target, int most) {
    if (target == this) {
      throw new IllegalArgumentException("a queue can't be drained into itself: name another");
    }
    List<Runnable> drained = new ArrayList<>();
    int count = queue.drainTo(drained, most);
    drained.forEach(queued -> target.add(takenOut(queued)));
    return count;
  }

  @Override
  public int size() {
    return queue.size();
  }

  @Override
  public int remainingCapacity() {
    return queue.remainingCapacity();
  }

  @Override
  public Iterator<Runnable> iterator() {
    Iterator<Runnable> all = queue.iterator();
    return new Iterator<>() {
      private @Nullable Runnable last;

      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Runnable next() {
        Runnable next = all.next();
        last = next;
        return TimedTask.unwrap(next);
      }

      @Override
      public void remove() {
        all.remove();
        takenOutIfAny(last);
      }
    };
  }

  /**
   * Stands for a task in a search: queues ask what they look for whether it equals what they have.
   * Knows what it was equal to last, which is what a queue has removed.
   */
  static final class Wanted implements Runnable {

    private final Runnable task;
    private @Nullable Runnable found;

    Wanted(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {}

    @Override
    @SuppressWarnings("EqualsWhichDoesntCheckParameterClass") // anything may be in a queue
    public boolean equals(@Nullable Object queued) {
      if (queued instanceof Runnable runnable
          && (task.equals(runnable) || task.equals(TimedTask.unwrap(runnable)))) {
        found = runnable;
        return true;
      }
      return false;
    }

    @Override
    public int hashCode() {
      return task.hashCode();
    }
  }
}
