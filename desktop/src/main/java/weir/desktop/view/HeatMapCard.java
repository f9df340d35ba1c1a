package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.PauseTransition;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.util.Duration;
import weir.desktop.model.LatencyBins;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;

/** All latencies of one clock over time: counts by colour. */
final class HeatMapCard {

  private static final double NANOS_PER_MICRO = 1e3;

  /** Between two steps of a drawing that takes several. */
  private static final Duration STEP = Duration.millis(30);

  private final PanelModel model;
  private final HeatPalette palette = new HeatPalette();
  private final PauseTransition pause = new PauseTransition(STEP);
  private final HeatLayer layer;
  private final TimeChart chart;

  /** The bin under the cross-hair: the pointer is in it, or the arrow keys have chosen it. */
  private int bin = LatencyBins.of(10_000);

  private HeatMapCard(PanelModel model) {
    this.model = model;
    this.layer = new HeatLayer(model.charts(), palette, pause::playFromStart);
    List<Layer> layers = List.of(layer);
    this.chart =
        new TimeChart(
            model,
            new DurationAxis(model.charts()),
            () -> layers,
            palette.inks(),
            () -> List.of(new ChartLine(palette.inks().get(2), this::cell)));
    pause.setOnFinished(event -> chart.requestLayout());
    chart.setId("heat-map");
    chart.addEventFilter(MouseEvent.MOUSE_MOVED, this::point);
    chart.addEventHandler(KeyEvent.KEY_PRESSED, this::press);
  }

  static ChartCard of(PanelModel model) {
    return new HeatMapCard(model).card();
  }

  private ChartCard card() {
    List<ChartCard.Legend> legend = new ArrayList<>();
    for (int stop = 0; stop < HeatPalette.STOPS; stop++) {
      int at = stop;
      legend.add(
          new ChartCard.Legend(
              layer
                  .topProperty()
                  .map(top -> Text.shortCount(HeatPalette.count(at, top.doubleValue()))),
              "Events in a cell of this colour; between these colours the scale is logarithmic.",
              palette.inks().get(stop),
              new SimpleObjectProperty<>(true)));
    }
    return new ChartCard(
        new ChartCard.Heading(
            new ClockChoice(model, "heat-clock"),
            model.charts().clockProperty().map(LatencyClock::label),
            "log · events per cell by colour"),
        legend,
        new ChartCard.Corner(
            "heat-figure",
            layer.eventsProperty().map(count -> Text.shortCount(count.longValue()) + " events"),
            "heat-note",
            note()),
        chart);
  }

  private ObservableValue<String> note() {
    return Bindings.createStringBinding(
        () -> "a column is " + MeasuredTime.text(layer.columnNanos() / NANOS_PER_MICRO),
        layer.eventsProperty());
  }

  /** How the cell under the cross-hair reads, and how it is read out. */
  private String cell(ChartLine.Moment moment) {
    String text = cell(layer.count(moment.nanos(), bin));
    chart.setAccessibleHelp(text);
    return text;
  }

  private String cell(long count) {
    return (count == 1 ? "1 event of " : Text.count(count) + " events of ")
        + MeasuredTime.text(LatencyBins.fromMicros(bin))
        + " to "
        + MeasuredTime.text(LatencyBins.fromMicros(bin + 1));
  }

  private void point(MouseEvent event) {
    Plot plot = chart.plot();
    if (plot != null && plot.axis() instanceof LogAxis axis) {
      double position = (plot.bottom() - event.getY()) / plot.height();
      choose(LatencyBins.of(Math.round(axis.value(Math.clamp(position, 0, 1)))));
    }
  }

  private void press(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> choose(bin + 1);
      case DOWN -> choose(bin - 1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void choose(int next) {
    bin = Math.clamp(next, 0, LatencyBins.COUNT - 1);
    chart.mark(null);
  }
}
