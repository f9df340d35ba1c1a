package weir.http.kafka;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;
import weir.http.time.Deadline;

/**
 * The workers of this process: members of the share group, as many as are wanted at any time. The
 * lowest places are those that are wanted. A worker that leaves finishes the event that it is at,
 * gives back the others that it holds, and is gone from the group. Thread-safe.
 */
final class ShareWorkers implements GroupWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(ShareWorkers.class);
  static final String CANNOT_WORK = "A worker can't work";
  private static final long STEWARD_MILLIS = 100;
  private static final long REJOIN_PAUSE_NANOS = 50_000_000;

  private final KafkaSettings settings;
  private final String name;
  private final DeadLetters deadLetters;
  private final GroupCounts counts;
  private final FetchPace pace = new FetchPace();
  private final EventTries tries;
  private final List<ShareWorker> places = new ArrayList<>();
  private final AliveTime aliveTime = new AliveTime();
  private final WorkerFaults faults;
  private final Thread steward;

  /** Written under this lock, read by all. */
  private volatile int requested;

  /** Set once, under this lock. */
  private volatile boolean closed;

  @GuardedBy("this")
  private int effective;

  @GuardedBy("this")
  private long lastRejoinNanos = System.nanoTime() - REJOIN_PAUSE_NANOS;

  /**
   * Starts with no workers.
   *
   * @param settings of the group
   * @param tries how often events are tried
   * @param name what threads are called after
   * @param maxWorkers places
   * @param work makes what handles the events of a place; called at once for each
   * @param deadLetters keeps events that are given up; not closed with the workers
   * @param counts counted in
   */
  ShareWorkers(
      KafkaSettings settings,
      EventTries tries,
      String name,
      int maxWorkers,
      IntFunction<EventWork> work,
      DeadLetters deadLetters,
      GroupCounts counts) {
    this.settings = settings;
    this.tries = tries;
    faults = new WorkerFaults(settings, LOG);
    this.name = name;
    this.deadLetters = deadLetters;
    this.counts = counts;
    for (int place = 0; place < maxWorkers; place++) {
      places.add(new ShareWorker(place, this, work.apply(place)));
    }
    steward = Thread.ofPlatform().name(name + "-kafka-steward").daemon().unstarted(this::tend);
    steward.start();
  }

  @Override
  public void resizeTo(int workers) {
    if (workers < 0 || workers > places.size()) {
      throw new IllegalArgumentException(
          "workers must be from 0 to " + places.size() + ", and " + workers + " is not");
    }
    synchronized (this) {
      if (closed) {
        throw new IllegalStateException("the workers are closed");
      }
      requested = workers;
      startMissing();
    }
    places.subList(workers, places.size()).forEach(ShareWorker::wakeUp);
  }

  @GuardedBy("this")
  private void startMissing() {
    for (int place = 0; place < requested; place++) {
      ShareWorker worker = places.get(place);
      if (worker.isTaken()) {
        continue;
      }
      try {
        worker.startIfVacant();
        effective++;
        aliveTime.change(effective);
      } catch (Throwable e) {
        // The steward tries again.
        faults.cannotWork(CANNOT_WORK, e);
        return;
      }
    }
  }

  /** Starts what is missing and renews what is held for long, until all is closed. */
  private void tend() {
    try {
      while (true) {
        TimeUnit.MILLISECONDS.sleep(STEWARD_MILLIS);
        synchronized (this) {
          if (closed && effective == 0) {
            return;
          }
          startMissing();
        }
        places.forEach(ShareWorker::renewIfDue);
      }
    } catch (InterruptedException e) {
      LOG.debug("The steward was interrupted", e);
    }
  }

  @Override
  public int requested() {
    return requested;
  }

  @Override
  public synchronized int effective() {
    return effective;
  }

  @Override
  public int busy() {
    return Math.toIntExact(places.stream().filter(ShareWorker::isBusy).count());
  }

  @Override
  public long aliveNanos() {
    return aliveTime.nanos();
  }

  @Override
  public List<PoolWorker> figures() {
    return places.stream().map(ShareWorker::figures).filter(Objects::nonNull).toList();
  }

  @Override
  public boolean kill(int place) {
    return place >= 0 && place < places.size() && places.get(place).kill();
  }

  @Override
  public Optional<StartFailure> failure() {
    return faults.failure();
  }

  @Override
  public boolean isOwnThread() {
    return places.stream().anyMatch(ShareWorker::isThisThread);
  }

  @Override
  public void interruptAll() {
    beginToClose();
    places.forEach(ShareWorker::interrupt);
  }

  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    beginToClose();
    return !isOwnThread() && awaitNone(timeout);
  }

  @Override
  public boolean sendAway(Duration timeout) throws InterruptedException {
    synchronized (this) {
      requested = 0;
    }
    places.forEach(ShareWorker::wakeUp);
    return awaitNone(timeout);
  }

  private boolean awaitNone(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    synchronized (this) {
      while (effective > 0) {
        if (!deadline.await(this)) {
          return false;
        }
      }
    }
    return true;
  }

  private void beginToClose() {
    synchronized (this) {
      closed = true;
      requested = 0;
      notifyAll();
    }
    places.forEach(ShareWorker::wakeUp);
  }

  /** Lets all workers leave, without waiting. */
  @Override
  public void close() {
    beginToClose();
  }

  // --- Of the workers ----------------------------------------------------------------------------

  KafkaSettings settings() {
    return settings;
  }

  String name() {
    return name;
  }

  FetchPace pace() {
    return pace;
  }

  EventTries tries() {
    return tries;
  }

  DeadLetters deadLetters() {
    return deadLetters;
  }

  GroupCounts counts() {
    return counts;
  }

  /** Whether the worker of a place is to go on. */
  boolean wants(int place) {
    return place < requested;
  }

  /** Takes a worker out of the crew unless it is wanted: nobody can want it in between. */
  synchronized boolean leaves(ShareWorker worker, int place) {
    if (wants(place)) {
      return false;
    }
    died(worker);
    return true;
  }

  /** A worker's thread is at its end; another may have its place at once. */
  synchronized void died(ShareWorker worker) {
    worker.vacate();
    effective--;
    aliveTime.change(effective);
    notifyAll();
  }

  /** One worker after the other changes how many it takes: the others work meanwhile. */
  synchronized boolean mayRejoin() {
    long nowNanos = System.nanoTime();
    if (nowNanos - lastRejoinNanos < REJOIN_PAUSE_NANOS) {
      return false;
    }
    lastRejoinNanos = nowNanos;
    return true;
  }

  WorkerFaults faults() {
    return faults;
  }

  /** Waits, but not for longer than the crew is open. */
  void pause(long millis) {
    Deadline deadline = Deadline.in(Duration.ofMillis(millis));
    synchronized (this) {
      while (!closed) {
        try {
          if (!deadline.await(this)) {
            return;
          }
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
