package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.settings.ServiceTimeModel;
import weir.core.theory.Measurement;
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

  private final ArrayDeque<WindowSlice> slices = new ArrayDeque<>();
  private @Nullable Snapshot latest;

  /** The last sums: theory, verdict and figures mostly want the same. */
  private @Nullable Sums sums;

  private record Sums(
      Snapshot at, List<WindowSlice> slices, Histogram service, Histogram response) {}

  /** Since when nothing has come and nothing has been in the pipeline, nor was anything set. */
  private long idleSinceNanos;

  void clear() {
    slices.clear();
    latest = null;
    sums = null;
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
      idleSinceNanos = snapshot.uptimeNanos();
    }
    latest = snapshot;
    while (!slices.isEmpty() && isPast(slices.getFirst(), snapshot)) {
      slices.removeFirst();
    }
  }

  /** The time before a load says nothing of the load. */
  private boolean isPast(WindowSlice first, Snapshot now) {
    return now.uptimeNanos() - first.startNanos > WINDOW_NANOS
        || (first.isIdle() && slices.size() > 1);
  }

  private void extend(Snapshot before, Snapshot now) {
    WindowSlice slice = slices.peekLast();
    boolean asBefore = slice != null && slice.isUnder(now);
    if (slice == null || !asBefore || slice.endNanos - slice.startNanos >= SLICE_NANOS) {
      slice = new WindowSlice(before, now);
      slices.addLast(slice);
    }
    if (!asBefore) {
      idleSinceNanos = before.uptimeNanos();
    }
    slice.add(before, now);
    if (offered(now) > offered(before) || now.ledger().inPipeline() > 0) {
      idleSinceNanos = now.uptimeNanos();
    }
  }

  private static long offered(Snapshot snapshot) {
    return snapshot.ledger().offered();
  }

  /**
   * The window as it stands.
   *
   * @param capacity events that may wait; empty if there is no bound
   * @return the observation; empty before the second snapshot
   */
  Optional<Observation> observe(OptionalInt capacity) {
    Snapshot now = latest;
    return now == null ? Optional.empty() : observe(sums(now, slices), capacity);
  }

  /**
   * What was measured since anything was last set, in the same window.
   *
   * @param capacity events that may wait; empty if there is no bound
   * @return the measurement; empty before the second snapshot
   */
  Optional<Measurement> measure(OptionalInt capacity) {
    Snapshot now = latest;
    if (now == null) {
      return Optional.empty();
    }
    Sums same = sums(now, underTheSame(now));
    boolean rejectionsCounted = now.ledger().rejected().isPresent();
    double idleSeconds = (now.uptimeNanos() - idleSinceNanos) / 1e9;
    return observe(same, capacity)
        .map(
            seen ->
                new WindowSum(same.slices, seen, same.service, same.response)
                    .measurement(idleSeconds, rejectionsCounted));
  }

  /** The histograms of slices as they are at a snapshot; nobody changes them. */
  private Sums sums(Snapshot now, Collection<WindowSlice> of) {
    List<WindowSlice> wanted = List.copyOf(of);
    Sums last = sums;
    if (last == null || !last.at.equals(now) || !last.slices.equals(wanted)) {
      last =
          new Sums(
              now,
              wanted,
              WindowSum.merged(wanted, slice -> slice.service),
              WindowSum.merged(wanted, slice -> slice.response));
      sums = last;
    }
    return last;
  }

  /**
   * Mean wait of the events that ended since anything was last set, in the same window: for a
   * worker, and for the resource.
   *
   * @return seconds; empty if none ended, or nobody measures waits
   */
  OptionalDouble meanWaitSeconds() {
    Snapshot now = latest;
    double micros = 0;
    long waits = 0;
    for (WindowSlice slice : now == null ? List.<WindowSlice>of() : underTheSame(now)) {
      micros += slice.waitMicros + slice.resourceWaitMicros;
      waits += slice.waits;
    }
    return waits == 0 ? OptionalDouble.empty() : OptionalDouble.of(micros / waits / MICROS);
  }

  /** The newest slices in which nothing was set, and which no freeze has ended in. */
  private List<WindowSlice> underTheSame(Snapshot now) {
    List<WindowSlice> same = new ArrayList<>();
    boolean thawed = false;
    double frozenSeconds = 0;
    int frozenSlices = 0;
    for (WindowSlice slice : slices.reversed()) {
      if (!slice.isUnder(now)) {
        break;
      }
      same.addFirst(slice);
      if (!slice.frozen) {
        thawed = true;
        frozenSeconds = 0;
        frozenSlices = 0;
      } else if (thawed) {
        frozenSeconds += slice.seconds();
        frozenSlices++;
        if (frozenSeconds >= WindowSum.FROZEN_SECONDS) {
          return same.subList(frozenSlices, same.size());
        }
      }
    }
    return same;
  }

  private static Optional<Observation> observe(Sums sums, OptionalInt capacity) {
    Snapshot now = sums.at;
    List<WindowSlice> slices = sums.slices;
    double seconds = 0;
    long arrivals = 0;
    for (WindowSlice slice : slices) {
      seconds += slice.seconds();
      arrivals += slice.arrivals;
    }
    if (!(seconds > 0)) {
      return Optional.empty();
    }
    double rate = arrivals / seconds;
    Histogram service = sums.service;
    double mean = service.getTotalCount() == 0 ? 0 : service.getMean();
    double variation = mean == 0 ? 0 : service.getStdDeviation() / mean;
    long firstHalf = arrivalsOfFirst(slices, seconds / 2);
    int workers = WindowSlice.workers(now);
    List<WindowSlice> lately = secondHalf(slices);
    return Optional.of(
        new Observation(
            new Observation.Arrivals(
                arrivals,
                rate,
                firstHalf,
                arrivals - firstHalf,
                dispersion(slices, rate),
                slices.size(),
                quietSeconds(slices)),
            new Observation.Services(
                service.getTotalCount(), mean / MICROS, variation * variation, tailIndex(now)),
            workers,
            slices.stream().anyMatch(slice -> slice.workers != workers),
            capacity.orElse(Observation.UNBOUNDED),
            new Observation.Population(
                now.ledger().backlog(),
                now.ledger().inFlight(),
                slices.getFirst().firstInPipeline,
                least(slices),
                most(slices),
                least(lately),
                most(lately))));
  }

  private static long least(List<WindowSlice> slices) {
    return slices.stream().mapToLong(slice -> slice.leastInPipeline).min().orElseThrow();
  }

  private static long most(List<WindowSlice> slices) {
    return slices.stream().mapToLong(slice -> slice.mostInPipeline).max().orElseThrow();
  }

  /** The slices of the second half of the time, one at least. */
  private static List<WindowSlice> secondHalf(List<WindowSlice> slices) {
    long end = slices.getLast().endNanos;
    long middle = end - (end - slices.getFirst().startNanos) / 2;
    List<WindowSlice> late = slices.stream().filter(slice -> slice.startNanos >= middle).toList();
    return late.isEmpty() ? List.of(slices.getLast()) : late;
  }

  private static double quietSeconds(List<WindowSlice> slices) {
    double seconds = 0;
    for (WindowSlice slice : slices.reversed()) {
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
    Snapshot now = latest;
    if (now == null) {
      return Double.NaN;
    }
    Histogram response = sums(now, slices).response;
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

  /** Slices differ in length; the one in the middle is shared out evenly. */
  private static long arrivalsOfFirst(List<WindowSlice> slices, double seconds) {
    double left = seconds;
    double arrivals = 0;
    Iterator<WindowSlice> iterator = slices.iterator();
    while (iterator.hasNext() && left > 0) {
      WindowSlice slice = iterator.next();
      double share = Math.min(1, left / Math.max(slice.seconds(), 1e-9));
      arrivals += share * slice.arrivals;
      left -= slice.seconds();
    }
    return Math.round(arrivals);
  }

  /** Pearson's statistic, which allows for slices of different lengths. */
  private static double dispersion(List<WindowSlice> slices, double rate) {
    if (slices.size() < 2 || rate == 0) {
      return Double.NaN;
    }
    double sum = 0;
    for (WindowSlice slice : slices) {
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
