package weir.agent;

import java.lang.ref.WeakReference;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.watch.PoolKind;
import weir.core.watch.Tap;

/**
 * A pool that the agent has seen, held weakly. Most of them cost this and no more: what is shown
 * has a {@link Shown}. Told by the program's threads, which never wait; everything else is the
 * keeper's.
 */
final class KnownPool extends WeakReference<Object> {

  /** What a pool has while it is shown. */
  record Shown(Tap tap, ArrivalTable arrivals) {}

  final int hash;

  private final PoolKind<Object> kind;
  private final boolean isScheduled;
  private final boolean hasOwnJobs;

  /**
   * Whether it was used since the keeper looked last. Any thread sets it. Threads that a pool
   * starts before it has a task tell of themselves, and neither its name nor whose it is.
   */
  private volatile boolean used;

  /** The name of one of its threads; null until one was seen. Any of its threads. */
  private volatile @Nullable String threadName;

  /** Who was the first to give it a task. Any thread. */
  private volatile @Nullable String user;

  /** Null while it is not shown. Written by the keeper. */
  private volatile @Nullable Shown shown;

  /** Times are taken of one task in one more than this: a power of two, less one. The keeper's. */
  private volatile int sampleMask;

  KnownPool(Object pool, PoolKind<Object> kind, int hash) {
    super(pool);
    this.hash = hash;
    this.kind = kind;
    isScheduled = kind.isScheduled(pool);
    hasOwnJobs = kind instanceof JettyPoolKind;
  }

  PoolKind<Object> kind() {
    return kind;
  }

  private boolean isOwn(Object task) {
    return hasOwnJobs && JettyPoolKind.isOwnJob(task);
  }

  void offered(Object task) {
    if (isOwn(task)) {
      return;
    }
    if (user == null) {
      user = PoolName.caller();
    }
    Shown now = shown;
    if (now != null && !isScheduled) {
      if (isSampled()) {
        now.arrivals().add(task, System.nanoTime());
      } else {
        now.arrivals().addToKnown(task);
      }
    }
    noteUse();
  }

  private boolean isSampled() {
    int mask = sampleMask;
    return mask == 0 || (ThreadLocalRandom.current().nextInt() & mask) == 0;
  }

  private void noteUse() {
    if (!used) {
      used = true;
    }
  }

  void rejected(Object task) {
    if (isOwn(task)) {
      return;
    }
    Shown now = shown;
    if (now != null) {
      now.arrivals().take(task);
      now.tap().rejected();
    }
    noteUse();
  }

  void started(Runnable task) {
    if (threadName == null) {
      threadName = Thread.currentThread().getName();
    }
    if (isOwn(task) || isCancelledTimer(task)) {
      return;
    }
    Shown now = shown;
    if (now != null) {
      now.tap().started(task, isScheduled ? dueNanos(task) : now.arrivals().take(task));
    }
    noteUse();
  }

  /**
   * Whether it stays in its queue until it was due, though nobody waits for it any more. Only the
   * JDK's futures are asked: nothing of the program's is called.
   */
  private boolean isCancelledTimer(Runnable task) {
    return isScheduled
        && task instanceof FutureTask<?> timer
        && task.getClass().getName().startsWith("java.")
        && timer.isCancelled();
  }

  private static long dueNanos(Runnable task) {
    return task instanceof Delayed delayed
        ? System.nanoTime() + Math.min(0, delayed.getDelay(TimeUnit.NANOSECONDS))
        : Tap.UNKNOWN;
  }

  void ended(boolean hasThrown) {
    Shown now = shown;
    if (now != null) {
      now.tap().ended(hasThrown);
    }
  }

  /** For the keeper: whether it was used since this was called last. */
  boolean takeUse() {
    boolean was = used;
    used = false;
    return was;
  }

  @Nullable Shown shown() {
    return shown;
  }

  void show(@Nullable Shown now) {
    shown = now;
  }

  /**
   * Notes what waits already: if one of those is given again, its time is not that of the first.
   * What is given or starts during the look may be missed.
   */
  void addWaiting(Object pool, ArrivalTable arrivals) {
    if (!isScheduled) {
      kind.queue(pool).filter(KnownPool::isCheapToWalk).ifPresent(queue -> addAll(queue, arrivals));
    }
  }

  /** The JDK's queues are walked one by one; others may copy all they have for that. */
  private static boolean isCheapToWalk(Queue<Runnable> queue) {
    return queue instanceof LinkedBlockingQueue || queue.getClass().getName().startsWith("java.");
  }

  private void addAll(Queue<Runnable> queue, ArrivalTable arrivals) {
    int looked = 0;
    for (Runnable queued : queue) {
      if (++looked > ArrivalTimes.MOST) {
        return;
      }
      if (!isOwn(queued)) {
        arrivals.add(queued, ArrivalTable.UNKNOWN);
      }
    }
  }

  void sampleOneIn(int tasks) {
    sampleMask = tasks - 1;
  }

  boolean isSampling() {
    return sampleMask != 0;
  }

  /** One of its threads was found. */
  void noteThread(String name) {
    if (threadName == null) {
      threadName = name;
    }
    noteUse();
  }

  /** A name of its own is put in the form of its threads'. */
  String name() {
    Object pool = get();
    Optional<String> own = pool == null ? Optional.empty() : kind.name(pool);
    return PoolName.of(own.map(name -> name + "-1").orElse(threadName), user);
  }
}
