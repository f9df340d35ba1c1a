package weir.desktop.view;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import weir.core.figures.Cohort;
import weir.core.figures.LatencySummary;
import weir.desktop.model.Arrivals;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.LatencyView;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The chart of one of the five clocks, by when the events ended or by when they arrived. */
final class LatencyCard {

  private static final double LINE = 2;
  private static final double THIN_LINE = 1.25;

  private final PanelModel model;
  private final Ink p50 = new Ink("p50-ink");
  private final Ink p99 = new Ink("p99-ink");
  private final Ink max = new Ink("max-ink");
  private final Ink mean = new Ink("mean-ink");
  private final Ink spoiled = new Ink("spoiled-ink");

  private LatencyCard(PanelModel model) {
    this.model = model;
  }

  static ChartCard of(PanelModel model) {
    return new LatencyCard(model).card();
  }

  private ChartCard card() {
    TimeChart chart =
        new TimeChart(
            model,
            new DurationAxis(model.charts()),
            this::layers,
            List.of(p50, p99, max, mean, spoiled),
            this::lines);
    ObservableValue<Boolean> byArrival =
        model.charts().latencyViewProperty().map(view -> view == LatencyView.BY_ARRIVAL);
    return new ChartCard(
        new ChartCard.Heading(
            choices(), model.charts().clockProperty().map(LatencyClock::label), "log"),
        List.of(
            new ChartCard.Legend("p50", "Half of the events of each point were faster.", p50),
            new ChartCard.Legend(
                "p99",
                "99 of 100 events were faster; drawn where at least 100 events stand behind it.",
                p99),
            new ChartCard.Legend("max", "The slowest event of each point.", max),
            new ChartCard.Legend(
                "mean",
                "Hollow while events of that second are still in the pipeline: of the response\n"
                    + "time a lower bound, in which each of them counts with its present age.",
                mean,
                byArrival),
            new ChartCard.Legend(
                "spoiled",
                "The machine itself stood still for 10 ms or more, and for a tenth of the median\n"
                    + "response time: these latencies say as much of it as of the pipeline.",
                spoiled,
                model.partsProperty().map(Parts::hiccups))),
        new ChartCard.Corner("response-figure", figure(), "response-note", note()),
        chart);
  }

  private List<ChartLine> lines() {
    if (model.charts().latencyViewProperty().get() == LatencyView.BY_ARRIVAL) {
      return List.of();
    }
    return List.of(
        line(max, "max", LatencyPoint::maxMicros),
        line(p99, "p99", LatencyPoint::p99Micros),
        line(p50, "p50", LatencyPoint::p50Micros));
  }

  private ChartLine line(Ink ink, String name, ToLongFunction<LatencyPoint> micros) {
    LatencyClock clock = model.charts().clockProperty().get();
    return new ChartLine(
        ink,
        moment ->
            ChartLine.latency(
                moment,
                clock,
                point ->
                    micros.applyAsLong(point) < 0
                        ? name + " – (" + point.count() + " events)"
                        : name + " " + MeasuredTime.text((double) micros.applyAsLong(point))));
  }

  private List<Layer> layers() {
    LatencyClock clock = model.charts().clockProperty().get();
    SpoiledLayer bands = new SpoiledLayer(spoiled);
    return switch (model.charts().latencyViewProperty().get()) {
      case BY_COMPLETION ->
          List.of(
              bands,
              new LatencyLayer(clock, LatencyPoint::maxMicros, max, THIN_LINE),
              new LatencyLayer(clock, LatencyPoint::p99Micros, p99, LINE),
              new LatencyLayer(clock, LatencyPoint::p50Micros, p50, LINE));
      case BY_ARRIVAL ->
          List.of(
              bands,
              new CohortLayer(ended(clock, seen -> (double) seen.maxMicros(), 1), max, THIN_LINE),
              new CohortLayer(
                  ended(clock, seen -> (double) seen.p99Micros(), LatencyPoint.SAMPLES_FOR_P99),
                  p99,
                  LINE),
              new CohortLayer(ended(clock, seen -> (double) seen.p50Micros(), 1), p50, LINE),
              new CohortLayer(
                  clock == LatencyClock.RESPONSE
                      ? Cohort::meanAtLeastMicros
                      : ended(clock, LatencySummary::meanMicros, 1),
                  mean,
                  LINE));
    };
  }

  /** Those that have ended first are no sample of a cohort: its figures wait for the last. */
  private static ToDoubleFunction<Cohort> ended(
      LatencyClock clock, ToDoubleFunction<LatencySummary> figure, long fewest) {
    return cohort -> {
      LatencySummary seen = clock.of(cohort.latencies()).orElse(LatencySummary.EMPTY);
      return cohort.ended() < cohort.arrived() || seen.count() < fewest
          ? Double.NaN
          : figure.applyAsDouble(seen);
    };
  }

  private boolean ofAllThatArrived() {
    return model.charts().latencyViewProperty().get() == LatencyView.BY_ARRIVAL
        && model.charts().clockProperty().get() == LatencyClock.RESPONSE;
  }

  private ObservableValue<String> figure() {
    return Bindings.createStringBinding(
        () ->
            ofAllThatArrived()
                ? Text.known(
                    model.figuresProperty().get(),
                    figures -> figures.arrivals().map(Arrivals::inShort).orElse(Text.UNKNOWN),
                    Text.UNKNOWN)
                : Text.known(
                    model.latencyProperty().get(),
                    seen -> seen.count() == 0 ? Text.UNKNOWN : "mean " + Text.mean(seen),
                    Text.UNKNOWN),
        model.figuresProperty(),
        model.latencyProperty(),
        model.charts().clockProperty(),
        model.charts().latencyViewProperty());
  }

  private ObservableValue<String> note() {
    return Bindings.createStringBinding(
        () ->
            Text.known(
                model.latencyProperty().get(),
                seen ->
                    (seen.count() == 0 ? "no event ended" : Text.percentiles(seen))
                        + " · "
                        + model.charts().figureSpanProperty().get().inWords(),
                ""),
        model.latencyProperty(),
        model.charts().figureSpanProperty());
  }

  private Node choices() {
    PillRow views =
        PillRow.of(
            "latency-view",
            List.of(LatencyView.values()),
            LatencyView::label,
            LatencyView::meaning,
            model.charts().latencyViewProperty());
    Shown.only(model.partsProperty().map(Parts::cohorts), views);
    HBox box = new HBox(8, new ClockChoice(model, "latency-clock"), views);
    box.setAlignment(Pos.BASELINE_LEFT);
    return box;
  }
}
