package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import java.util.function.BooleanSupplier;

/**
 * A shipped {@link Worker} that runs on a jcstress actor's thread instead of one of its own.
 * Threads started anew for each of a million tries would leave no time for the tries.
 */
final class StressedWorker {

  /** An event that is there or not. */
  static final class Event {
    private boolean there;

    static boolean move(Event slot, Event target) {
      target.there = slot.there;
      slot.there = false;
      return true;
    }
  }

  private static final long LOST_AFTER_NANOS = 2_000_000_000;

  private final Worker<Event> worker;

  /** A worker of a pool that was made with {@link #newShared(int, int, Runnable)}. */
  StressedWorker(int index, PoolShared<Event> shared) {
    worker = new Worker<>(index, shared, changed -> {});
    shared.gate().useCell(index);
  }

  static PoolShared<Event> newShared(int ringSize, int workers, Runnable handling) {
    PoolBuilder<Event> builder =
        new PoolBuilder<Event>(
                Event::new,
                Event::move,
                index ->
                    event -> {
                      if (event.there) {
                        handling.run();
                      }
                    })
            .ringSize(ringSize)
            .maxWorkers(workers);
    builder.lingerNanos = 0;
    return PoolShared.create(builder.spec(1), builder.orderMaker(), () -> workers);
  }

  static void publish(RingBuffer<Event> ring) {
    if (!ring.tryPublishEvent((event, sequence) -> event.there = true)) {
      throw new IllegalStateException("the ring is full");
    }
  }

  /** Runs until the worker has left. */
  void run() {
    worker.run();
  }

  boolean retire() {
    return worker.retire();
  }

  boolean reactivate() {
    return worker.reactivate();
  }

  Worker.State state() {
    return worker.state();
  }

  /** Waits until something has happened. A wake-up that takes this long is lost. */
  static boolean inTime(BooleanSupplier happened) {
    long startNanos = System.nanoTime();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() - startNanos > LOST_AFTER_NANOS) {
        return false;
      }
      Thread.onSpinWait();
    }
    return true;
  }
}
