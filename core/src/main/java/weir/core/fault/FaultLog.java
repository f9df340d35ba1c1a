package weir.core.fault;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Logs the faults of one piece of foreign code, at most one in a while; each line says how many
 * there were. Nothing is ever thrown at the reporter: a fault that the logger itself fails to log
 * is in the count of the next line. Thread-safe.
 */
public final class FaultLog {

  private final Logger logger;
  private final long pauseNanos;

  /** Faults reported. Any thread adds. */
  private final AtomicLong faults = new AtomicLong();

  /** When the next may be logged. The thread that moves it on logs. */
  private final AtomicLong nextLineNanos = new AtomicLong(System.nanoTime());

  /**
   * Starts with no faults.
   *
   * @param logger gets the lines, as warnings
   * @param pause shortest time from one line to the next
   */
  public FaultLog(Logger logger, Duration pause) {
    this.logger = logger;
    this.pauseNanos = TimeUnit.NANOSECONDS.convert(pause);
  }

  /**
   * Reports a fault. Never throws.
   *
   * @param what says what failed and what that means; asked for only if it is logged
   * @param fault what was thrown
   */
  public void report(Supplier<String> what, Throwable fault) {
    log(what, fault);
  }

  /**
   * Reports a fault whose stack trace would tell nothing. Never throws.
   *
   * @param what says what failed and what that means; asked for only if it is logged
   */
  public void report(Supplier<String> what) {
    log(what, null);
  }

  private void log(Supplier<String> what, @Nullable Throwable fault) {
    try {
      long count = faults.incrementAndGet();
      long dueNanos = nextLineNanos.get();
      long nowNanos = System.nanoTime();
      if (nowNanos - dueNanos >= 0
          && nextLineNanos.compareAndSet(dueNanos, nowNanos + pauseNanos)) {
        logger.warn("{} ({} so far)", what.get(), count, fault);
      }
    } catch (Throwable e) {
      // There is nobody left to tell: the next line has the count.
    }
  }
}
