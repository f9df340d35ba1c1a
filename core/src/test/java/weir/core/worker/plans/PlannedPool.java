package weir.core.worker.plans;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.core.controlled.Stage;
import weir.core.worker.ElasticWorkerPool;
import weir.core.worker.HandlerPool;
import weir.core.worker.PoolBuilder;
import weir.core.worker.PoolCounts;
import weir.core.worker.PublishResult;

/** A pool on a stage, and what is known of its events. */
final class PlannedPool {

  private static final int MOST_EVENTS = 256;
  private static final Duration LONG = Duration.ofHours(1);

  /** What a handler does with an event, once it is checked and counted. */
  @FunctionalInterface
  interface Handler {
    void onEvent(int id) throws Exception;
  }

  final Stage stage;
  final HandlerPool<PlannedEvent> pool;
  final List<Thread> threads = new ArrayList<>();
  private final boolean tasks;
  private final @Nullable PlannedOrder order;
  private final int ringSize;
  private final int[] handled = new int[MOST_EVENTS];
  private Handler handler = id -> {};
  int accepted;
  int started;
  int ended;
  int failed;
  private int nextId;

  private PlannedPool(
      Stage stage,
      boolean tasks,
      int ringSize,
      int maxWorkers,
      int maxBatch,
      @Nullable PlannedOrder order) {
    this.stage = stage;
    this.tasks = tasks;
    this.ringSize = ringSize;
    this.order = order;
    PoolBuilder<PlannedEvent> builder =
        ElasticWorkerPool.<PlannedEvent>builder(
                PlannedEvent::new,
                (slot, target) -> slot.moveTo(stage, target),
                worker -> this::handle)
            .ringSize(ringSize)
            .maxWorkers(maxWorkers)
            .maxBatch(maxBatch)
            .failureListener((worker, sequence, event, failure) -> failed++)
            .threadFactory(this::newThread);
    if (order != null) {
      builder
          .ordered(event -> order.keyOf(event.id))
          .maxWaitingBehindKeys(order.maxWaitingBehindKeys());
    }
    pool = tasks ? builder.buildTaskPerEvent() : builder.buildWorkers();
    stage.neverAsleepWhile(
        "there is work, or a free slot looks taken", () -> isWorkLeft() || isRoomMissing());
  }

  private boolean isWorkLeft() {
    // An event whose key is busy is no work: it is left to whoever holds the key.
    int mayRun = order == null ? pool.requestedWorkers() : Math.min(1, pool.requestedWorkers());
    return accepted > started && started - ended < mayRun;
  }

  /** What was reserved by now is handled, and yet the ring does not have all its slots. */
  private boolean isRoomMissing() {
    RingBuffer<PlannedEvent> ring = pool.ring();
    return ring.getCursor() + 1 == started && ring.remainingCapacity() < ringSize;
  }

  static PlannedPool workers(Stage stage, int ringSize, int maxWorkers, int maxBatch) {
    return new PlannedPool(stage, false, ringSize, maxWorkers, maxBatch, null);
  }

  static PlannedPool tasks(Stage stage, int ringSize, int maxTasks) {
    return new PlannedPool(stage, true, ringSize, maxTasks, 1, null);
  }

  static PlannedPool ordered(
      Stage stage, int ringSize, int maxWorkers, int maxBatch, PlannedOrder order) {
    return new PlannedPool(stage, false, ringSize, maxWorkers, maxBatch, order);
  }

  PlannedPool handling(Handler newHandler) {
    handler = newHandler;
    return this;
  }

  private Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "worker-" + threads.size());
    threads.add(thread);
    return thread;
  }

  private void handle(PlannedEvent event) throws Exception {
    stage.check(event.isIntact(), "a handler was given half an event: " + event.id);
    int id = event.id;
    stage.check(handled[id]++ == 0, "event " + id + " was handled twice");
    started++;
    try {
      if (order != null) {
        order.start(stage, event);
      }
      handler.onEvent(id);
    } finally {
      if (order != null) {
        order.end(id);
      }
      ended++;
    }
  }

  /** Publishes an event and waits for room, for as long as it takes. */
  PublishResult publish() {
    int id = nextId++;
    try {
      return count(pool.publish((event, sequence) -> event.fill(stage, id, sequence), LONG), 1);
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts publishers", e);
    }
  }

  PublishResult tryPublish() {
    int id = nextId++;
    return count(pool.tryPublish((event, sequence) -> event.fill(stage, id, sequence)), 1);
  }

  private PublishResult count(PublishResult result, int events) {
    // Publishers have more to do: what they have stored need not be seen before that.
    stage.step("published");
    accepted += result == PublishResult.ACCEPTED ? events : 0;
    return result;
  }

  /** Publishes events at once, as soon as there is room for all of them. */
  void publishMany(int events) {
    RingBuffer<PlannedEvent> ring = pool.ring();
    while (true) {
      try {
        long last = ring.tryNext(events);
        for (long sequence = last - events + 1; sequence <= last; sequence++) {
          ring.get(sequence).fill(stage, nextId++, sequence);
        }
        ring.publish(last - events + 1, last);
        stage.step("published");
        accepted += events;
        return;
      } catch (InsufficientCapacityException full) {
        stage.sleep(1_000);
      }
    }
  }

  void awaitEnded(int events) {
    stage.await("end of " + events + " events", () -> ended == events);
  }

  void resizeAndAwaitQuiet(int workers) {
    pool.resizeTo(workers);
    stage.awaitQuiet();
    checkSize();
  }

  /** With nothing left to do: as many workers as were asked for, or no task. */
  private void checkSize() {
    int effective = pool.effectiveWorkers();
    int wanted = tasks ? 0 : pool.requestedWorkers();
    stage.check(effective == wanted, effective + " workers, and not " + wanted);
  }

  /** With nothing left to do: the counts are right, and every slot is free. */
  void checkRest() {
    stage.awaitQuiet();
    checkSize();
    PoolCounts counts = pool.counts();
    stage.check(
        counts.reserved() == accepted
            && counts.completed() + counts.failed() == accepted
            && counts.failed() == failed
            && counts.backlog() == 0
            && counts.inFlight() == 0,
        accepted + " events ended, " + failed + " of them failed, and " + counts);
  }

  /** A ring without an event takes as many as it has slots, at once. */
  void checkRoom() {
    pool.resizeTo(0);
    stage.awaitQuiet();
    for (int slot = 0; slot < ringSize; slot++) {
      stage.check(
          tryPublish() == PublishResult.ACCEPTED, "the ring is full although slots are free");
    }
    stage.check(
        tryPublish() == PublishResult.RING_FULL,
        "a publisher was given a slot that holds an event");
  }

  void checkClose() {
    pool.close();
    stage.awaitQuiet();
    stage.check(pool.effectiveWorkers() == 0, pool.effectiveWorkers() + " workers after the close");
    for (Thread thread : threads) {
      stage.check(!stage.isRunning(thread), thread.getName() + " runs after the close");
    }
  }
}
