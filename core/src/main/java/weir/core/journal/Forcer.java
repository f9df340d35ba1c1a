package weir.core.journal;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;

/**
 * Forces what was appended, all of it at a time, and has told whoever waits for it. A force that
 * failed is the last: what it should have written may be lost though a second one says nothing.
 */
final class Forcer implements Runnable {

  private static final long SECOND_NANOS = 1_000_000_000L;

  private final Segments segments;
  private final SyncPolicy policy;
  private final Health health;
  private final String place;
  private final SafetyTeller teller;
  private final ForceTimes times = new ForceTimes();
  private final Thread thread;

  /** Whether there is something to look at. Set before {@link #parked} is read, and vice versa. */
  private volatile boolean pending;

  private volatile boolean parked;

  /** Parked until something is appended, which by the interval alone is a reason to wake. */
  private volatile boolean asleep;

  private volatile boolean stopping;

  /** All ids below are forced. The thread writes it. */
  private volatile long safeBefore;

  /** Events of this process that are forced. The thread writes it. */
  private volatile long forcedEntries;

  /** The first segment that may not be forced to its end. The thread writes it. */
  private volatile long unforcedFrom;

  private long lastForceNanos = System.nanoTime();

  Forcer(Segments segments, SyncPolicy policy, Health health, String place, Logger log) {
    this.segments = segments;
    this.policy = policy;
    this.health = health;
    this.place = place;
    teller = new SafetyTeller(() -> safeBefore, health, log);
    thread = new Thread(this, "weir-journal-force");
    thread.setDaemon(true);
  }

  /**
   * Starts.
   *
   * @param forcedBefore all ids below are forced
   * @param fromSegment as are all segments before this one
   */
  void start(long forcedBefore, long fromSegment) {
    safeBefore = forcedBefore;
    unforcedFrom = fromSegment;
    teller.start();
    thread.start();
  }

  long safeBefore() {
    return safeBefore;
  }

  /** Segments from this number on may still be forced. */
  long unforcedFrom() {
    return unforcedFrom;
  }

  long forcedEntries() {
    return forcedEntries;
  }

  ForceTimes times() {
    return times;
  }

  /** Tells somebody once an id is forced, or can't be. */
  void tellWhenForced(long id, SafetyListener listener) {
    teller.tellWhenSafe(id, listener);
    pending = true;
    if (parked) {
      LockSupport.unpark(thread);
    }
  }

  /** Says that something was appended. */
  void appended() {
    if (asleep) {
      wake();
    }
  }

  void wake() {
    pending = true;
    LockSupport.unpark(thread);
  }

  /** Tells at once, and never throws. */
  void tell(SafetyListener listener, boolean known) {
    teller.tell(listener, known);
  }

  @Override
  public void run() {
    boolean stop;
    do {
      pending = false;
      stop = stopping;
      if (!health.failed() && (stop || isDue())) {
        force();
        teller.look();
      } else if (health.failed()) {
        teller.look();
      }
      if (!stop) {
        park();
      }
    } while (!stop);
  }

  private boolean isDue() {
    if (policy instanceof SyncPolicy.Always) {
      return teller.isWanting() || segments.isCrowded() || sinceForceNanos() >= SECOND_NANOS;
    }
    return policy instanceof SyncPolicy.Interval interval
        && sinceForceNanos() >= interval.every().toNanos();
  }

  private long sinceForceNanos() {
    return System.nanoTime() - lastForceNanos;
  }

  /** Forces all that is appended by now. */
  private void force() {
    long startNanos = System.nanoTime();
    lastForceNanos = startNanos;
    // The array first: a segment that is not the last of it takes no more.
    Segment[] all = segments.used();
    int more = 0;
    try {
      for (Segment segment : all) {
        if (segment.number() >= unforcedFrom) {
          more += segment.force();
        }
      }
    } catch (IOException | RuntimeException | Error e) {
      health.fail(
          "the journal "
              + place
              + " could not be forced to the disk ("
              + e.getMessage()
              + "), so it takes nothing more: look after the disk, then restart; what was answered"
              + " before is recovered");
      return;
    }
    if (more == 0) {
      return;
    }
    long nowNanos = System.nanoTime();
    times.add(nowNanos - startNanos, nowNanos);
    Segment last = all[all.length - 1];
    for (Segment segment : all) {
      if (segment.number() >= unforcedFrom && segment.number() < last.number()) {
        segment.letGo();
      }
    }
    unforcedFrom = last.number();
    long forcedNow = forcedEntries + more;
    forcedEntries = forcedNow;
    safeBefore = last.forcedBefore();
  }

  private void park() {
    parked = true;
    boolean toForce = segments.appendedEntries() != forcedEntries;
    asleep = !toForce && policy instanceof SyncPolicy.Interval;
    // Once more, now that whoever appends would wake this thread.
    if (!pending && (!asleep || segments.appendedEntries() == forcedEntries)) {
      LockSupport.parkNanos(this, parkNanos(toForce));
    }
    asleep = false;
    parked = false;
  }

  private long parkNanos(boolean toForce) {
    return toForce && policy instanceof SyncPolicy.Interval interval && !health.failed()
        ? Math.max(1, interval.every().toNanos() - sinceForceNanos())
        : SECOND_NANOS;
  }

  /** Forces the rest, whatever the policy, tells whoever still waits, and ends. */
  void stop() {
    stopping = true;
    wake();
    Joining.join(thread);
    teller.stop();
  }
}
