package weir.bench;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import weir.core.worker.ElasticWorkerPool;

/**
 * Time to hand a batch of events with an empty handler to workers and see all of them ended: the
 * elastic pool beside the executors that the JDK has. Read the ratios of one run, not its absolute
 * figures.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class HandOffBenchmark {

  private static final int BATCH = 10_000;
  private static final int RING_SIZE = 1024;

  /** What hands the events over. */
  public enum Contender {
    /** The pool of this project. */
    ELASTIC_POOL,
    /** ThreadPoolExecutor on a bounded ArrayBlockingQueue. */
    EXECUTOR_ARRAY_QUEUE,
    /** ThreadPoolExecutor on an unbounded LinkedBlockingQueue. */
    EXECUTOR_LINKED_QUEUE
  }

  /** A mutable event. */
  public static final class Event {
    private long value;

    static boolean move(Event slot, Event target) {
      target.value = slot.value;
      return true;
    }
  }

  /** Which contender this trial measures. */
  @Param public Contender contender = Contender.ELASTIC_POOL;

  /** Workers that handle the events. */
  @Param({"1", "2", "4"})
  public int workers = 1;

  private final LongAdder handled = new LongAdder();
  private @Nullable ElasticWorkerPool<Event> pool;
  private @Nullable ThreadPoolExecutor executor;

  /** Starts the contender. */
  @Setup(Level.Trial)
  public void start() {
    if (contender == Contender.ELASTIC_POOL) {
      pool =
          ElasticWorkerPool.builder(
                  Event::new, Event::move, workerIndex -> (Event event) -> handled.increment())
              .ringSize(RING_SIZE)
              .maxWorkers(workers)
              .buildWorkers();
      pool.resizeTo(workers);
    } else {
      BlockingQueue<Runnable> queue =
          contender == Contender.EXECUTOR_ARRAY_QUEUE
              ? new ArrayBlockingQueue<>(RING_SIZE)
              : new LinkedBlockingQueue<>();
      executor =
          new ThreadPoolExecutor(
              workers,
              workers,
              0,
              TimeUnit.SECONDS,
              queue,
              // A full queue holds the publisher up, as a full ring does.
              (task, full) -> {
                while (!full.getQueue().offer(task)) {
                  Thread.onSpinWait();
                }
              });
    }
  }

  /**
   * Stops the contender.
   *
   * @throws InterruptedException if the benchmark is interrupted
   */
  @TearDown(Level.Trial)
  public void stop() throws InterruptedException {
    if (pool != null) {
      pool.close(java.time.Duration.ofSeconds(5));
    }
    if (executor != null) {
      executor.shutdown();
      executor.awaitTermination(5, TimeUnit.SECONDS);
    }
  }

  /** Publishes a batch from one thread and waits until every event of it has ended. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void handOff() {
    long goal = handled.sum() + BATCH;
    if (pool != null) {
      publishToPool(pool);
    } else if (executor != null) {
      for (int event = 0; event < BATCH; event++) {
        executor.execute(handled::increment);
      }
    }
    while (handled.sum() < goal) {
      Thread.onSpinWait();
    }
  }

  private static void publishToPool(ElasticWorkerPool<Event> pool) {
    for (int event = 0; event < BATCH; event++) {
      while (!pool.ring().tryPublishEvent((slot, sequence) -> slot.value = sequence)) {
        Thread.onSpinWait();
      }
    }
  }
}
