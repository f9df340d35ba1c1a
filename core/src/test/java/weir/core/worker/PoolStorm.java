package weir.core.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/**
 * A pool under everything at once: several producers into a small ring, workers resized at random
 * down to none and interrupted from outside, handlers that throw, sleep, yield and interrupt
 * themselves. Afterwards it tells what became of each event.
 */
final class PoolStorm {

  /** Which of the two pools. */
  enum Mode {
    WORKERS,
    TASK_PER_EVENT
  }

  /** What to do. The seed fixes the resizes; the threads' timing is nobody's to fix. */
  record Plan(
      Mode mode,
      int events,
      int producers,
      int maxWorkers,
      int maxBatch,
      int ringSize,
      long seed) {}

  /** How the storm went. */
  record Report(
      Plan plan,
      Duration took,
      long missing,
      long repeated,
      long corrupt,
      int resizes,
      int settlements,
      int pauses,
      int workersStarted,
      int highestTarget,
      int highestConcurrency,
      long overTarget,
      long samples,
      long openLedgers,
      long overlapping,
      long disordered,
      long deaths,
      Duration longestPause,
      long longestPauseSamples,
      PoolCounts counts,
      long failuresSeen,
      boolean drained,
      boolean closed) {

    /** Fails if the storm broke a promise that every pool makes. */
    void assertPromisesKept() {
      assertThat(drained()).as("drained, %s", this).isTrue();
      assertThat(closed()).as("closed, %s", this).isTrue();
      assertThat(missing()).as("missing, %s", this).isZero();
      assertThat(repeated()).as("repeated, %s", this).isZero();
      assertThat(corrupt()).as("corrupt, %s", this).isZero();
      assertThat(openLedgers()).as("ledgers that do not close, %s", this).isZero();
      assertThat(overTarget()).as("over the highest target, %s", this).isZero();
      assertThat(settlements()).as("settlements, %s", this).isPositive();
      assertThat(longestPauseSamples())
          .as("samples without an event, %s", this)
          .isLessThan(LONGEST_PAUSE_SAMPLES);
      assertThat(highestConcurrency()).as("%s", this).isPositive();
      assertThat(counts().reserved()).as("%s", this).isEqualTo(plan.events());
      assertThat(counts().completed() + counts().failed()).isEqualTo(plan.events());
      assertThat(counts().failed()).isEqualTo(failuresSeen()).isPositive();
      assertThat(pauses()).as("resizes to 0, %s", this).isPositive();
    }
  }

  /** Two seconds of the auditor's at least, and more where the machine is busy. */
  private static final long LONGEST_PAUSE_SAMPLES = 20_000;

  private static final int LONGEST_BATCH = 4;

  /** One resize in so many waits until the workers too many have left. */
  private static final int SETTLING = 32;

  /** Events that end, at least, while the first settlement is checked. */
  private static final int SETTLED_EVENTS = 100;

  /** A target to which the pool has come down; compared by identity. */
  private static final class Settled {
    private final int target;

    Settled(int target) {
      this.target = target;
    }
  }

  private static final Settled UNSETTLED = new Settled(Integer.MAX_VALUE);

  private final Plan plan;
  private final RandomGenerator random;
  private final HandlerPool<StormEvent> pool;
  private final StormTally tally;
  private final StormAuditor auditor;
  private final StormKeys keys;

  /** The last thread of each of the places, more or less: somebody to interrupt. */
  private final AtomicReferenceArray<@Nullable Thread> someWorkers;

  private final AtomicInteger workersStarted = new AtomicInteger();
  private final AtomicInteger concurrency = new AtomicInteger();
  private final AtomicInteger highestConcurrency = new AtomicInteger();
  private final AtomicLong overTarget = new AtomicLong();
  private final AtomicLong failuresSeen = new AtomicLong();
  private final AtomicBoolean published = new AtomicBoolean();
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> threadFailure = new AtomicReference<>();
  private int resizes;
  private int settlements;
  private int pauses;

  /** Written by the thread that resizes, before it resizes. */
  private volatile int highestTarget;

  /**
   * What no more events than may be handled at once. Written by the thread that resizes: once the
   * workers are down to the target, and taken back before the next resize.
   */
  private volatile Settled settled = UNSETTLED;

  PoolStorm(Plan plan) {
    this(plan, PoolGate::new);
  }

  PoolStorm(Plan plan, BiFunction<Sequence, List<WorkerCell>, PoolGate> gate) {
    this(plan, StormKeys.none(), builder -> builder.gate(gate));
  }

  /** A storm over a pool that is ordered by key, or is said to be. */
  PoolStorm(Plan plan, StormKeys keys, Consumer<PoolBuilder<StormEvent>> change) {
    this.plan = plan;
    this.keys = keys;
    random = RandomGeneratorFactory.of("L64X128MixRandom").create(plan.seed());
    tally = new StormTally(plan.events());
    someWorkers = new AtomicReferenceArray<>(plan.maxWorkers());
    PoolBuilder<StormEvent> builder =
        new PoolBuilder<>(StormEvent::new, StormEvent::move, workerIndex -> this::handle)
            .ringSize(plan.ringSize())
            .maxWorkers(plan.maxWorkers())
            .maxBatch(plan.maxBatch())
            .failureListener(this::failed);
    keys.prepare(builder);
    change.accept(builder);
    pool =
        plan.mode() == Mode.WORKERS
            ? builder.threadFactory(this::newWorkerThread).buildWorkers()
            : builder.buildTaskPerEvent();
    auditor = new StormAuditor(pool);
  }

  Report run(Duration drainTimeout) throws InterruptedException {
    long startNanos = System.nanoTime();
    List<Thread> producing = new ArrayList<>();
    for (int producer = 0; producer < plan.producers(); producer++) {
      int first = producer;
      producing.add(started("producer-" + producer, () -> produce(first)));
    }
    Thread resizing = started("resizer", this::resizeAtRandom);
    Thread auditing = started("auditor", this::audit);
    for (Thread thread : producing) {
      thread.join();
    }
    published.set(true);
    resizing.join();
    highestTarget = Math.max(1, highestTarget);
    settled = UNSETTLED;
    pool.resizeTo(highestTarget);
    boolean drained = pool.awaitDrained(drainTimeout);
    ended.set(true);
    auditing.join();
    PoolCounts counts = pool.counts();
    boolean closed = pool.close(Duration.ofSeconds(10));
    // The listener is told of what a dead worker left behind when that is gone.
    Waits.until(() -> failuresSeen.get() >= counts.failed(), drainTimeout);
    Throwable failure = threadFailure.get();
    if (failure != null) {
      throw new AssertionError("a thread of the storm failed, " + plan, failure);
    }
    return new Report(
        plan,
        Duration.ofNanos(System.nanoTime() - startNanos),
        tally.missing(),
        tally.repeated(),
        tally.corrupt(),
        resizes,
        settlements,
        pauses,
        workersStarted.get(),
        highestTarget,
        highestConcurrency.get(),
        overTarget.get(),
        auditor.samples(),
        auditor.openLedgers(),
        keys.overlapping(),
        keys.disordered(),
        keys.deaths(),
        Duration.ofNanos(auditor.longestPauseNanos()),
        auditor.longestPauseSamples(),
        counts,
        failuresSeen.get(),
        drained,
        closed);
  }

  /** What was never handled has ended here. */
  private void failed(
      int workerIndex, long sequence, @Nullable StormEvent event, Throwable failure) {
    if (event != null && keys.isNoHandlersFailure(failure)) {
      tally.handled(event);
    }
    failuresSeen.incrementAndGet();
  }

  private Thread newWorkerThread(Runnable task) {
    Thread thread = new Thread(task, "storm-worker");
    someWorkers.set(workersStarted.getAndIncrement() % plan.maxWorkers(), thread);
    return thread;
  }

  private Thread started(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setUncaughtExceptionHandler(
        (failed, failure) -> {
          threadFailure.compareAndSet(null, failure);
          published.set(true);
          ended.set(true);
        });
    thread.start();
    return thread;
  }

  /** Publishes every nth event, one by one and in batches. */
  private void produce(int first) {
    RingBuffer<StormEvent> ring = pool.ring();
    int longestBatch = Math.min(LONGEST_BATCH, plan.ringSize());
    int id = first;
    while (id < plan.events() && threadFailure.get() == null) {
      int left = (plan.events() - id - 1) / plan.producers() + 1;
      int batch = Math.min(left, ThreadLocalRandom.current().nextInt(longestBatch) + 1);
      try {
        long last = ring.tryNext(batch);
        for (long sequence = last - batch + 1; sequence <= last; sequence++) {
          ring.get(sequence).fill(id, sequence);
          id += plan.producers();
        }
        ring.publish(last - batch + 1, last);
      } catch (InsufficientCapacityException full) {
        LockSupport.parkNanos(1_000);
      }
    }
  }

  private void resizeAtRandom() {
    openWithSettlementAndPause();
    while (!published.get()) {
      resize(random.nextInt(8) == 0 ? 0 : random.nextInt(plan.maxWorkers() + 1));
      if (random.nextInt(SETTLING) == 0) {
        settle(pool.requestedWorkers());
      }
      Thread unlucky = someWorkers.get(random.nextInt(plan.maxWorkers()));
      if (unlucky != null) {
        unlucky.interrupt();
      }
      LockSupport.parkNanos(random.nextLong(3_000_000));
    }
  }

  /** What every storm must have had, however soon it is over. */
  private void openWithSettlementAndPause() {
    resize(plan.maxWorkers());
    int target = Math.max(1, plan.maxWorkers() / 2);
    resize(target);
    settle(target);
    long enough = Math.min(plan.events(), eventsEnded() + SETTLED_EVENTS);
    while (eventsEnded() < enough && threadFailure.get() == null) {
      LockSupport.parkNanos(50_000);
    }
    resize(0);
  }

  private long eventsEnded() {
    PoolCounts counts = pool.counts();
    return counts.completed() + counts.failed();
  }

  private void resize(int target) {
    highestTarget = Math.max(highestTarget, target);
    settled = UNSETTLED;
    pool.resizeTo(target);
    resizes++;
    pauses += target == 0 ? 1 : 0;
  }

  private void settle(int target) {
    while (pool.effectiveWorkers() > target && threadFailure.get() == null) {
      LockSupport.parkNanos(50_000);
    }
    settled = new Settled(target);
    settlements++;
  }

  private void audit() {
    while (!ended.get()) {
      auditor.sample();
      LockSupport.parkNanos(100_000);
    }
  }

  private void handle(StormEvent event) throws Exception {
    Settled limit = settled;
    int now = concurrency.incrementAndGet();
    try {
      // A limit that has changed meanwhile says nothing of this moment.
      if (now > highestTarget || (now > limit.target && settled == limit)) {
        overTarget.incrementAndGet();
      }
      highestConcurrency.accumulateAndGet(now, Math::max);
      tally.handled(event);
      keys.begin(event);
      misbehave(event.id);
    } finally {
      keys.end(event);
      concurrency.decrementAndGet();
    }
  }

  // A worker that loses its processor in mid-event is part of the storm.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void misbehave(int id) throws Exception {
    switch (ThreadLocalRandom.current().nextInt(4_000)) {
      case 0 -> throw new IllegalStateException("event " + id + " fails on purpose");
      case 1 -> throw new StackOverflowError("event " + id + " fails on purpose");
      case 2, 3 -> Thread.currentThread().interrupt();
      case 4, 5, 6 -> LockSupport.parkNanos(200_000);
      case 7 -> Thread.sleep(1);
      case 8 -> {
        Thread.currentThread().interrupt();
        Thread.sleep(1);
      }
      case 9, 10, 11, 12, 13, 14 -> Thread.yield();
      default -> {}
    }
  }
}
