package weir.bench.contender;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jctools.queues.MpmcArrayQueue;
import org.jspecify.annotations.Nullable;

/** Threads that take event objects from one queue. */
final class QueueContender implements Contender {

  private static final class Event {
    private final long value;

    Event(long value) {
      this.value = value;
    }
  }

  private interface Taker {
    Event take() throws InterruptedException;
  }

  private static final Event STOP = new Event(-1);

  private static final int SPINS = 100;
  private static final int YIELDS = 10;
  private static final long PARK_NANOS = 50_000;

  private final Queue<Event> queue;
  private final @Nullable ContenderSettings softBound;
  private final List<Thread> threads = new ArrayList<>();

  private QueueContender(
      ContenderSettings settings,
      Queue<Event> queue,
      @Nullable ContenderSettings softBound,
      Taker taker) {
    this.queue = queue;
    this.softBound = softBound;
    for (int worker = 0; worker < settings.workers(); worker++) {
      LongConsumer handler = settings.handlers().ofWorker(worker);
      threads.add(new Thread(() -> consume(taker, handler), "queue-worker"));
    }
    threads.forEach(Thread::start);
  }

  static QueueContender linkedTransferQueue(ContenderSettings settings) {
    LinkedTransferQueue<Event> queue = new LinkedTransferQueue<>();
    return new QueueContender(settings, queue, settings, queue::take);
  }

  static QueueContender mpmcArrayQueue(ContenderSettings settings) {
    MpmcArrayQueue<Event> queue = new MpmcArrayQueue<>(settings.backlog());
    return new QueueContender(settings, queue, null, () -> pollOrBackOff(queue));
  }

  @SuppressWarnings("ThreadPriorityCheck") // The yields are part of the idle strategy.
  private static Event pollOrBackOff(MpmcArrayQueue<Event> queue) {
    int tries = 0;
    Event event;
    while ((event = queue.poll()) == null) {
      tries++;
      if (tries < SPINS) {
        Thread.onSpinWait();
      } else if (tries < SPINS + YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(PARK_NANOS);
      }
    }
    return event;
  }

  private static void consume(Taker taker, LongConsumer handler) {
    try {
      Event event;
      while ((event = taker.take()) != STOP) {
        handler.accept(event.value);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts these threads", e);
    }
  }

  @Override
  public Publisher newPublisher() {
    return new QueuePublisher(queue, softBound == null ? null : new SoftBound(softBound));
  }

  @Override
  public void stop() throws InterruptedException {
    for (int stop = 0; stop < threads.size(); stop++) {
      while (!queue.offer(STOP)) {
        Thread.onSpinWait();
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static final class QueuePublisher implements Publisher {
    private final Queue<Event> queue;
    private final @Nullable SoftBound bound;
    private @Nullable Event refused;

    QueuePublisher(Queue<Event> queue, @Nullable SoftBound bound) {
      this.queue = queue;
      this.bound = bound;
    }

    @Override
    public boolean offer(long value) {
      if (bound != null && !bound.hasRoom()) {
        return false;
      }
      Event event = refused == null ? new Event(value) : refused;
      boolean taken = queue.offer(event);
      refused = taken ? null : event;
      if (taken && bound != null) {
        bound.added();
      }
      return taken;
    }
  }
}
