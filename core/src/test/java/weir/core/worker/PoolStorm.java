package weir.core.worker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A pool under everything at once: several producers into a small ring, workers resized at random
 * down to none, handlers that throw, sleep, yield and get interrupted. Afterwards it tells what
 * became of each event.
 */
final class PoolStorm {

  /** An event that can tell whether it was overwritten while somebody held it. */
  static final class Event {
    int id;
    long check;

    static boolean move(Event slot, Event target) {
      target.id = slot.id;
      // A slot overwritten in the middle of the copy shows here.
      Thread.onSpinWait();
      target.check = slot.check;
      slot.id = -1;
      slot.check = 0;
      return true;
    }
  }

  /** How the storm went. */
  record Report(
      long seed,
      int events,
      int missing,
      int repeated,
      int corrupt,
      int resizes,
      int pauses,
      int highestTarget,
      int highestConcurrency,
      long openLedgers,
      PoolCounts counts,
      long failuresSeen,
      boolean drained,
      boolean closed) {}

  private final int events;
  private final int producers;
  private final int maxWorkers;
  private final long seed;
  private final ElasticWorkerPool<Event> pool;

  private final AtomicIntegerArray handled;
  private final AtomicInteger corrupt = new AtomicInteger();
  private final AtomicInteger concurrency = new AtomicInteger();
  private final AtomicInteger highestConcurrency = new AtomicInteger();
  private final AtomicLong failuresSeen = new AtomicLong();
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> threadFailure = new AtomicReference<>();
  private long openLedgers;
  private int resizes;
  private int pauses;
  private int highestTarget;

  PoolStorm(int events, int producers, int maxWorkers, int ringSize, long seed) {
    this.events = events;
    this.producers = producers;
    this.maxWorkers = maxWorkers;
    this.seed = seed;
    handled = new AtomicIntegerArray(events);
    pool =
        ElasticWorkerPool.builder(Event::new, Event::move, workerIndex -> this::handle)
            .ringSize(ringSize)
            .maxWorkers(maxWorkers)
            .failureListener((workerIndex, sequence, failure) -> failuresSeen.incrementAndGet())
            .buildWorkers();
  }

  Report run(Duration drainTimeout) throws InterruptedException {
    List<Thread> producing = new ArrayList<>();
    for (int producer = 0; producer < producers; producer++) {
      int first = producer;
      producing.add(started("producer-" + producer, () -> produce(first)));
    }
    Thread resizing = started("resizer", this::resizeAtRandom);
    Thread auditing = started("auditor", this::audit);
    for (Thread thread : producing) {
      thread.join();
    }
    over.set(true);
    resizing.join();
    pool.resizeTo(maxWorkers);
    boolean drained = pool.awaitDrained(drainTimeout);
    auditing.join();
    PoolCounts counts = pool.counts();
    boolean closed = pool.close(Duration.ofSeconds(10));
    Throwable failure = threadFailure.get();
    if (failure != null) {
      throw new AssertionError("a thread of the storm failed, seed " + seed, failure);
    }
    int missing = 0;
    int repeated = 0;
    for (int id = 0; id < events; id++) {
      int times = handled.get(id);
      missing += times == 0 ? 1 : 0;
      repeated += times > 1 ? 1 : 0;
    }
    return new Report(
        seed,
        events,
        missing,
        repeated,
        corrupt.get(),
        resizes,
        pauses,
        highestTarget,
        highestConcurrency.get(),
        openLedgers,
        counts,
        failuresSeen.get(),
        drained,
        closed);
  }

  private Thread started(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setUncaughtExceptionHandler(
        (failed, failure) -> {
          threadFailure.compareAndSet(null, failure);
          over.set(true);
        });
    thread.start();
    return thread;
  }

  private void produce(int first) {
    for (int id = first; id < events; id += producers) {
      int published = id;
      while (!pool.ring()
          .tryPublishEvent(
              (event, sequence) -> {
                event.id = published;
                event.check = checkOf(published);
              })) {
        if (threadFailure.get() != null) {
          return;
        }
        LockSupport.parkNanos(1_000);
      }
    }
  }

  private void resizeAtRandom() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    while (!over.get()) {
      int target = random.nextInt(8) == 0 ? 0 : random.nextInt(maxWorkers + 1);
      highestTarget = Math.max(highestTarget, target);
      pool.resizeTo(target);
      resizes++;
      pauses += target == 0 ? 1 : 0;
      LockSupport.parkNanos(random.nextLong(3_000_000));
    }
  }

  private void audit() {
    PoolCounts before = pool.counts();
    while (!over.get()) {
      PoolCounts now = pool.counts();
      boolean closes =
          now.backlog() >= 0
              && now.inFlight() >= 0
              && now.completed() >= before.completed()
              && now.failed() >= before.failed()
              && now.claimed() >= before.claimed();
      openLedgers += closes ? 0 : 1;
      before = now;
      LockSupport.parkNanos(50_000);
    }
  }

  private void handle(Event event) throws Exception {
    int now = concurrency.incrementAndGet();
    try {
      highestConcurrency.accumulateAndGet(now, Math::max);
      if (event.id < 0 || event.id >= events || event.check != checkOf(event.id)) {
        corrupt.incrementAndGet();
        return;
      }
      handled.incrementAndGet(event.id);
      misbehave(event.id);
    } finally {
      concurrency.decrementAndGet();
    }
  }

  // A worker that loses its processor in mid-event is part of the storm.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void misbehave(int id) throws Exception {
    switch (ThreadLocalRandom.current().nextInt(2_000)) {
      case 0 -> throw new IllegalStateException("event " + id + " fails on purpose");
      case 1 -> throw new StackOverflowError("event " + id + " fails on purpose");
      case 2 -> Thread.currentThread().interrupt();
      case 3 -> LockSupport.parkNanos(200_000);
      case 4, 5, 6 -> Thread.yield();
      default -> {}
    }
  }

  private static long checkOf(int id) {
    return (id + 1) * 0x9E37_79B9_7F4A_7C15L;
  }
}
