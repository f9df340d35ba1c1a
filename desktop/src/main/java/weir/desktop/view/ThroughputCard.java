package weir.desktop.view;

import java.util.List;
import weir.desktop.model.Gauge;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;
import weir.desktop.model.StickyTop;

/** The chart of what comes, is completed and is turned away, per second. */
final class ThroughputCard {

  private ThroughputCard() {}

  static ChartCard of(PanelModel model) {
    Ink ink = new Ink("throughput-ink");
    Ink arrived = new Ink("arrivals-ink");
    Ink rejected = new Ink("rejected-ink");
    List<Layer> layers =
        List.of(
            GaugeLayer.meanArea(Gauge.COMPLETION_RATE, ink),
            GaugeLayer.line(Gauge.ARRIVAL_RATE, arrived),
            GaugeLayer.lineAboveZero(Gauge.REJECTION_RATE, rejected));
    List<ChartLine> lines =
        List.of(
            ChartLine.of("arrived", Gauge.ARRIVAL_RATE, arrived, Text::rate),
            ChartLine.of("completed", Gauge.COMPLETION_RATE, ink, Text::rate),
            ChartLine.of("rejected", Gauge.REJECTION_RATE, rejected, Text::rate));
    StickyTop top = new StickyTop(1);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) -> LinearAxis.withTop(ChartFigures.top(top, range, nanos, model), false),
            () -> layers,
            List.of(ink, arrived, rejected),
            () -> lines);
    return new ChartCard(
        ChartCard.Heading.of("Throughput", "events/s"),
        List.of(
            new ChartCard.Legend(
                "arrived",
                "Events accepted per second. Where this is above the completions, the backlog\n"
                    + "grows by the difference.",
                arrived),
            new ChartCard.Legend(
                "completed",
                "Completions per second over the last second (longer where they are few).",
                ink,
                model.partsProperty().map(Parts::failures)),
            new ChartCard.Legend(
                "ended",
                "Events per second that completed or failed, over the last second or longer.",
                new Ink("throughput-ink"),
                model.partsProperty().map(parts -> !parts.failures())),
            new ChartCard.Legend(
                "rejected",
                "Events per second that were offered and not taken.",
                rejected,
                model.partsProperty().map(Parts::rejections))),
        new ChartCard.Corner(
            "throughput-figure",
            Text.shown(model.figuresProperty(), f -> Text.rate(f.throughput()), Text.UNKNOWN),
            "service-time-note",
            Text.shown(
                model.figuresProperty(),
                f ->
                    "last second" + f.resource().map(it -> " · " + Text.serviceTime(it)).orElse(""),
                "")),
        chart);
  }
}
