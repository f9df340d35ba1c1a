package weir.core.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * One thread for all of a watcher's that has to be looked at a thousand times a second while
 * anything is in it. It starts with the first that needs it and ends with the last. Thread-safe.
 */
final class Pulse {

  /** Something to look at, on the pulse's thread. */
  interface Look {

    /** Looks; whether the next look should come soon. */
    boolean look();
  }

  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

  private static final long BUSY_NANOS = 1_000_000;
  private static final long IDLE_NANOS = 20_000_000;
  private static final long JOIN_MILLIS = 1_000;

  private final List<Look> looks = new CopyOnWriteArrayList<>();
  private final FaultLog faults = new FaultLog(LOG, Duration.ofMinutes(1));

  /** Null while nobody needs one. Written under this. */
  private volatile @Nullable Beat beat;

  Pulse() {}

  /** Looks at this from now on. */
  synchronized void add(Look look) {
    looks.add(look);
    if (beat == null) {
      beat = new Beat();
    }
  }

  void remove(Look look) {
    Beat ending = null;
    synchronized (this) {
      looks.remove(look);
      if (looks.isEmpty()) {
        ending = beat;
        beat = null;
      }
    }
    if (ending != null) {
      ending.end();
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
      boolean isBusy = false;
      while (!ended) {
        LockSupport.parkNanos(this, isBusy ? BUSY_NANOS : IDLE_NANOS);
        isBusy = lookAtAll();
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
