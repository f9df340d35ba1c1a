package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.settings.ResourceSettings;

/**
 * What came and ended between two snapshots, taken together so that counts say something. Nothing
 * was set in it. Confined to the FX thread.
 */
final class WindowSlice {

  final long startNanos;
  final int workers;
  final Optional<ResourceSettings> settings;
  final long firstInPipeline;

  /** Packed: added up, each would take 200 kB for half a minute. */
  final List<CompressedHistogram> service = new ArrayList<>();

  final List<CompressedHistogram> response = new ArrayList<>();
  final List<CompressedHistogram> hold = new ArrayList<>();

  long endNanos;
  long arrivals;
  long ended;
  long rejected;
  long spoilingMicros;
  long spoiledNanos;
  long leastInPipeline;
  long mostInPipeline;
  double resourceWaitMicros;
  double waitMicros;
  long waits;
  double holdMicros;
  boolean frozen = true;

  /** Time that workers spent on events, and time that there were workers. */
  double busyNanos;

  double workerNanos;

  // Samples, each times the time that it stands for.
  double backlogNanos;
  double inUseNanos;
  double waitingNanos;

  /** A slice of a source with workers: of others nothing is asked. */
  WindowSlice(Snapshot start, Snapshot next) {
    startNanos = start.uptimeNanos();
    endNanos = startNanos;
    workers = workers(next);
    settings = settings(next);
    firstInPipeline = start.ledger().inPipeline();
    leastInPipeline = firstInPipeline;
    mostInPipeline = firstInPipeline;
  }

  /**
   * Those that were asked for: where a thread is made for each event, those there are change with
   * every event. Those that are about to leave count until they have.
   */
  static int workers(Snapshot snapshot) {
    WorkerCount count = snapshot.workers().orElseThrow();
    return Math.max(count.requested(), count.effective());
  }

  private static Optional<ResourceSettings> settings(Snapshot snapshot) {
    return snapshot.resource().map(ResourceUse::settings);
  }

  /** Whether the same was set as a snapshot says. */
  boolean isUnder(Snapshot snapshot) {
    return workers == workers(snapshot) && settings.equals(settings(snapshot));
  }

  void add(Snapshot before, Snapshot now) {
    long nanos = now.uptimeNanos() - before.uptimeNanos();
    endNanos = now.uptimeNanos();
    arrivals += now.ledger().offered() - before.ledger().offered();
    ended += now.ledger().ended() - before.ledger().ended();
    rejected += now.ledger().rejected().orElse(0) - before.ledger().rejected().orElse(0);
    leastInPipeline = Math.min(leastInPipeline, now.ledger().inPipeline());
    mostInPipeline = Math.max(mostInPipeline, now.ledger().inPipeline());
    long spoiling = now.interval().spoilingMicros();
    spoilingMicros = Math.max(spoilingMicros, spoiling);
    spoiledNanos += spoiling > 0 ? nanos : 0;
    addWork(before, now, nanos);
    backlogNanos += (double) now.ledger().backlog() * nanos;
    now.resource().ifPresent(use -> addUse(use, nanos));
    frozen &= now.resource().map(ResourceUse::frozen).orElse(false);
    Latencies<CompressedHistogram> latencies = now.interval().latencies();
    service.add(latencies.serviceTime().packed());
    response.add(latencies.responseTime().packed());
    resourceWaitMicros += latencies.resourceWait().total();
    holdMicros += latencies.holdTime().total();
    hold.add(latencies.holdTime().packed());
    if (!latencies.waitTime().isEmpty()) {
      waitMicros += latencies.waitTime().total();
      waits += now.ledger().ended() - before.ledger().ended();
    }
  }

  /** As the workers themselves measure it; else the events at workers stand for the time. */
  private void addWork(Snapshot before, Snapshot now, long nanos) {
    Optional<WorkTime> start = before.workers().flatMap(WorkerCount::time);
    Optional<WorkTime> end = now.workers().flatMap(WorkerCount::time);
    if (start.isPresent() && end.isPresent()) {
      busyNanos += end.get().busyNanos() - start.get().busyNanos();
      workerNanos += end.get().workerNanos() - start.get().workerNanos();
    } else {
      busyNanos += (double) now.ledger().inFlight() * nanos;
      workerNanos += (double) workers(now) * nanos;
    }
  }

  private void addUse(ResourceUse use, long nanos) {
    inUseNanos += (double) use.inUse() * nanos;
    waitingNanos += (double) use.waiting() * nanos;
  }

  boolean isIdle() {
    return arrivals == 0 && mostInPipeline == 0;
  }

  double seconds() {
    return (endNanos - startNanos) / 1e9;
  }
}
