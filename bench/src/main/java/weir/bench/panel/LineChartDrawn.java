package weir.bench.panel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.collections.FXCollections;
import javafx.scene.Scene;
import javafx.scene.chart.LineChart;
import javafx.scene.chart.NumberAxis;
import javafx.scene.chart.XYChart;
import javafx.scene.layout.GridPane;
import javafx.stage.Stage;
import weir.core.figures.Snapshot;

/**
 * Six of the panel's quantities in three charts of JavaFX, told to do no more than needed: they
 * have no symbols and no animation, and their axes do not look for their range.
 */
final class LineChartDrawn implements DrawnWindow {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int points;
  private final List<Line> lines = new ArrayList<>();
  private final List<NumberAxis> times = new ArrayList<>();
  private final GridPane charts = new GridPane();

  private record Line(ToDoubleFunction<Snapshot> value, XYChart.Series<Number, Number> series) {}

  LineChartDrawn(int points) {
    this.points = points;
    add(0, 2_000, it -> it.ledger().backlog(), it -> it.oldestWaitingNanos().orElse(0) / 1e6);
    add(1, 100, it -> it.ledger().accepted() % 97, it -> it.ledger().completed() % 89);
    add(2, 10, it -> it.ledger().inFlight(), it -> it.resource().orElseThrow().waiting());
  }

  private void add(
      int place, double top, ToDoubleFunction<Snapshot> first, ToDoubleFunction<Snapshot> second) {
    NumberAxis time = new NumberAxis(0, 1, points / (double) Drawing.HERTZ / 10);
    NumberAxis value = new NumberAxis(0, top, top / 5);
    time.setAnimated(false);
    value.setAnimated(false);
    LineChart<Number, Number> chart = new LineChart<>(time, value);
    chart.setAnimated(false);
    chart.setCreateSymbols(false);
    for (ToDoubleFunction<Snapshot> each : List.of(first, second)) {
      XYChart.Series<Number, Number> series = new XYChart.Series<>();
      chart.getData().add(series);
      lines.add(new Line(each, series));
    }
    chart.setPrefSize(WIDTH, HEIGHT);
    charts.add(chart, place % 2, place / 2);
    times.add(time);
  }

  @Override
  public void show(Stage stage) {
    stage.setScene(new Scene(charts, WIDTH, HEIGHT));
    stage.show();
  }

  @Override
  public void fill(List<Snapshot> past) {
    List<Snapshot> seen = past.subList(Math.max(0, past.size() - points), past.size());
    for (Line line : lines) {
      line.series()
          .setData(
              FXCollections.observableArrayList(
                  seen.stream().map(each -> point(line, each)).toList()));
    }
  }

  @Override
  public void add(Snapshot snapshot) {
    double now = snapshot.uptimeNanos() / NANOS_PER_SECOND;
    for (NumberAxis time : times) {
      time.setLowerBound(now - points / (double) Drawing.HERTZ);
      time.setUpperBound(now);
    }
    for (Line line : lines) {
      List<XYChart.Data<Number, Number>> data = line.series().getData();
      if (data.size() >= points) {
        data.removeFirst();
      }
      data.add(point(line, snapshot));
    }
  }

  private static XYChart.Data<Number, Number> point(Line line, Snapshot snapshot) {
    return new XYChart.Data<>(
        snapshot.uptimeNanos() / NANOS_PER_SECOND, line.value().applyAsDouble(snapshot));
  }

  @Override
  public void showAll() {
    throw new UnsupportedOperationException("ten hours are more points than a LineChart can draw");
  }
}
