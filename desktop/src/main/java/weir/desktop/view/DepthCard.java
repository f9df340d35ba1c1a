package weir.desktop.view;

import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.figures.DepthSample;
import weir.core.figures.LatencySummary;
import weir.core.figures.WorkerCount;
import weir.core.theory.ResponseAtDepth;
import weir.desktop.model.DepthLine;
import weir.desktop.model.Figures;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.StickyTop;

/** Single events: how long each took, over how many were waiting when it came. */
final class DepthCard implements PlainChart.Picture {

  private static final String NONE =
      "No single events yet. A recording has none, and a watched program does not tell.";
  private static final String BASIS =
      "A dot is an event. The line is what theory says of the workers there are and the mean service"
          + " time since the reset: service time × (1 + (waiting + 1) ÷ workers), while all workers"
          + " are busy.";

  /** A server tells that often. */
  private static final long RENEWED_NANOS = 250_000_000;

  private static final double DOT = 4;

  /** So that many dots at one place are seen to be many. */
  private static final double DOT_OPACITY = 0.45;

  /** What lies around the cross-hair, as a share of the axis. */
  private static final double REACH = 0.015;

  private final PanelModel model;
  private final Ink dots = new Ink("resource-ink");
  private final Ink line = new Ink("p99-ink");
  private final StickyTop right = new StickyTop(10);
  private final StickyTop top = new StickyTop(10);
  private final PlainChart chart = new PlainChart(this, List.of(dots, line));
  private final Label basis = new Label(NONE);
  private final ReadOnlyStringWrapper slope = new ReadOnlyStringWrapper(Text.UNKNOWN);
  private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper("");
  private List<DepthSample.Point> points = List.of();
  private final Renewal renewal = new Renewal(RENEWED_NANOS);

  private DepthCard(PanelModel model) {
    this.model = model;
    chart.setId("depth-chart");
    basis.setId("depth-basis");
    basis.getStyleClass().add("hint");
    basis.setWrapText(true);
    basis.setMinHeight(Label.USE_PREF_SIZE);
    model.figuresProperty().subscribe(now -> renew(false));
    model.frameProperty().subscribe(now -> renew(false));
    model.workersProperty().subscribe(now -> renew(true));
    model.sourceProperty().subscribe(now -> renew(true));
    chart.positionProperty().subscribe(now -> read());
  }

  static DetailTab.Content tab(PanelModel model) {
    DepthCard made = new DepthCard(model);
    CardPane cards = new CardPane();
    cards.setCards(List.of(made.card()));
    VBox.setVgrow(cards, Priority.ALWAYS);
    return new TabScroll("depth-tab", new VBox(cards, made.basis), model);
  }

  private ChartCard card() {
    return new ChartCard(
        ChartCard.Heading.of("Response time by depth", "events waiting on arrival"),
        List.of(
            new ChartCard.Legend("event", "One of the events that ended last.", dots),
            new ChartCard.Legend("theory", "Its mean, while all workers are busy.", line)),
        new ChartCard.Corner("depth-slope", slope, "depth-readout", readout),
        chart,
        Bindings.createStringBinding(
            () -> "Response time by how many were waiting: " + slope.get() + ".", slope));
  }

  private void renew(boolean wanted) {
    long now = model.history().nowNanos();
    if (!chart.isSeen() || !renewal.isDue(wanted, now)) {
      return;
    }
    points = model.depths();
    basis.setText(points.isEmpty() ? NONE : BASIS);
    DepthLine measured = DepthLine.through(points);
    slope.set(
        Double.isNaN(measured.microsPerEvent())
            ? Text.UNKNOWN
            : MeasuredTime.text(measured.microsPerEvent()) + " more for each that waits");
    read();
    chart.draw();
  }

  @Override
  public void seenAgain() {
    renew(true);
  }

  @Override
  public LinearAxis across() {
    long deepest = points.stream().mapToLong(DepthSample.Point::depth).max().orElse(0);
    return LinearAxis.withTop(
        right.fit((double) deepest, model.history().nowNanos(), isFixed()), true);
  }

  @Override
  public ValueAxis up() {
    long longest = points.stream().mapToLong(DepthSample.Point::responseMicros).max().orElse(0);
    return DurationLinearAxis.withTop(
        top.fit((double) longest, model.history().nowNanos(), isFixed()));
  }

  private boolean isFixed() {
    return model.charts().fixedAxesProperty().get();
  }

  @Override
  public void paint(PlainChart.Area area) {
    GraphicsContext graphics = area.graphics();
    graphics.setGlobalAlpha(DOT_OPACITY);
    graphics.setFill(dots.color());
    for (DepthSample.Point point : points) {
      graphics.fillOval(
          area.x((double) point.depth()) - DOT / 2,
          area.plot().y((double) point.responseMicros()) - DOT / 2,
          DOT,
          DOT);
    }
    graphics.setGlobalAlpha(1);
    double end = across().top();
    theory(0)
        .ifPresent(
            first -> {
              graphics.setStroke(line.color());
              graphics.setLineWidth(2);
              graphics.setLineDashes(6, 5);
              graphics.strokeLine(
                  area.x(0),
                  area.plot().y(first),
                  area.x(end),
                  area.plot().y(theory(Math.round(end)).orElse(first)));
              graphics.setLineDashes();
            });
  }

  /** What theory has for a depth, in microseconds; empty where it lacks something. */
  private Optional<Double> theory(long depth) {
    Figures figures = model.figuresProperty().get();
    @Nullable WorkerCount workers = model.workersProperty().get();
    if (figures == null || workers == null || workers.effective() < 1 || points.isEmpty()) {
      return Optional.empty();
    }
    return LatencyClock.SERVICE
        .of(figures.latencies())
        .filter(service -> service.count() > 0)
        .map(LatencySummary::meanMicros)
        .map(mean -> ResponseAtDepth.mean(depth, workers.effective(), mean));
  }

  /** What is around the cross-hair; without one, how many events there are. */
  private void read() {
    Double at = chart.positionProperty().get();
    if (at == null) {
      readout.set(points.isEmpty() ? "" : Text.count(points.size()) + " events");
      return;
    }
    double end = across().top();
    long depth = Math.round(at * end);
    double reach = Math.max(0.5, end * REACH);
    LongSummaryStatistics near =
        points.stream()
            .filter(point -> Math.abs(point.depth() - depth) <= reach)
            .mapToLong(DepthSample.Point::responseMicros)
            .summaryStatistics();
    String text =
        Text.count(depth)
            + " waiting: "
            + (near.getCount() == 0
                ? "no event"
                : MeasuredTime.text((double) near.getMin())
                    + " to "
                    + MeasuredTime.text((double) near.getMax()))
            + theory(depth).map(micros -> " · theory " + MeasuredTime.text(micros)).orElse("");
    readout.set(text);
    chart.setAccessibleHelp(text);
  }
}
