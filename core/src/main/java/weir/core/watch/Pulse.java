package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.figures.LatencyRange;

/**
 * One thread for all of a watcher's that has to be looked at a thousand times a second. It also
 * measures how late it wakes up itself: time that the machine or the garbage collector took from
 * everything that runs. For that alone it wakes up every 5 ms, which costs a program a
 * two-hundredth of a processor, and sleeps while nothing is there that could be held up. It starts
 * with the first that needs it and ends with the last. Thread-safe.
 */
final class Pulse {

  /** Something to look at, on the pulse's thread. */
  interface Look {

    /** Looks; whether the next look should come soon. */
    boolean look();
  }

  /** Something that wants to know of hiccups. */
  interface Patient {

    /** Whether it has anything that a hiccup could hold up. */
    boolean isBusy();

    /** There were so many hiccups. */
    void suffer(long micros, long count);
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private static final long BUSY_NANOS = 1_000_000;
  private static final long HICCUP_NANOS = 5_000_000;
  private static final long IDLE_NANOS = 20_000_000;

  /** Those who sample do it at least as often while there is something. */
  private static final long NEEDED_FOR_NANOS = 500_000_000;

  /** Many are sampled one after the other: the first spreads what there is to all of them. */
  private static final long SPREAD_NANOS = 10_000_000;

  private static final long JOIN_MILLIS = 1_000;

  private final List<Look> looks = new CopyOnWriteArrayList<>();
  private final List<Patient> patients = new CopyOnWriteArrayList<>();
  private final SingleWriterRecorder recorder = LatencyRange.newRecorder();
  private final FaultLog faults = new FaultLog(LOG, Duration.ofMinutes(1));

  /** Until when hiccups are measured. Whoever samples moves it on; a lost race costs nothing. */
  private volatile long neededUntilNanos = System.nanoTime();

  /** Null while nobody needs one. Written under this. */
  private volatile @Nullable Beat beat;

  private final Object spreading = new Object();

  @GuardedBy("spreading")
  private long spreadNanos = System.nanoTime();

  @GuardedBy("spreading")
  private @Nullable Histogram spare;

  Pulse() {}

  /** Looks at this from now on. */
  void add(Look look) {
    looks.add(look);
    startIfNeeded();
  }

  /** Tells this of hiccups from now on. */
  void add(Patient patient) {
    patients.add(patient);
    startIfNeeded();
  }

  void remove(Look look) {
    looks.remove(look);
    endIfUnneeded();
  }

  void remove(Patient patient) {
    patients.remove(patient);
    endIfUnneeded();
  }

  private synchronized void startIfNeeded() {
    if (beat == null && !isUnneeded()) {
      beat = new Beat();
    }
    wake();
  }

  private boolean isUnneeded() {
    return looks.isEmpty() && patients.isEmpty();
  }

  private void endIfUnneeded() {
    Beat ending = null;
    synchronized (this) {
      if (isUnneeded()) {
        ending = beat;
        beat = null;
      }
    }
    if (ending != null) {
      ending.end();
    }
  }

  /** Something is there that a hiccup could hold up. */
  void need() {
    long nowNanos = System.nanoTime();
    boolean slept = nowNanos - neededUntilNanos >= 0;
    neededUntilNanos = nowNanos + NEEDED_FOR_NANOS;
    if (slept) {
      wake();
    }
  }

  private void wake() {
    Beat now = beat;
    if (now != null) {
      LockSupport.unpark(now.thread);
    }
  }

  /** Tells all of the hiccups since the last call, unless that was a moment ago. */
  void spread() {
    synchronized (spreading) {
      long nowNanos = System.nanoTime();
      if (nowNanos - spreadNanos < SPREAD_NANOS) {
        return;
      }
      spreadNanos = nowNanos;
      Histogram read = recorder.getIntervalHistogram(spare);
      spare = read;
      if (read.getTotalCount() > 0) {
        spread(read);
      }
    }
  }

  private void spread(Histogram read) {
    List<Patient> busy = patients.stream().filter(Patient::isBusy).toList();
    for (HistogramIterationValue value : read.recordedValues()) {
      for (Patient patient : busy) {
        patient.suffer(value.getValueIteratedTo(), value.getCountAtValueIteratedTo());
      }
    }
  }

  /** The thread, from the first that needs it to the last. */
  private final class Beat {

    private final Thread thread = new Thread(this::run, "weir-pulse");

    /** Set once; the thread is unparked then. */
    private volatile boolean ended;

    Beat() {
      thread.setDaemon(true);
      thread.start();
    }

    private void run() {
      // Sleeps always take a little longer: only what exceeds the least of that is a hiccup.
      long shortestNanos = Long.MAX_VALUE;
      boolean isBusy = false;
      while (!ended) {
        long startNanos = System.nanoTime();
        if (!isBusy && startNanos - neededUntilNanos >= 0) {
          rest();
        } else {
          long wantedNanos = isBusy ? BUSY_NANOS : HICCUP_NANOS;
          LockSupport.parkNanos(this, wantedNanos);
          long lateNanos = System.nanoTime() - startNanos - wantedNanos;
          if (lateNanos >= 0) {
            shortestNanos = Math.min(shortestNanos, lateNanos);
            long lateMicros = (lateNanos - shortestNanos) / 1_000;
            recorder.recordValue(Math.min(lateMicros, LatencyRange.MAX_MICROS));
          }
        }
        isBusy = lookAtAll();
      }
    }

    private void rest() {
      if (looks.isEmpty()) {
        LockSupport.park(this);
      } else {
        LockSupport.parkNanos(this, IDLE_NANOS);
      }
    }

    private boolean lookAtAll() {
      boolean isBusy = false;
      for (Look look : looks) {
        try {
          isBusy |= look.look();
        } catch (RuntimeException e) {
          faults.report(() -> "A look failed; others follow", e);
        }
      }
      return isBusy;
    }

    private void end() {
      ended = true;
      LockSupport.unpark(thread);
      // What is looked at may end the watching: its thread does not wait for itself.
      if (thread == Thread.currentThread()) {
        return;
      }
      try {
        thread.join(JOIN_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
