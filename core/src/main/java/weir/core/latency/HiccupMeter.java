package weir.core.latency;

import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencyRange;

/**
 * Measures how late a thread runs that has nothing to do but to wake up every millisecond: time
 * that the machine, and not the pipeline, took from everything that runs on it. The idea is that of
 * Gil Tene's jHiccup. While the pipeline is empty the thread sleeps. All methods are thread-safe,
 * but one thread at a time drains.
 */
public final class HiccupMeter implements AutoCloseable {

  private static final long PERIOD_NANOS = 1_000_000;
  private static final long JOIN_MILLIS = 1_000;

  private final SingleWriterRecorder recorder = LatencyRange.newRecorder();
  private final Thread thread = new Thread(this::run, "weir-hiccup-meter");

  /** Set by whoever watches the pipeline; the meter's thread is unparked then. */
  private volatile boolean measuring;

  /** Set once; the meter's thread is unparked then. */
  private volatile boolean closed;

  /** The reader's spare histogram. */
  private @Nullable Histogram spare;

  /** Creates a meter; {@link #start()} starts it. */
  public HiccupMeter() {
    thread.setDaemon(true);
  }

  /** Starts the meter's thread. */
  public void start() {
    thread.start();
  }

  /**
   * Says whether there is anything to measure for.
   *
   * @param busy false while the pipeline is empty
   */
  public void measureWhile(boolean busy) {
    if (measuring != busy) {
      measuring = busy;
      LockSupport.unpark(thread);
    }
  }

  /** Sleeps always take a little longer; only what exceeds the shortest of them is a hiccup. */
  private void run() {
    long shortestNanos = Long.MAX_VALUE;
    while (!closed) {
      if (!measuring) {
        LockSupport.park(this);
        continue;
      }
      long startNanos = System.nanoTime();
      LockSupport.parkNanos(this, PERIOD_NANOS);
      long tookNanos = System.nanoTime() - startNanos;
      if (tookNanos >= PERIOD_NANOS) {
        shortestNanos = Math.min(shortestNanos, tookNanos);
        long lateMicros = (tookNanos - shortestNanos) / 1_000;
        recorder.recordValue(Math.min(lateMicros, LatencyRange.MAX_MICROS));
      }
    }
  }

  /** Adds the hiccups since the last call. */
  void drainInto(CollectedLatencies collected) {
    Histogram read = recorder.getIntervalHistogram(spare);
    spare = read;
    if (read.getTotalCount() > 0) {
      collected.addHiccups(read);
    }
  }

  /** Ends the meter's thread. Idempotent. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
