package weir.core.resource;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The uses of a resource whose callers have given up. Thread-safe. */
final class LateUses implements AutoCloseable {

  private final ThreadFactory threads;

  /** Called once for each use that has ended. */
  private final Runnable end;

  /** Made when first needed. */
  @GuardedBy("this")
  private @Nullable ScheduledThreadPoolExecutor timer;

  @GuardedBy("this")
  private boolean closed;

  LateUses(ThreadFactory threads, Runnable end) {
    this.threads = threads;
    this.end = end;
  }

  /**
   * Takes over a use. If this throws (no thread for the timer), the caller ends the use itself.
   *
   * @param leftNanos how long it still takes, asked again when that has passed: it may have become
   *     more
   * @return false if it is closed: the caller ends the use itself
   */
  synchronized boolean add(LongSupplier leftNanos) {
    if (closed) {
      return false;
    }
    ScheduledThreadPoolExecutor ending = timer;
    if (ending == null) {
      ending = new ScheduledThreadPoolExecutor(1, threads);
      timer = ending;
    }
    new LateUse(ending, leftNanos).start();
    return true;
  }

  /** Forgets them all. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  /** It ends once, on the timer. */
  private final class LateUse implements Runnable {
    private final ScheduledThreadPoolExecutor ending;
    private final LongSupplier leftNanos;

    /** Set by whoever ends it: the timer, or the caller that could not hand it over. */
    private final AtomicBoolean ended = new AtomicBoolean();

    LateUse(ScheduledThreadPoolExecutor ending, LongSupplier leftNanos) {
      this.ending = ending;
      this.leftNanos = leftNanos;
    }

    void start() {
      boolean started = false;
      try {
        schedule();
        started = true;
      } finally {
        if (!started) {
          // The task may be in the queue all the same.
          ended.set(true);
        }
      }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the task can't fail
    private void schedule() {
      ending.schedule(this, leftNanos.getAsLong(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void run() {
      if (leftNanos.getAsLong() > 0 && !ending.isShutdown()) {
        schedule();
      } else if (ended.compareAndSet(false, true)) {
        end.run();
      }
    }
  }
}
