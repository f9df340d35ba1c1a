package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
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
    workers = effective(next);
    settings = settings(next);
    firstInPipeline = start.ledger().inPipeline();
    leastInPipeline = firstInPipeline;
    mostInPipeline = firstInPipeline;
  }

  static int effective(Snapshot snapshot) {
    return snapshot.workers().orElseThrow().effective();
  }

  private static Optional<ResourceSettings> settings(Snapshot snapshot) {
    return snapshot.resource().map(ResourceUse::settings);
  }

  /** Whether the same was set as a snapshot says. */
  boolean isUnder(Snapshot snapshot) {
    return workers == effective(snapshot) && settings.equals(settings(snapshot));
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
    Latencies<CompressedHistogram> latencies = now.interval().latencies();
    service.add(latencies.serviceTime().packed());
    response.add(latencies.responseTime().packed());
    resourceWaitMicros += latencies.resourceWait().total();
    holdMicros += latencies.holdTime().total();
    hold.add(latencies.holdTime().packed());
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
