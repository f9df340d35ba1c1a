package weir.bench.disruptor3;

import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.FatalExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.WorkHandler;
import com.lmax.disruptor.WorkerPool;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/** A multi-producer ring with the WorkerPool that Disruptor 4 dropped. Thread-safe. */
public final class Disruptor3WorkerPool {

  private static final class Event {
    private long value;
  }

  private final RingBuffer<Event> ring;
  private final WorkerPool<Event> pool;
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  /**
   * Starts a pool.
   *
   * @param waitStrategy blocking, yielding or sleeping
   * @param ringSize a power of two
   * @param workers 1 or more
   * @param handlers makes the handler of each worker
   */
  public Disruptor3WorkerPool(
      String waitStrategy, int ringSize, int workers, IntFunction<LongConsumer> handlers) {
    ring = RingBuffer.createMultiProducer(Event::new, ringSize, waitStrategyNamed(waitStrategy));
    pool =
        new WorkerPool<>(
            ring, ring.newBarrier(), new FatalExceptionHandler(), workHandlers(workers, handlers));
    ring.addGatingSequences(pool.getWorkerSequences());
    Executor executor =
        task -> {
          Thread thread = new Thread(task, "disruptor3-worker");
          threads.add(thread);
          thread.start();
        };
    pool.start(executor);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static WorkHandler<Event>[] workHandlers(
      int workers, IntFunction<LongConsumer> handlers) {
    WorkHandler<Event>[] workHandlers = new WorkHandler[workers];
    for (int worker = 0; worker < workers; worker++) {
      LongConsumer handler = handlers.apply(worker);
      workHandlers[worker] = event -> handler.accept(event.value);
    }
    return workHandlers;
  }

  private static WaitStrategy waitStrategyNamed(String name) {
    return switch (name) {
      case "blocking" -> new BlockingWaitStrategy();
      case "yielding" -> new YieldingWaitStrategy();
      case "sleeping" -> new SleepingWaitStrategy();
      default -> throw new IllegalArgumentException("no wait strategy is named " + name);
    };
  }

  /**
   * Publishes an event if there is room.
   *
   * @param value what the event carries
   * @return false if the ring is full; nothing was published
   */
  public boolean offer(long value) {
    long sequence;
    try {
      sequence = ring.tryNext();
    } catch (InsufficientCapacityException e) {
      return false;
    }
    ring.get(sequence).value = value;
    ring.publish(sequence);
    return true;
  }

  /** Waits until the ring is empty, and for the workers to leave. */
  public void stop() throws InterruptedException {
    pool.drainAndHalt();
    for (Thread thread : threads) {
      thread.join();
    }
  }
}
