package weir.core.watch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * Samples all that a watcher has, on one thread, which is there while there is anything to sample.
 * It is a guest in somebody's program: a thread that wakes a thousand times a second to look for
 * hiccups costs other threads up to a quarter of their speed where a virtual machine's host busily
 * waits for the next wake-up. So the hiccups are how late this one wakes, and how long the garbage
 * collector stopped the program: of other stops those that fall on the end of a period.
 * Thread-safe.
 */
final class SamplingThread {

  private static final Logger LOG = LoggerFactory.getLogger(SamplingThread.class);

  private static final long PERIOD_NANOS = 50_000_000;

  /** While nobody looks. */
  private static final long UNSEEN_PERIOD_NANOS = 250_000_000;

  /** Each source keeps a thousand changes: those of a person are not to be driven out. */
  private static final long BETWEEN_WORDS_NANOS = 10_000_000_000L;

  private final List<WatchedSource> sources = new CopyOnWriteArrayList<>();
  private final FaultLog faults = new FaultLog(LOG, Duration.ofMinutes(1));

  /** Null while there is nothing to sample. */
  @GuardedBy("this")
  private @Nullable Thread thread;

  /** How late it has woken at the least: sleeps always take a little longer. Its own. */
  private long leastLateNanos = Long.MAX_VALUE;

  /** When the collector's pauses were told in words. Its own. */
  private long toldNanos = System.nanoTime() - BETWEEN_WORDS_NANOS;

  private final Consumer<String> stoodStill;

  /**
   * Makes what starts with the first source.
   *
   * @param stoodStill told in words when the collector has stopped the program for long
   */
  SamplingThread(Consumer<String> stoodStill) {
    this.stoodStill = stoodStill;
  }

  synchronized void add(WatchedSource source) {
    sources.add(source);
    if (thread == null) {
      Thread started = new Thread(this::run, "weir-watch-sampler");
      started.setDaemon(true);
      thread = started;
      started.start();
    }
  }

  /** It is sampled no more, but for the sample that may be under way. */
  synchronized void remove(WatchedSource source) {
    sources.remove(source);
    if (sources.isEmpty()) {
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    CollectorPauses pauses = pausesIfTold();
    long dueNanos = System.nanoTime() + PERIOD_NANOS;
    while (hasWork()) {
      long lateMicros = sleepUntil(dueNanos);
      long hiccupMicros = Math.max(lateMicros, pauses == null ? 0 : pauses.takeMicros());
      tell(pauses);
      boolean isSeen = false;
      for (WatchedSource source : sources) {
        isSeen |= sample(source, hiccupMicros);
      }
      // Samples missed while the machine was busy are not made up for.
      dueNanos =
          Math.max(dueNanos, System.nanoTime() - PERIOD_NANOS)
              + (isSeen ? PERIOD_NANOS : UNSEEN_PERIOD_NANOS);
    }
  }

  private void tell(@Nullable CollectorPauses pauses) {
    if (pauses != null && System.nanoTime() - toldNanos >= BETWEEN_WORDS_NANOS) {
      pauses
          .takeLongOnes()
          .ifPresent(
              words -> {
                toldNanos = System.nanoTime();
                stoodStill.accept(words);
              });
    }
  }

  /** Whether somebody sees it. One that fails costs no other its sample. */
  private boolean sample(WatchedSource source, long hiccupMicros) {
    try {
      source.sample(hiccupMicros);
      return source.isSeen();
    } catch (RuntimeException | LinkageError e) {
      faults.report(() -> "A sample of " + source.source().name() + " failed; others follow", e);
      return false;
    }
  }

  /** Null where the JVM was made without that part. */
  private static @Nullable CollectorPauses pausesIfTold() {
    try {
      return new CollectorPauses();
    } catch (LinkageError e) {
      LOG.info("the pauses of the garbage collector are not told: {}", e.toString());
      return null;
    }
  }

  private synchronized boolean hasWork() {
    if (sources.isEmpty()) {
      thread = null;
      return false;
    }
    return true;
  }

  private long sleepUntil(long dueNanos) {
    long leftNanos = dueNanos - System.nanoTime();
    while (leftNanos > 0 && !sources.isEmpty()) {
      LockSupport.parkNanos(this, leftNanos);
      // One that the program has sent would keep it from sleeping.
      Thread.interrupted();
      leftNanos = dueNanos - System.nanoTime();
    }
    if (leftNanos > 0) {
      return 0;
    }
    leastLateNanos = Math.min(leastLateNanos, -leftNanos);
    return (-leftNanos - leastLateNanos) / 1_000;
  }
}
