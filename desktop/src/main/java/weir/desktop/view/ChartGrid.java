package weir.desktop.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Figures;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;
import weir.desktop.model.Track;

/** The charts over one time axis: four, less those of what the source does not have. */
final class ChartGrid extends CardPane {

  private final PanelModel model;
  private final ObservableValue<@Nullable Figures> figures;

  ChartGrid(PanelModel model) {
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
    TimeChart chart =
        new TimeChart(
            model,
            range -> LinearAxis.ofCounts(range.largest(), 5),
            () -> List.of(new CurveLayer(Track::backlog, ink)),
            List.of(ink));
    return new ChartCard(
        ChartCard.Heading.of("Backlog", "events"),
        List.of(
            new ChartCard.Legend(
                "enqueued", "Events accepted and not yet claimed by a worker.", ink)),
        new ChartCard.Corner(
            "backlog-now",
            Text.shown(figures, f -> Text.count(f.ledger().backlog()), Text.UNKNOWN),
            "drain-note",
            Text.shown(figures, ChartGrid::drainTime, "")),
        chart);
  }

  private Node throughput() {
    Ink ink = new Ink("throughput-ink");
    TimeChart chart =
        new TimeChart(
            model,
            range -> LinearAxis.upTo(range.largest(), 1),
            () -> List.of(new CurveLayer(Track::throughput, ink)),
            List.of(ink));
    return new ChartCard(
        ChartCard.Heading.of("Throughput", "events/s"),
        List.of(
            new ChartCard.Legend(
                "completed",
                "Completions per second over the last second (longer where they are few).",
                ink,
                model.partsProperty().map(Parts::failures)),
            new ChartCard.Legend(
                "ended",
                "Events per second that completed or failed, over the last second or longer.",
                new Ink("throughput-ink"),
                model.partsProperty().map(parts -> !parts.failures()))),
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
    TimeChart chart =
        new TimeChart(
            model,
            range -> LinearAxis.ofCounts(range.largest(), 2),
            () -> List.of(new CurveLayer(Track::resourceInUse, inUse), new StepLayer(requested)),
            List.of(inUse, requested));
    return new ChartCard(
        ChartCard.Heading.of("Concurrent resource use", "callers"),
        List.of(
            new ChartCard.Legend("in use", "Callers inside the resource at the same time.", inUse),
            new ChartCard.Legend("requested workers", "Workers asked for.", requested)),
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
