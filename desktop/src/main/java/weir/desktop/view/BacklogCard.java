package weir.desktop.view;

import java.util.List;
import weir.desktop.model.Figures;
import weir.desktop.model.Gauge;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;
import weir.desktop.model.StickyTop;

/** The chart of what waits, and of how long the oldest has waited. */
final class BacklogCard {

  private BacklogCard() {}

  static ChartCard of(PanelModel model) {
    Ink ink = new Ink("backlog-ink");
    Ink age = new Ink("age-ink");
    List<Layer> layers =
        List.of(
            GaugeLayer.area(Gauge.BACKLOG, ink),
            new TwinLayer(Gauge.OLDEST_WAITING, age, Double.NaN, ChartFigures::seconds));
    List<ChartLine> lines =
        List.of(
            ChartLine.of("backlog", Gauge.BACKLOG, ink, ChartFigures::number),
            ChartLine.of("oldest waits", Gauge.OLDEST_WAITING, age, ChartFigures::seconds));
    StickyTop top = new StickyTop(5);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) ->
                model.charts().logBacklogProperty().get()
                    ? new LogCountAxis(ChartFigures.top(top, range, nanos, model))
                    : LinearAxis.withTop(ChartFigures.top(top, range, nanos, model), true),
            () -> layers,
            List.of(ink, age),
            () -> lines);
    return new ChartCard(
        ChartCard.Heading.of("Backlog", "events"),
        List.of(
            new ChartCard.Legend(
                "waiting", "Events accepted and not yet claimed by a worker.", ink),
            new ChartCard.Legend(
                "oldest, right axis",
                "How long the oldest of them has waited by then.",
                age,
                model.partsProperty().map(Parts::oldestWaiting))),
        new ChartCard.Corner(
            "backlog-now",
            Text.shown(
                model.figuresProperty(), f -> Text.count(f.ledger().backlog()), Text.UNKNOWN),
            "drain-note",
            Text.shown(model.figuresProperty(), BacklogCard::drainTime, "")),
        chart);
  }

  /** How long the backlog lasts at the present rate. */
  private static String drainTime(Figures figures) {
    long backlog = figures.ledger().backlog();
    if (backlog == 0) {
      return "empty";
    }
    double seconds = backlog / figures.throughput();
    return Double.isNaN(seconds) || Double.isInfinite(seconds)
        ? "not draining"
        : "without arrivals, empty in " + MeasuredTime.text(seconds * 1e6);
  }
}
