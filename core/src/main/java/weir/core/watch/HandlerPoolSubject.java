package weir.core.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import weir.core.figures.Ledger;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.telemetry.SampledLatencies;
import weir.core.worker.HandlerPool;
import weir.core.worker.PoolCounts;

/**
 * A pool on a ring without a pipeline around it. Slots that were withdrawn are left out of the
 * ledger once workers have come to them. Its handlers are nobody's to wrap, so there are waits, and
 * no service times.
 */
final class HandlerPoolSubject implements Subject {

  private final HandlerPool<?> pool;
  private final Pulse pulse;
  private final Stamps stamps;

  HandlerPoolSubject(HandlerPool<?> pool, Pulse pulse) {
    this.pool = pool;
    this.pulse = pulse;
    stamps =
        new Stamps(
            Stamps.Clock.WAIT, () -> pool.counts().reserved(), () -> pool.counts().claimed());
  }

  @Override
  public SourceKind kind() {
    return SourceKind.POOL;
  }

  @Override
  public String type() {
    return pool.getClass().getSimpleName();
  }

  @Override
  public OptionalInt capacity() {
    return OptionalInt.of(pool.ring().getBufferSize());
  }

  @Override
  public Optional<WorkerRange> range() {
    return Optional.of(new WorkerRange(0, pool.maxWorkers()));
  }

  @Override
  public void resizeTo(int workers) {
    pool.resizeTo(workers);
  }

  @Override
  public Ledger totals() {
    PoolCounts counts = pool.counts();
    return new Ledger(
        counts.reserved() - counts.skipped(),
        counts.completed(),
        OptionalLong.of(counts.failed()),
        OptionalLong.empty(),
        counts.backlog(),
        counts.inFlight());
  }

  @Override
  public Optional<WorkerCount> workers() {
    return Optional.of(new WorkerCount(pool.requestedWorkers(), pool.effectiveWorkers()));
  }

  @Override
  public SampledLatencies latencies() {
    return stamps;
  }

  @Override
  public void start() {
    pulse.add(stamps);
  }

  @Override
  public void letGo() {
    pulse.remove(stamps);
  }

  @Override
  public List<String> remarks() {
    return pool.startFailure()
        .map(
            it ->
                List.of(
                    "workers can't be started, so far " + it.attempts() + " times: " + it.cause()))
        .orElse(List.of());
  }

  @Override
  public boolean hasEnded() {
    return pool.isClosed() && pool.effectiveWorkers() == 0;
  }
}
