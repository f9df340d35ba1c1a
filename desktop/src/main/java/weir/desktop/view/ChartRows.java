package weir.desktop.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Figures;
import weir.desktop.model.Gauge;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;
import weir.desktop.model.StickyTop;

/** The charts over one time axis: four, less those of what the source does not have. */
final class ChartRows extends CardPane {

  private final PanelModel model;
  private final ObservableValue<@Nullable Figures> figures;

  ChartRows(PanelModel model) {
    this.model = model;
    this.figures = model.figuresProperty();
    getStyleClass().add("chart-grid");
    Node backlog = backlog();
    Node throughput = throughput();
    Node resource = resource();
    Node latency = LatencyCard.of(model);
    model
        .partsProperty()
        .subscribe(
            parts ->
                setCards(
                    Stream.of(
                            Stream.of(backlog, throughput),
                            parts.resource() ? Stream.of(resource) : Stream.<Node>empty(),
                            parts.clocks().isEmpty() ? Stream.<Node>empty() : Stream.of(latency))
                        .flatMap(cards -> cards)
                        .toList()));
  }

  private Node backlog() {
    Ink ink = new Ink("backlog-ink");
    Ink age = new Ink("age-ink");
    List<Layer> layers =
        List.of(
            GaugeLayer.area(Gauge.BACKLOG, ink),
            new TwinLayer(Gauge.OLDEST_WAITING, age, Double.NaN, ChartRows::seconds));
    List<ChartLine> lines =
        List.of(
            ChartLine.of("backlog", Gauge.BACKLOG, ink, ChartRows::number),
            ChartLine.of("oldest waits", Gauge.OLDEST_WAITING, age, ChartRows::seconds));
    StickyTop top = new StickyTop(5);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) ->
                model.charts().logBacklogProperty().get()
                    ? new LogCountAxis(fit(top, range, nanos))
                    : LinearAxis.withTop(fit(top, range, nanos), true),
            () -> layers,
            List.of(ink, age),
            () -> lines);
    return new ChartCard(
        ChartCard.Heading.of("Backlog", "events"),
        List.of(
            new ChartCard.Legend(
                "enqueued", "Events accepted and not yet claimed by a worker.", ink)),
        new ChartCard.Corner(
            "backlog-now",
            Text.shown(figures, f -> Text.count(f.ledger().backlog()), Text.UNKNOWN),
            "drain-note",
            Text.shown(figures, ChartRows::drainTime, "")),
        chart);
  }

  private Node throughput() {
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
            (range, nanos) -> LinearAxis.withTop(fit(top, range, nanos), false),
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
            Text.shown(figures, f -> Text.rate(f.throughput()), Text.UNKNOWN),
            "service-time-note",
            Text.shown(figures, f -> f.resource().map(Text::serviceTime).orElse(""), "")),
        chart);
  }

  private Node resource() {
    Ink inUse = new Ink("resource-ink");
    Ink requested = new Ink("requested-ink");
    Ink waiting = new Ink("waiting-ink");
    Ink busy = new Ink("in-flight-ink");
    List<Layer> layers =
        List.of(
            GaugeLayer.meanArea(Gauge.RESOURCE_IN_USE, inUse),
            GaugeLayer.lineAboveZero(Gauge.RESOURCE_WAITING, waiting),
            new StepLayer(requested),
            new TwinLayer(Gauge.UTILISATION, busy, 1, ChartRows::percent));
    List<ChartLine> lines =
        List.of(
            ChartLine.of("in use", Gauge.RESOURCE_IN_USE, inUse, ChartRows::number),
            ChartLine.of("waiting for it", Gauge.RESOURCE_WAITING, waiting, ChartRows::number),
            ChartLine.of("workers", Gauge.REQUESTED_WORKERS, requested, ChartRows::number),
            ChartLine.of("workers busy", Gauge.UTILISATION, busy, ChartRows::percent));
    StickyTop top = new StickyTop(2);
    TimeChart chart =
        new TimeChart(
            model,
            (range, nanos) -> LinearAxis.withTop(fit(top, range, nanos), true),
            () -> layers,
            List.of(inUse, requested, waiting, busy),
            () -> lines);
    return new ChartCard(
        ChartCard.Heading.of("Concurrent resource use", "callers"),
        List.of(
            new ChartCard.Legend("in use", "Callers inside the resource at the same time.", inUse),
            new ChartCard.Legend("waiting", "Callers that wait for the resource.", waiting),
            new ChartCard.Legend("requested workers", "Workers asked for.", requested),
            new ChartCard.Legend(
                "busy", "Share of the workers that handle an event, from 0 to 100 %.", busy)),
        new ChartCard.Corner(
            "resource-figure",
            Text.shown(
                figures,
                f -> f.resource().map(use -> Text.count(use.inUse())).orElse(Text.UNKNOWN),
                Text.UNKNOWN),
            "resource-note",
            Text.shown(figures, f -> "mean of 11 samples " + Text.mean(f.meanResourceInUse()), "")),
        chart);
  }

  private double fit(StickyTop top, Layer.Range range, long nanos) {
    return top.fit(
        range.isEmpty() ? 0 : range.largest(), nanos, model.charts().fixedAxesProperty().get());
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Text.count((long) value) : Text.mean(value);
  }

  private static String seconds(double value) {
    return MeasuredTime.text(value * 1e6);
  }

  private static String percent(double share) {
    return Math.round(100 * share) + " %";
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
