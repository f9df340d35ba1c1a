package weir.core.pipeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.worker.FailureListener;

/** Logs handler failures, at most one a second; each says how many there were. Thread-safe. */
final class FailureLog implements FailureListener<Object> {

  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final AtomicLong failures = new AtomicLong();

  /** When the next failure may be logged. The thread that moves it on logs. */
  private final AtomicLong nextLogNanos = new AtomicLong(System.nanoTime());

  @Override
  public void onFailure(int workerIndex, long sequence, @Nullable Object event, Throwable failure) {
    long count = failures.incrementAndGet();
    long due = nextLogNanos.get();
    long nowNanos = System.nanoTime();
    if (nowNanos - due >= 0 && nextLogNanos.compareAndSet(due, nowNanos + PAUSE_NANOS)) {
      LOG.warn(
          "Event {} failed on worker {} ({} failures so far)",
          sequence,
          workerIndex,
          count,
          failure);
    }
  }
}
