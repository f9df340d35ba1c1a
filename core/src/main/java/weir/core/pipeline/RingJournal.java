package weir.core.pipeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Ledger;
import weir.core.ring.EventRing;
import weir.core.ring.PublishOutcome;
import weir.core.ring.Slot;
import weir.core.worker.FailureListener;
import weir.core.worker.HandlerPool;
import weir.core.worker.PoolBuilder;
import weir.core.worker.PoolCounts;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;
import weir.core.worker.WorkHandlerFactory;

/** What journals have that keep events in a ring until its pool claims them. Thread-safe. */
abstract sealed class RingJournal<P> implements Journal<P> permits MemoryJournal, JournalOnDisk {

  private final boolean publishMayWait;
  private final HandlerPool<Slot<P>> pool;
  private final EventRing<P> ring;

  RingJournal(
      JournalSetup<P> setup,
      WorkHandlerFactory<Slot<P>> handlers,
      FailureListener<? super Slot<P>> failures,
      @Nullable PayloadKey<? super P> key) {
    PipelineSettings settings = setup.settings();
    PoolBuilder<Slot<P>> builder =
        new PoolBuilder<Slot<P>>(Slot::new, Slot::moveTo, handlers)
            .ringSize(settings.ringSize())
            .maxWorkers(settings.maxWorkers())
            .name(settings.name())
            .failureListener(failures);
    if (key != null) {
      builder.ordered(slot -> keyOf(slot, key));
    }
    publishMayWait = settings.fullRing().maxWaitNanos() > 0;
    pool =
        settings.mode() == ExecutionMode.WORKERS
            ? builder.buildWorkers()
            : builder.buildTaskPerEvent();
    ring =
        new EventRing<>(pool, settings.fullRing(), setup.latencies().cohorts(), System::nanoTime);
  }

  private static <P> long keyOf(Slot<P> slot, PayloadKey<? super P> key) {
    String given = key.of(slot.payload());
    return given == null ? PayloadKey.hashOfNone(slot.number()) : PayloadKey.hash(given);
  }

  EventRing<P> ring() {
    return ring;
  }

  @Override
  public boolean publishMayWait() {
    return publishMayWait;
  }

  @Override
  public void closeToPublishers() {
    ring.close();
  }

  @Override
  public Ledger totals() {
    PoolCounts counts = pool.counts();
    // Slots that were reserved too late come last and are no part of the ledger.
    long accepted = ring.acceptedAmong(counts.reserved());
    long claimed = ring.acceptedAmong(counts.claimed());
    return new Ledger(
        accepted,
        counts.completed(),
        counts.failed(),
        ring.rejected(),
        accepted - claimed,
        claimed - counts.completed() - counts.failed());
  }

  @Override
  public long rejected(PublishOutcome reason) {
    return ring.rejected(reason);
  }

  @Override
  public OptionalLong oldestWaitingNanos() {
    long nowNanos = System.nanoTime();
    return OptionalLong.of(pool.oldestWaitingNanos(slot -> slot.ageNanos(nowNanos)));
  }

  @Override
  public void resizeTo(int workers) {
    pool.resizeTo(workers);
  }

  @Override
  public int requestedWorkers() {
    return pool.requestedWorkers();
  }

  @Override
  public int effectiveWorkers() {
    return pool.effectiveWorkers();
  }

  @Override
  public int busyWorkers() {
    return pool.busyWorkers();
  }

  @Override
  public long workerNanos() {
    return pool.workerNanos();
  }

  @Override
  public List<PoolWorker> workers() {
    return pool.workers();
  }

  @Override
  public boolean killWorker(int place) {
    return pool.killWorker(place);
  }

  @Override
  public Optional<StartFailure> startFailure() {
    return pool.startFailure();
  }

  @Override
  public boolean isOwnThread() {
    return pool.isOwnThread();
  }

  @Override
  public boolean awaitDrained(Duration timeout) throws InterruptedException {
    return pool.awaitDrained(timeout);
  }

  @Override
  public boolean closeWorkers(Duration timeout) throws InterruptedException {
    return pool.close(timeout);
  }

  @Override
  public void interruptWorkers() {
    pool.closeNow();
  }
}
