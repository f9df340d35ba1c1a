package weir.desktop.view;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.LatencySummary;
import weir.desktop.model.CohortHistory;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.MeasuredTime;

/**
 * Latencies where events arrived: what is drawn, and how it reads at the cross-hair.
 *
 * @param clock which latency
 * @param inks the colours
 */
record LatencyByArrival(LatencyClock clock, LatencyInks inks) {

  /** A cohort is of the events of one second. */
  private static final long REACH_NANOS = TimeUnit.SECONDS.toNanos(1);

  List<Layer> layers() {
    return List.of(
        new SpoiledLayer(inks.spoiled()),
        new CohortLayer(max(), inks.max(), LatencyInks.THIN_LINE),
        new CohortLayer(p99(), inks.p99(), LatencyInks.LINE),
        new CohortLayer(p50(), inks.p50(), LatencyInks.LINE),
        new CohortLayer(mean(), inks.mean(), LatencyInks.LINE));
  }

  List<ChartLine> lines() {
    return List.of(
        new ChartLine(inks.mean(), moment -> text(moment, "mean", mean())),
        new ChartLine(inks.max(), moment -> text(moment, "max", max())),
        new ChartLine(inks.p99(), moment -> text(moment, "p99", p99())),
        new ChartLine(inks.p50(), moment -> text(moment, "p50", p50())));
  }

  private ToDoubleFunction<Cohort> max() {
    return ended(seen -> (double) seen.maxMicros(), 1);
  }

  private ToDoubleFunction<Cohort> p99() {
    return ended(seen -> (double) seen.p99Micros(), LatencyPoint.SAMPLES_FOR_P99);
  }

  private ToDoubleFunction<Cohort> p50() {
    return ended(seen -> (double) seen.p50Micros(), 1);
  }

  private ToDoubleFunction<Cohort> mean() {
    return clock == LatencyClock.RESPONSE
        ? Cohort::meanAtLeastMicros
        : ended(LatencySummary::meanMicros, 1);
  }

  /** Those that have ended first are no sample of a cohort: its figures wait for the last. */
  private ToDoubleFunction<Cohort> ended(ToDoubleFunction<LatencySummary> figure, long fewest) {
    return cohort -> {
      LatencySummary seen = clock.of(cohort.latencies()).orElse(LatencySummary.EMPTY);
      return cohort.ended() < cohort.arrived() || seen.count() < fewest
          ? Double.NaN
          : figure.applyAsDouble(seen);
    };
  }

  private static String text(
      ChartLine.Moment moment, String name, ToDoubleFunction<Cohort> figure) {
    Cohort cohort = nearest(moment);
    if (cohort == null) {
      return "";
    }
    double micros = figure.applyAsDouble(cohort);
    boolean open = cohort.ended() < cohort.arrived();
    if (Double.isNaN(micros)) {
      return open ? "" : name + " – (" + cohort.arrived() + " events)";
    }
    String value = MeasuredTime.text(micros);
    return open
        ? name
            + " at least "
            + value
            + " ("
            + Text.count(cohort.arrived() - cohort.ended())
            + " of "
            + Text.count(cohort.arrived())
            + " have not ended)"
        : name + " " + value;
  }

  /** The cohort that arrived nearest to the moment; null where none did. */
  private static @Nullable Cohort nearest(ChartLine.Moment moment) {
    long reach = Math.max(REACH_NANOS, Math.round(2 * moment.frame().pixelNanos()));
    Cohort nearest = null;
    for (Cohort cohort : moment.frame().history().cohorts().all()) {
      long away = Math.abs(CohortHistory.arrivalNanos(cohort) - moment.nanos());
      if (away <= reach) {
        reach = away;
        nearest = cohort;
      }
    }
    return nearest;
  }
}
