package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencyRange;
import weir.core.figures.Snapshot;
import weir.core.settings.ServiceTimeModel;
import weir.core.theory.Observation;

/**
 * What was measured over the last half minute, for theory to be fed with. Confined to the FX
 * thread.
 */
final class ObservationWindow {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** Snapshots closer than this are taken together, so that counts say something. */
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private static final double MICROS = 1e6;

  /** What came and ended between two snapshots. */
  private static final class Slice {
    private final long startNanos;
    private long endNanos;
    private long arrivals;
    private long spoilingMicros;
    private long leastInPipeline;
    private long mostInPipeline;
    private final int workers;
    private final long firstInPipeline;
    private final Histogram service = LatencyRange.newHistogram();
    private final Histogram response = LatencyRange.newHistogram();

    Slice(Snapshot start, int workers) {
      this.startNanos = start.uptimeNanos();
      this.endNanos = startNanos;
      this.workers = workers;
      this.firstInPipeline = start.ledger().inPipeline();
      this.leastInPipeline = firstInPipeline;
      this.mostInPipeline = firstInPipeline;
    }

    boolean isIdle() {
      return arrivals == 0 && mostInPipeline == 0;
    }

    double seconds() {
      return (endNanos - startNanos) / 1e9;
    }
  }

  private final ArrayDeque<Slice> slices = new ArrayDeque<>();
  private @Nullable Snapshot latest;

  void clear() {
    slices.clear();
    latest = null;
  }

  void add(Snapshot snapshot) {
    Snapshot before = latest;
    boolean follows =
        before != null
            && before.workers().isPresent()
            && snapshot.workers().isPresent()
            && snapshot.uptimeNanos() > before.uptimeNanos()
            && snapshot.resets() == before.resets()
            && offered(snapshot) >= offered(before);
    if (before != null && follows) {
      extend(before, snapshot);
    } else {
      slices.clear();
    }
    latest = snapshot;
    while (!slices.isEmpty() && isPast(slices.getFirst(), snapshot)) {
      slices.removeFirst();
    }
  }

  /** The time before a load says nothing of the load. */
  private boolean isPast(Slice first, Snapshot now) {
    return now.uptimeNanos() - first.startNanos > WINDOW_NANOS
        || (first.isIdle() && slices.size() > 1);
  }

  private void extend(Snapshot before, Snapshot now) {
    Slice slice = slices.peekLast();
    int workers = effective(now);
    if (slice == null
        || slice.workers != workers
        || slice.endNanos - slice.startNanos >= SLICE_NANOS) {
      slice = new Slice(before, workers);
      slices.addLast(slice);
    }
    slice.endNanos = now.uptimeNanos();
    slice.arrivals += offered(now) - offered(before);
    slice.leastInPipeline = Math.min(slice.leastInPipeline, now.ledger().inPipeline());
    slice.mostInPipeline = Math.max(slice.mostInPipeline, now.ledger().inPipeline());
    slice.spoilingMicros = Math.max(slice.spoilingMicros, now.interval().spoilingMicros());
    slice.service.add(now.interval().serviceTime().decode());
    slice.response.add(now.interval().responseTime().decode());
  }

  private static long offered(Snapshot snapshot) {
    return snapshot.ledger().offered();
  }

  /** Of a snapshot with workers: others have no slices. */
  private static int effective(Snapshot snapshot) {
    return snapshot.workers().orElseThrow().effective();
  }

  /**
   * The window as it stands.
   *
   * @param capacity events that may wait; empty if there is no bound
   * @return the observation; empty before the second snapshot
   */
  Optional<Observation> observe(OptionalInt capacity) {
    Snapshot now = latest;
    if (now == null || slices.isEmpty()) {
      return Optional.empty();
    }
    double seconds = 0;
    long arrivals = 0;
    for (Slice slice : slices) {
      seconds += slice.seconds();
      arrivals += slice.arrivals;
    }
    if (!(seconds > 0)) {
      return Optional.empty();
    }
    double rate = arrivals / seconds;
    Histogram service = merged(false);
    double mean = service.getTotalCount() == 0 ? 0 : service.getMean();
    double variation = mean == 0 ? 0 : service.getStdDeviation() / mean;
    long firstHalf = arrivalsOfFirst(seconds / 2);
    return Optional.of(
        new Observation(
            new Observation.Arrivals(
                arrivals,
                rate,
                firstHalf,
                arrivals - firstHalf,
                dispersion(rate),
                slices.size(),
                quietSeconds()),
            new Observation.Services(
                service.getTotalCount(), mean / MICROS, variation * variation, tailIndex(now)),
            effective(now),
            slices.stream().anyMatch(slice -> slice.workers != effective(now)),
            capacity.orElse(Observation.UNBOUNDED),
            new Observation.Population(
                now.ledger().backlog(),
                now.ledger().inFlight(),
                slices.getFirst().firstInPipeline,
                slices.stream().mapToLong(slice -> slice.leastInPipeline).min().orElseThrow(),
                slices.stream().mapToLong(slice -> slice.mostInPipeline).max().orElseThrow())));
  }

  private double quietSeconds() {
    double seconds = 0;
    Iterator<Slice> newestFirst = slices.descendingIterator();
    while (newestFirst.hasNext()) {
      Slice slice = newestFirst.next();
      if (slice.arrivals > 0) {
        break;
      }
      seconds += slice.seconds();
    }
    return seconds;
  }

  /**
   * Mean response time of the events that ended in the window.
   *
   * @return seconds; NaN if none ended
   */
  double meanResponseSeconds() {
    Histogram response = merged(true);
    return response.getTotalCount() == 0 ? Double.NaN : response.getMean() / MICROS;
  }

  /**
   * The longest time that the machine took at once from everything that ran on it, in intervals
   * that it spoiled.
   *
   * @return microseconds; 0 if it spoiled none
   */
  long spoilingMicros() {
    return slices.stream().mapToLong(slice -> slice.spoilingMicros).max().orElse(0);
  }

  private Histogram merged(boolean response) {
    Histogram sum = LatencyRange.newHistogram();
    for (Slice slice : slices) {
      sum.add(response ? slice.response : slice.service);
    }
    return sum;
  }

  /** Slices differ in length; the one in the middle is shared out evenly. */
  private long arrivalsOfFirst(double seconds) {
    double left = seconds;
    double arrivals = 0;
    Iterator<Slice> iterator = slices.iterator();
    while (iterator.hasNext() && left > 0) {
      Slice slice = iterator.next();
      double share = Math.min(1, left / Math.max(slice.seconds(), 1e-9));
      arrivals += share * slice.arrivals;
      left -= slice.seconds();
    }
    return Math.round(arrivals);
  }

  /** Pearson's statistic, which allows for slices of different lengths. */
  private double dispersion(double rate) {
    if (slices.size() < 2 || rate == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (Slice slice : slices) {
      double expected = rate * slice.seconds();
      double distance = slice.arrivals - expected;
      sum += distance * distance / expected;
    }
    return sum / (slices.size() - 1);
  }

  /** A measured tail says little of its index; the settings of the resource know it. */
  private static double tailIndex(Snapshot snapshot) {
    return snapshot
        .resource()
        .map(use -> use.settings().distribution())
        .filter(ServiceTimeModel.BoundedPareto.class::isInstance)
        .map(model -> ((ServiceTimeModel.BoundedPareto) model).tailIndex())
        .orElse(Double.POSITIVE_INFINITY);
  }
}
