package weir.desktop.view;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.SetChangeListener;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LatencySummary;
import weir.desktop.model.CurveSpan;
import weir.desktop.model.Figures;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.PercentileCurve;
import weir.desktop.model.TimeWindow;

/** Percentile curves of one clock, one over another. */
final class PercentilesCard implements PlainChart.Picture {

  /** A curve changes slowly, and takes the histograms of a whole window. */
  private static final long RENEWED_NANOS = 500_000_000;

  private final PanelModel model;
  private final PercentileTable table = new PercentileTable();
  private final PlainChart chart = new PlainChart(this, table.inks());
  private final DurationAxis up;
  private final Map<CurveSpan, PercentileCurve> curves = new EnumMap<>(CurveSpan.class);
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper readout = new ReadOnlyStringWrapper("");
  private final Renewal renewal = new Renewal(RENEWED_NANOS);

  private PercentilesCard(PanelModel model) {
    this.model = model;
    this.up = new DurationAxis(model.charts());
    chart.setId("percentile-chart");
    model.figuresProperty().subscribe(now -> renew(false));
    model.frameProperty().subscribe(now -> renew(false));
    model.charts().clockProperty().subscribe(now -> renew(true));
    model.viewport().firstProperty().subscribe(now -> renew(true));
    model.viewport().secondProperty().subscribe(now -> renew(true));
    table.chosenProperty().subscribe(now -> renew(true));
    table.chosenProperty().get().addListener((SetChangeListener<CurveSpan>) change -> renew(true));
    chart.positionProperty().subscribe(now -> read());
  }

  static DetailTab.Content tab(PanelModel model) {
    PercentilesCard made = new PercentilesCard(model);
    CardPane cards = new CardPane();
    cards.setCards(List.of(made.card()));
    VBox.setVgrow(cards, Priority.ALWAYS);
    return new TabScroll("percentiles-tab", new VBox(cards, made.table), model);
  }

  private ChartCard card() {
    return new ChartCard(
        new ChartCard.Heading(
            new ClockChoice(model, "percentile-clock"),
            model.charts().clockProperty().map(LatencyClock::label),
            "log · by percentile"),
        List.of(),
        new ChartCard.Corner("percentile-summary", summary, "percentile-readout", readout),
        chart,
        Bindings.createStringBinding(
            () ->
                model.charts().clockProperty().get().label()
                    + " by percentile: "
                    + summary.get()
                    + ".",
            model.charts().clockProperty(),
            summary));
  }

  private void renew(boolean wanted) {
    long now = model.history().nowNanos();
    if (!chart.isSeen() || !renewal.isDue(wanted, now)) {
      return;
    }
    curves.clear();
    for (CurveSpan span : table.chosenProperty()) {
      PercentileCurve curve = curve(span, now);
      if (curve != null) {
        curves.put(span, curve);
      }
    }
    table.show(curves);
    summary.set(summary());
    read();
    chart.draw();
  }

  private @Nullable PercentileCurve curve(CurveSpan span, long now) {
    LatencyClock clock = model.charts().clockProperty().get();
    if (span == CurveSpan.SINCE_RESET) {
      Figures figures = model.figuresProperty().get();
      return figures == null
          ? null
          : PercentileCurve.of(clock.of(figures.latencies()).orElse(LatencySummary.EMPTY));
    }
    TimeWindow window = span.window(model.viewport(), now);
    return window == null
        ? null
        : PercentileCurve.of(
            model.history().figures(window.fromNanos(), window.toNanos(), clock).latency());
  }

  /** Such as {@code p99 8.20 ms}, of the first curve that has one. */
  private String summary() {
    for (PercentileCurve curve : curves.values()) {
      long p99 = curve.named().get(2);
      if (p99 >= 0) {
        return "p99 " + MeasuredTime.text((double) p99);
      }
    }
    return Text.UNKNOWN;
  }

  /** All curves at the cross-hair; without one, why curves end. */
  private void read() {
    Double at = chart.positionProperty().get();
    if (at == null) {
      readout.set("a curve ends where one event is left");
      return;
    }
    double nines = at * across().nines();
    StringJoiner text = new StringJoiner(" · ");
    text.add(NinesAxis.name(nines));
    curves.forEach(
        (span, curve) -> {
          double micros = curve.micros(nines);
          text.add(
              span.label()
                  + " "
                  + (Double.isNaN(micros) ? "too few events" : MeasuredTime.text(micros)));
        });
    readout.set(text.toString());
    chart.setAccessibleHelp(text.toString());
  }

  @Override
  public void seenAgain() {
    renew(true);
  }

  @Override
  public NinesAxis across() {
    return NinesAxis.upTo(
        curves.values().stream()
            .mapToDouble(curve -> Math.log10(Math.max(1.0, (double) curve.count())))
            .max()
            .orElse(0));
  }

  @Override
  public ValueAxis up() {
    Layer.Range range = new Layer.Range();
    for (PercentileCurve curve : curves.values()) {
      curve.points().forEach(point -> range.include(Math.max(1, point.micros())));
    }
    return up.over(range, model.history().nowNanos());
  }

  @Override
  public void paint(PlainChart.Area area) {
    curves.forEach(
        (span, curve) ->
            new PercentileLine(CurveStyle.of(span), table.ink(span)).paint(area, curve));
  }
}
