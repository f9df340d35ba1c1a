package weir.desktop.view;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import weir.desktop.model.Arrivals;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyView;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;
import weir.desktop.model.StickyTop;

/** The chart of one of the five clocks, by when the events ended or by when they arrived. */
final class LatencyCard {

  private final PanelModel model;
  private final LatencyInks inks = LatencyInks.create();
  private final StickyTop top = new StickyTop(10);

  /** Of the reciprocal of the axis's bottom. */
  private final StickyTop bottom = new StickyTop(1e-9);

  private LatencyCard(PanelModel model) {
    this.model = model;
  }

  static ChartCard of(PanelModel model) {
    return new LatencyCard(model).card();
  }

  private ChartCard card() {
    TimeChart chart =
        new TimeChart(
            model, (range, nanos) -> axis(range, nanos), this::layers, inks.all(), this::lines);
    ObservableValue<Boolean> byArrival =
        model.charts().latencyViewProperty().map(view -> view == LatencyView.BY_ARRIVAL);
    return new ChartCard(
        new ChartCard.Heading(
            new LatencyChoices(model),
            model.charts().clockProperty().map(LatencyClock::label),
            "log"),
        List.of(
            new ChartCard.Legend(
                "p50", "Half of the events of each point were faster.", inks.p50()),
            new ChartCard.Legend(
                "p99",
                "99 of 100 events were faster; drawn where at least 100 events stand behind it.",
                inks.p99()),
            new ChartCard.Legend("max", "The slowest event of each point.", inks.max()),
            new ChartCard.Legend(
                "mean",
                "Hollow while events of that second are still in the pipeline: of the response\n"
                    + "time a lower bound, in which each of them counts with its present age.",
                inks.mean(),
                byArrival),
            new ChartCard.Legend(
                "spoiled",
                "The machine itself stood still for 10 ms or more, and for a tenth of the median\n"
                    + "response time: these latencies say as much of it as of the pipeline.",
                inks.spoiled(),
                model.partsProperty().map(Parts::hiccups))),
        new ChartCard.Corner("response-figure", figure(), "response-note", note()),
        chart);
  }

  private ValueAxis axis(Layer.Range range, long nanos) {
    boolean fixed = model.charts().fixedAxesProperty().get();
    if (range.isEmpty()) {
      return LogAxis.over(1_000, 1_000_000);
    }
    // The bottom steps as the top of its reciprocal does.
    double low = 1 / bottom.fit(1 / Math.max(1, range.least()), nanos, fixed);
    double high = top.fit(Math.max(1, range.largest()), nanos, fixed);
    return new LogAxis(low, Math.max(high, 10 * low));
  }

  private List<ChartLine> lines() {
    LatencyClock clock = model.charts().clockProperty().get();
    return switch (model.charts().latencyViewProperty().get()) {
      case BY_COMPLETION -> new LatencyByEnd(clock, inks).lines();
      case BY_ARRIVAL -> new LatencyByArrival(clock, inks).lines();
    };
  }

  private List<Layer> layers() {
    LatencyClock clock = model.charts().clockProperty().get();
    return switch (model.charts().latencyViewProperty().get()) {
      case BY_COMPLETION -> new LatencyByEnd(clock, inks).layers();
      case BY_ARRIVAL -> new LatencyByArrival(clock, inks).layers();
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
}
