package weir.desktop.view;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.figures.ResourceUse;
import weir.desktop.model.CurveSpan;
import weir.desktop.model.Figures;
import weir.desktop.model.HeatColumn;
import weir.desktop.model.LatencyBins;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ServiceTimeCounts;
import weir.desktop.model.ServiceTimeCurve;
import weir.desktop.model.SpanFigures;
import weir.desktop.model.StickyTop;
import weir.desktop.model.TimeWindow;

/** How many events took how long, and over it what the resource's settings make of as many. */
final class ServiceTimeCard implements PlainChart.Picture {

  private static final long RENEWED_NANOS = 500_000_000;

  private final PanelModel model;
  private final ObjectProperty<LatencyClock> clock =
      new SimpleObjectProperty<>(LatencyClock.SERVICE);
  private final ObjectProperty<CurveSpan> span = new SimpleObjectProperty<>(CurveSpan.WINDOW);
  private final Ink bars = new Ink("resource-ink");
  private final Ink line = new Ink("p99-ink");
  private final StickyTop top = new StickyTop(5);
  private final PlainChart chart = new PlainChart(this, List.of(bars, line));
  private final Label basis = new Label();
  private final ReadOnlyStringWrapper mean = new ReadOnlyStringWrapper(Text.UNKNOWN);
  private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper("");
  private final DurationAxis across;
  private ServiceTimeCounts counts = ServiceTimeCounts.NONE;
  private final Renewal renewal = new Renewal(RENEWED_NANOS);

  private ServiceTimeCard(PanelModel model) {
    this.model = model;
    this.across = new DurationAxis(model.charts());
    chart.setId("service-time-chart");
    basis.setId("service-time-basis");
    basis.getStyleClass().add("hint");
    basis.setWrapText(true);
    basis.setMinHeight(Label.USE_PREF_SIZE);
    model.figuresProperty().subscribe(now -> renew(false));
    model.frameProperty().subscribe(now -> renew(false));
    clock.subscribe(now -> renew(true));
    span.subscribe(now -> renew(true));
    model.viewport().firstProperty().subscribe(now -> renew(true));
    model.viewport().secondProperty().subscribe(now -> renew(true));
    chart.positionProperty().subscribe(now -> read());
  }

  static DetailTab.Content tab(PanelModel model) {
    ServiceTimeCard made = new ServiceTimeCard(model);
    CardPane cards = new CardPane();
    cards.setCards(List.of(made.card()));
    VBox.setVgrow(cards, Priority.ALWAYS);
    return new TabScroll("service-time-tab", new VBox(cards, made.basis), model);
  }

  private ChartCard card() {
    Label title = new Label("Service time");
    title.getStyleClass().add("chart-title");
    title.setMinWidth(Label.USE_PREF_SIZE);
    HBox head =
        new HBox(
            8,
            title,
            PillRow.of(
                "service-clock",
                List.of(LatencyClock.SERVICE, LatencyClock.HOLD),
                it -> it == LatencyClock.HOLD ? "hold" : "service",
                LatencyClock::meaning,
                clock),
            PillRow.of(
                "service-span",
                List.of(CurveSpan.LATELY, CurveSpan.WINDOW, CurveSpan.FIRST, CurveSpan.SECOND),
                CurveSpan::label,
                CurveSpan::meaning,
                span));
    head.setAlignment(Pos.BASELINE_LEFT);
    return new ChartCard(
        new ChartCard.Heading(head, clock.map(LatencyClock::label), "events"),
        List.of(
            new ChartCard.Legend("measured", "Events that took so long, by equal factors.", bars),
            new ChartCard.Legend(
                "as set", "As many events by the distribution that the resource is set to.", line)),
        new ChartCard.Corner("service-mean", mean, "service-readout", readout),
        chart,
        Bindings.createStringBinding(
            () -> clock.get().label() + " of events: " + mean.get() + ".", clock, mean));
  }

  private void renew(boolean wanted) {
    long now = model.history().nowNanos();
    if (!chart.isSeen() || !renewal.isDue(wanted, now)) {
      return;
    }
    TimeWindow window = span.get().window(model.viewport(), now);
    SpanFigures figures =
        window == null
            ? null
            : model.history().figures(window.fromNanos(), window.toNanos(), clock.get());
    mean.set(
        figures == null || figures.latency().getTotalCount() == 0
            ? Text.UNKNOWN
            : "mean " + MeasuredTime.text(figures.latency().getMean()));
    ServiceTimeCurve curve =
        resource()
            .map(use -> ServiceTimeCurve.of(use.settings(), clock.get()))
            .orElse(new ServiceTimeCurve.LeftOut("No curve: this source has no mock resource."));
    counts = new ServiceTimeCounts(figures == null ? null : HeatColumn.of(figures), curve);
    basis.setText(
        window == null
            ? "Nothing is selected: drag over a chart of time, with Shift for A, with Ctrl for B."
            : switch (curve) {
              case ServiceTimeCurve.Known known -> known.basis();
              case ServiceTimeCurve.LeftOut leftOut -> leftOut.why();
            });
    read();
    chart.draw();
  }

  private Optional<ResourceUse> resource() {
    Figures figures = model.figuresProperty().get();
    return figures == null ? Optional.empty() : figures.resource();
  }

  @Override
  public void seenAgain() {
    renew(true);
  }

  @Override
  public LogAxis across() {
    Layer.Range range = new Layer.Range();
    HeatColumn seen = counts.counts();
    if (seen != null && seen.total() > 0) {
      range.include(LatencyBins.fromMicros(seen.lowest()));
      range.include(LatencyBins.fromMicros(seen.highest() + 1));
    }
    return across.over(range, model.history().nowNanos());
  }

  @Override
  public ValueAxis up() {
    boolean fixed = model.charts().fixedAxesProperty().get();
    return LinearAxis.withTop(top.fit(counts.most(), model.history().nowNanos(), fixed), true);
  }

  @Override
  public void paint(PlainChart.Area area) {
    new CountBars(bars, line).paint(area, counts);
  }

  private void read() {
    Double at = chart.positionProperty().get();
    if (at == null) {
      readout.set(counts.counts() == null ? "" : Text.shortCount(counts.total()) + " events");
      return;
    }
    int bin = LatencyBins.of(Math.round(across().value(at)));
    String text =
        MeasuredTime.text(LatencyBins.fromMicros(bin))
            + " to "
            + MeasuredTime.text(LatencyBins.fromMicros(bin + 1))
            + ": "
            + Text.count(counts.measured(bin))
            + (counts.curve() instanceof ServiceTimeCurve.Known
                ? ", as set " + Text.mean(counts.expected(bin))
                : "");
    readout.set(text);
    chart.setAccessibleHelp(text);
  }
}
