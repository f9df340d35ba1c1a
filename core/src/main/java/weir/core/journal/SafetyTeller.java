package weir.core.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import weir.core.fault.FaultLog;

/**
 * Tells those who wait for events to be safe, on a thread of its own: what they do then would keep
 * the disk waiting. Thread-safe.
 */
final class SafetyTeller implements Runnable {

  private record Waiting(long id, SafetyListener listener) {}

  private final LongSupplier safeBefore;
  private final Health health;
  private final FaultLog listenerFaults;
  private final Thread thread;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private List<Waiting> waiting = new ArrayList<>();

  @GuardedBy("lock")
  private boolean over;

  /** All ids below it are waited for, or were. Written under the lock. */
  private volatile long wantedBefore;

  /** Whether there is something to look at. Set before {@link #parked} is read, and vice versa. */
  private volatile boolean pending;

  private volatile boolean parked;

  private volatile boolean stopping;

  /**
   * Starts nothing yet.
   *
   * @param safeBefore all ids below are safe
   * @param health nothing more gets safe once it has failed
   * @param log where listeners that throw are told of
   */
  SafetyTeller(LongSupplier safeBefore, Health health, Logger log) {
    this.safeBefore = safeBefore;
    this.health = health;
    listenerFaults = new FaultLog(log, Duration.ofMinutes(1));
    thread = new Thread(this, "weir-journal-tell");
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Whether somebody waits for an event that is not safe. */
  boolean isWanting() {
    return wantedBefore > safeBefore.getAsLong();
  }

  /** Tells somebody once an id is safe, or can't be. */
  void tellWhenSafe(long id, SafetyListener listener) {
    boolean late;
    synchronized (lock) {
      late = over;
      if (!late) {
        waiting.add(new Waiting(id, listener));
        wantedBefore = Math.max(wantedBefore, id + 1);
      }
    }
    if (late) {
      tell(listener, isSafe(id));
    } else if (isSafe(id) || health.failed()) {
      // It became so before it was waited for.
      look();
    }
  }

  private boolean isSafe(long id) {
    return id < safeBefore.getAsLong();
  }

  /** Says that more is safe, or that nothing more gets safe. */
  void look() {
    pending = true;
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  /** Tells, and never throws. */
  void tell(SafetyListener listener, boolean known) {
    try {
      listener.safe(known);
    } catch (Throwable e) {
      listenerFaults.report(() -> "whoever waited for an event of the journal failed", e);
    }
  }

  @Override
  public void run() {
    List<Waiting> held = new ArrayList<>();
    boolean stop;
    do {
      pending = false;
      stop = stopping;
      held.addAll(takeWaiting());
      held.removeIf(this::tellIfKnown);
      if (!stop) {
        park();
      }
    } while (!stop);
    synchronized (lock) {
      over = true;
    }
    held.addAll(takeWaiting());
    held.forEach(last -> tell(last.listener(), isSafe(last.id())));
  }

  private List<Waiting> takeWaiting() {
    synchronized (lock) {
      if (waiting.isEmpty()) {
        return List.of();
      }
      List<Waiting> taken = waiting;
      waiting = new ArrayList<>();
      return taken;
    }
  }

  private boolean tellIfKnown(Waiting one) {
    boolean safe = isSafe(one.id());
    if (!safe && !health.failed()) {
      return false;
    }
    tell(one.listener(), safe);
    return true;
  }

  private void park() {
    // A listener's, perhaps: nothing here would ever wait again.
    boolean ignored = Thread.interrupted();
    parked = true;
    if (!pending) {
      LockSupport.park(this);
    }
    parked = false;
  }

  /** Tells whoever still waits, and ends; nothing gets safe any more. A listener may call it. */
  void stop() {
    stopping = true;
    look();
    if (!Thread.currentThread().equals(thread)) {
      Joining.join(thread);
    }
  }
}
