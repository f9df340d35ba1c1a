package weir.bench.contender;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.time.Duration;
import java.util.function.LongConsumer;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.HandlerPool;
import weir.core.worker.PoolBuilder;

/** The pools of this project. */
public final class WeirContender implements Contender {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** A mutable event. */
  static final class Event {
    private long value;

    long value() {
      return value;
    }

    static boolean move(Event slot, Event target) {
      target.value = slot.value;
      return true;
    }
  }

  private final HandlerPool<Event> pool;

  private WeirContender(HandlerPool<Event> pool, int workers) {
    this.pool = pool;
    pool.resizeTo(workers);
  }

  static WeirContender workers(ContenderSettings settings, int maxBatch) {
    return new WeirContender(
        builder(settings).maxBatch(maxBatch).buildWorkers(), settings.workers());
  }

  static WeirContender ordered(ContenderSettings settings, int maxBatch) {
    return new WeirContender(
        builder(settings)
            .ordered(event -> settings.keyOf(event.value))
            .maxBatch(maxBatch)
            .buildWorkers(),
        settings.workers());
  }

  static WeirContender taskPerEvent(ContenderSettings settings) {
    return new WeirContender(builder(settings).buildTaskPerEvent(), settings.workers());
  }

  private static PoolBuilder<Event> builder(ContenderSettings settings) {
    return ElasticWorkerPool.builder(
            Event::new,
            Event::move,
            worker -> {
              LongConsumer handler = settings.handlers().ofWorker(worker);
              return (Event event) -> handler.accept(event.value);
            })
        .ringSize(settings.backlog())
        .maxWorkers(settings.workers());
  }

  /**
   * Changes the number of workers.
   *
   * @param workers from 0 to what the contender started with
   */
  public void resizeTo(int workers) {
    pool.resizeTo(workers);
  }

  @Override
  public Publisher newPublisher() {
    RingBuffer<Event> ring = pool.ring();
    return value -> offer(ring, value);
  }

  static boolean offer(RingBuffer<Event> ring, long value) {
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

  @Override
  public void stop() throws InterruptedException {
    if (!pool.close(CLOSE_TIMEOUT)) {
      throw new IllegalStateException("workers were still there after " + CLOSE_TIMEOUT);
    }
  }
}
