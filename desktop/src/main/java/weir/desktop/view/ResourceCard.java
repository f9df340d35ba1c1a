package weir.desktop.view;

import java.util.List;
import weir.desktop.model.Gauge;
import weir.desktop.model.PanelModel;
import weir.desktop.model.StickyTop;

/** The chart of the resource's use, and of the workers that use it. */
final class ResourceCard {

  private ResourceCard() {}

  static ChartCard of(PanelModel model) {
    Ink inUse = new Ink("resource-ink");
    Ink requested = new Ink("requested-ink");
    Ink waiting = new Ink("waiting-ink");
    Ink busy = new Ink("in-flight-ink");
    List<Layer> layers =
        List.of(
            GaugeLayer.meanArea(Gauge.RESOURCE_IN_USE, inUse),
            GaugeLayer.lineAboveZero(Gauge.RESOURCE_WAITING, waiting),
            new StepLayer(requested),
            new TwinLayer(Gauge.UTILISATION, busy, 1, ChartFigures::percent));
    List<ChartLine> lines =
        List.of(
            ChartLine.of("in use", Gauge.RESOURCE_IN_USE, inUse, ChartFigures::number),
            ChartLine.of("waiting for it", Gauge.RESOURCE_WAITING, waiting, ChartFigures::number),
            ChartLine.of("workers", Gauge.REQUESTED_WORKERS, requested, ChartFigures::number),
            ChartLine.of("workers busy", Gauge.UTILISATION, busy, ChartFigures::percent));
    StickyTop top = new StickyTop(2);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) -> LinearAxis.withTop(ChartFigures.top(top, range, nanos, model), true),
            () -> layers,
            List.of(inUse, requested, waiting, busy),
            () -> lines);
    return new ChartCard(
        ChartCard.Heading.of("Concurrent resource use", "callers"),
        List.of(
            new ChartCard.Legend("in use", "Callers inside the resource at the same time.", inUse),
            new ChartCard.Legend("waiting", "Callers that wait for the resource.", waiting),
            new ChartCard.Legend("workers", "Workers asked for.", requested),
            new ChartCard.Legend(
                "busy, right axis", "Share of the workers' time that is spent on events.", busy)),
        new ChartCard.Corner(
            "resource-figure",
            Text.shown(
                model.figuresProperty(),
                f -> f.resource().map(use -> Text.count(use.inUse())).orElse(Text.UNKNOWN),
                Text.UNKNOWN),
            "resource-note",
            Text.shown(
                model.figuresProperty(),
                f -> "mean of 11 samples " + Text.mean(f.meanResourceInUse()),
                "")),
        chart);
  }
}
