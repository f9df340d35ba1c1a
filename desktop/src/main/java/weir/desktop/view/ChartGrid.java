package weir.desktop.view;

import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Figures;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Track;

/** The four charts over one time axis. */
final class ChartGrid extends GridPane {

  private final PanelModel model;
  private final ObservableValue<@Nullable Figures> figures;

  ChartGrid(PanelModel model) {
    this.model = model;
    this.figures = model.figuresProperty();
    getStyleClass().add("chart-grid");
    addRow(0, backlog(), throughput());
    addRow(1, resource(), LatencyCard.of(model));
    for (int i = 0; i < 2; i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(50);
      getColumnConstraints().add(column);
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(50);
      row.setVgrow(Priority.ALWAYS);
      getRowConstraints().add(row);
    }
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
                ink)),
        new ChartCard.Corner(
            "throughput-figure",
            Text.shown(figures, f -> Text.rate(f.throughput()), Text.UNKNOWN),
            "service-time-note",
            Text.shown(figures, Text::serviceTime, "")),
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
            Text.shown(figures, f -> Text.count(f.resourceInUse()), Text.UNKNOWN),
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
