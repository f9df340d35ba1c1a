package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;

/**
 * The past ten minutes of one source's life in bounded memory, at three resolutions that are kept
 * side by side. Confined to one thread.
 */
public final class History {

  /** The number of samples that the original panel averages its resource use over. */
  private static final int USE_SAMPLES = 11;

  private final Map<TimeSpan, Track> tracks = new EnumMap<>(TimeSpan.class);
  private final WorkerSteps workers = new WorkerSteps();
  private final CohortHistory cohorts = new CohortHistory();
  private final SpoiledTimes spoiled = new SpoiledTimes();
  private final ThroughputMeter meter = new ThroughputMeter();
  private final Deque<Integer> recentUse = new ArrayDeque<>();
  private @Nullable Snapshot latest;
  private double throughput = Double.NaN;

  History() {
    for (TimeSpan span : TimeSpan.values()) {
      tracks.put(span, new Track(span));
    }
  }

  /** Adds the newest snapshot; one of an earlier uptime starts the history afresh. */
  void add(Snapshot snapshot) {
    Snapshot before = latest;
    long now = snapshot.uptimeNanos();
    if (before != null && now < before.uptimeNanos()) {
      clear();
    } else if (before != null && snapshot.resets() != before.resets()) {
      // The ledger starts at zero: a rate or bucket across that line would be false.
      meter.restart();
      tracks.values().forEach(Track::interruptLatencies);
      workers.mark(new Marker.Reset(now));
    }
    latest = snapshot;
    throughput = meter.add(now, snapshot.ledger().completed());
    snapshot.resource().ifPresent(this::addUse);
    snapshot.workers().ifPresent(count -> workers.add(now, count.requested()));
    workers.dropBefore(now - TimeSpan.TEN_MINUTES.spanNanos());
    cohorts.add(snapshot);
    spoiled.add(snapshot);
    Latencies<Histogram> interval =
        snapshot.interval().latencies().map(CompressedHistogram::decode);
    for (Track track : tracks.values()) {
      track.add(now, snapshot.ledger().backlog(), throughput, interval);
      snapshot.resource().ifPresent(use -> track.resourceInUse().add(now, use.inUse()));
    }
  }

  private void addUse(ResourceUse use) {
    recentUse.addLast(use.inUse());
    if (recentUse.size() > USE_SAMPLES) {
      recentUse.removeFirst();
    }
  }

  /** Marks a time without figures: lines end here, and no rate is taken across it. */
  void interrupt() {
    meter.restart();
    recentUse.clear();
    tracks.values().forEach(Track::interrupt);
  }

  void clear() {
    latest = null;
    throughput = Double.NaN;
    meter.restart();
    recentUse.clear();
    workers.clear();
    cohorts.clear();
    spoiled.clear();
    tracks.values().forEach(Track::clear);
  }

  /**
   * The past at the resolution that suits a width of the time axis.
   *
   * @param span the width
   * @return its track
   */
  public Track track(TimeSpan span) {
    return Objects.requireNonNull(tracks.get(span));
  }

  /**
   * Requested workers over time, and the markers.
   *
   * @return the steps
   */
  public WorkerSteps workers() {
    return workers;
  }

  /**
   * The events by when they arrived.
   *
   * @return the cohorts
   */
  public CohortHistory cohorts() {
    return cohorts;
  }

  /**
   * When the machine itself stood still.
   *
   * @return the times
   */
  public SpoiledTimes spoiled() {
    return spoiled;
  }

  /**
   * The right end of the time axis.
   *
   * @return the server's uptime at the newest snapshot, in nanoseconds; 0 before the first
   */
  public long nowNanos() {
    return latest == null ? 0 : latest.uptimeNanos();
  }

  /** Completions per second over the last second, NaN while unknown. */
  double throughput() {
    return throughput;
  }

  /** Mean resource use over the last eleven samples, NaN before the first or without one. */
  double meanUse() {
    return recentUse.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
  }
}
