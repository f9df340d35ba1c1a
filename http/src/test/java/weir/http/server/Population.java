package weir.http.server;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import weir.core.figures.Ledger;
import weir.core.pipeline.Pipeline;

/** Integrates the events in a pipeline over time, as Little's law has it. */
final class Population implements AutoCloseable {

  private static final double MEAN_PAUSE_NANOS = 1e6;

  private final Pipeline<?> pipeline;

  /** A steady pace could fall into step with the load. */
  private final Random random = new Random(5);

  private final double meanPauseNanos;
  private final Thread thread = new Thread(this::run, "population");

  private volatile boolean closed;

  @GuardedBy("this")
  private double eventSeconds;

  @GuardedBy("this")
  private long lastNanos = System.nanoTime();

  @GuardedBy("this")
  private long lastEvents;

  private Population(Pipeline<?> pipeline, double meanPauseNanos) {
    this.pipeline = pipeline;
    this.meanPauseNanos = meanPauseNanos;
    lastEvents = eventsIn(pipeline);
  }

  static Population watch(Pipeline<?> pipeline) {
    return new Population(pipeline, MEAN_PAUSE_NANOS).start();
  }

  /**
   * Takes a core. Where services are short, one that pauses wakes up late just when the others are
   * busy, and misses 70 µs of each event.
   */
  static Population watchWithoutPause(Pipeline<?> pipeline) {
    return new Population(pipeline, 0).start();
  }

  private Population start() {
    thread.start();
    return this;
  }

  private static long eventsIn(Pipeline<?> pipeline) {
    Ledger now = pipeline.totals();
    return now.inPipeline();
  }

  private void run() {
    while (!closed) {
      sample();
      if (meanPauseNanos > 0) {
        LockSupport.parkNanos(this, Math.round(meanPauseNanos * random.nextExponential()));
      } else {
        Thread.onSpinWait();
      }
    }
  }

  private synchronized void sample() {
    long nowNanos = System.nanoTime();
    long events = eventsIn(pipeline);
    eventSeconds += (lastEvents + events) / 2.0 * (nowNanos - lastNanos) / 1e9;
    lastNanos = nowNanos;
    lastEvents = events;
  }

  /** Sum over all events of the time that each has been in the pipeline, until now. */
  synchronized double eventSeconds() {
    sample();
    return eventSeconds;
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
