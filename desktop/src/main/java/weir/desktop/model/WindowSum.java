package weir.desktop.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.LatencyRange;
import weir.core.theory.Measurement;
import weir.core.theory.Observation;
import weir.core.theory.ServiceTimes;
import weir.core.theory.Trend;

/** Slices in which nothing was set, added up to what the rules of the verdict judge. */
record WindowSum(
    List<WindowSlice> slices, Observation seen, Histogram service, Histogram response) {

  private static final double MICROS = 1e6;
  private static final int PARTS = 10;
  private static final int QUANTILES = 200;

  /** Shorter pauses of the resource are part of how it works. */
  static final double FROZEN_SECONDS = 1;

  static Histogram merged(
      Collection<WindowSlice> slices, Function<WindowSlice, List<CompressedHistogram>> histograms) {
    Histogram sum = LatencyRange.newHistogram();
    slices.forEach(slice -> histograms.apply(slice).forEach(each -> each.addTo(sum)));
    return sum;
  }

  /** The measurement; an idle window is as long as nothing has come. */
  Measurement measurement(double idleSeconds, boolean rejectionsCounted) {
    double nanos = 0;
    double busy = 0;
    double workers = 0;
    double backlog = 0;
    long ended = 0;
    long rejected = 0;
    for (WindowSlice slice : slices) {
      nanos += slice.endNanos - slice.startNanos;
      busy += slice.busyNanos;
      workers += slice.workerNanos;
      backlog += slice.backlogNanos;
      ended += slice.ended;
      rejected += slice.rejected;
    }
    boolean idle = slices.stream().allMatch(WindowSlice::isIdle);
    boolean answered = response.getTotalCount() > 0;
    Optional<Measurement.Resource> resource = resource(nanos);
    return new Measurement(
        seen,
        idle ? Math.max(idleSeconds, nanos / 1e9) : nanos / 1e9,
        seen.workers() == 0 || workers <= 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.max(0, busy) / workers),
        backlog / nanos,
        ended,
        rejectionsCounted ? OptionalDouble.of((double) rejected) : OptionalDouble.empty(),
        answered ? OptionalDouble.of(response.getMean() / MICROS) : OptionalDouble.empty(),
        answered
            ? OptionalDouble.of(response.getValueAtPercentile(99) / MICROS)
            : OptionalDouble.empty(),
        serviceTimes(resource),
        resource,
        machine(nanos),
        parts(),
        Optional.empty());
  }

  private Optional<Measurement.Resource> resource(double nanos) {
    return slices
        .getLast()
        .settings
        .map(
            settings -> {
              double inUse = 0;
              double waiting = 0;
              double waitMicros = 0;
              double holdMicros = 0;
              for (WindowSlice slice : slices) {
                inUse += slice.inUseNanos;
                waiting += slice.waitingNanos;
                waitMicros += slice.resourceWaitMicros;
                holdMicros += slice.holdMicros;
              }
              double served = seen.services().count() * seen.services().meanSeconds() * MICROS;
              return new Measurement.Resource(
                  settings.capacity() == 0
                      ? OptionalInt.empty()
                      : OptionalInt.of(settings.capacity()),
                  inUse / nanos,
                  waiting / nanos,
                  served > 0 ? Math.min(1, waitMicros / served) : Double.NaN,
                  seen.services().count() > 0
                      ? holdMicros / seen.services().count() / MICROS
                      : Double.NaN,
                  isFrozen());
            });
  }

  private boolean isFrozen() {
    double seconds = 0;
    for (WindowSlice slice : slices.reversed()) {
      if (!slice.frozen) {
        break;
      }
      seconds += slice.seconds();
    }
    return seconds >= FROZEN_SECONDS;
  }

  private Measurement.Machine machine(double nanos) {
    double spoiled = 0;
    long longest = 0;
    for (WindowSlice slice : slices) {
      spoiled += slice.spoiledNanos;
      longest = Math.max(longest, slice.spoilingMicros);
    }
    return new Measurement.Machine(spoiled / nanos, longest / MICROS);
  }

  private ServiceTimes serviceTimes(Optional<Measurement.Resource> resource) {
    // The spread of what is partly a wait for the resource is not the service's.
    boolean waits = resource.filter(Measurement.Resource::isWaitedFor).isPresent();
    Histogram times = waits ? merged(slices, slice -> slice.hold) : service;
    return times.getTotalCount() == 0
        ? ServiceTimes.UNKNOWN
        : new ServiceTimes(quantiles(times).map(micros -> micros / MICROS).boxed().toList());
  }

  /** The values in the middle of so many equal parts of all, in one pass through the histogram. */
  static DoubleStream quantiles(Histogram times) {
    double[] values = new double[QUANTILES];
    int place = 0;
    for (HistogramIterationValue step : times.recordedValues()) {
      long reached = 2L * QUANTILES * step.getTotalCountToThisValue();
      while (place < QUANTILES && (2L * place + 1) * times.getTotalCount() <= reached) {
        values[place] = step.getValueIteratedTo();
        place++;
      }
    }
    return Arrays.stream(values);
  }

  /** Slices by the part that their middle is in; parts without one are left out. */
  private List<Trend.Part> parts() {
    long start = slices.getFirst().startNanos;
    double length = (slices.getLast().endNanos - start) / (double) PARTS;
    List<Trend.Part> parts = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      double from = start + part * length;
      List<WindowSlice> inside =
          slices.stream()
              .filter(
                  slice -> {
                    double middle = (slice.startNanos + slice.endNanos) / 2.0;
                    return middle >= from && middle < from + length;
                  })
              .toList();
      double seconds = inside.stream().mapToDouble(WindowSlice::seconds).sum();
      if (seconds > 0) {
        parts.add(
            new Trend.Part(
                seconds,
                inside.stream().mapToLong(slice -> slice.arrivals - slice.rejected).sum(),
                inside.stream().mapToLong(slice -> slice.ended).sum()));
      }
    }
    return parts;
  }
}
