package weir.desktop.model;

import java.util.Optional;
import org.HdrHistogram.Histogram;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.LatencyRange;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
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
  final Histogram service = LatencyRange.newHistogram();
  final Histogram response = LatencyRange.newHistogram();
  final Histogram hold = LatencyRange.newHistogram();

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

  // Samples, each times the time that it stands for.
  double inFlightNanos;
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
    inFlightNanos += (double) now.ledger().inFlight() * nanos;
    backlogNanos += (double) now.ledger().backlog() * nanos;
    now.resource().ifPresent(use -> addUse(use, nanos));
    frozen &= now.resource().map(ResourceUse::frozen).orElse(false);
    service.add(now.interval().serviceTime().decode());
    response.add(now.interval().responseTime().decode());
    resourceWaitMicros += total(now.interval().latencies().resourceWait());
    holdMicros += total(now.interval().latencies().holdTime());
    addWaits(now.interval().latencies().waitTime());
    hold.add(now.interval().latencies().holdTime().decode());
  }

  private void addUse(ResourceUse use, long nanos) {
    inUseNanos += (double) use.inUse() * nanos;
    waitingNanos += (double) use.waiting() * nanos;
  }

  private void addWaits(CompressedHistogram packed) {
    if (!packed.isEmpty()) {
      Histogram micros = packed.decode();
      waits += micros.getTotalCount();
      waitMicros += micros.getMean() * micros.getTotalCount();
    }
  }

  private static double total(CompressedHistogram packed) {
    if (packed.isEmpty()) {
      return 0;
    }
    Histogram micros = packed.decode();
    return micros.getMean() * micros.getTotalCount();
  }

  boolean isIdle() {
    return arrivals == 0 && mostInPipeline == 0;
  }

  double seconds() {
    return (endNanos - startNanos) / 1e9;
  }
}
