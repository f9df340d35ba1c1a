package weir.desktop.view;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import weir.desktop.model.ChartChoice;
import weir.desktop.model.HeatColumn;
import weir.desktop.model.HeatColumns;
import weir.desktop.model.LatencyBins;
import weir.desktop.model.StickyTop;

/** Events by when they ended and how long they took: the more of them in a cell, the stronger. */
final class HeatLayer implements Layer {

  private final ChartChoice charts;
  private final HeatPalette palette;
  private final Runnable again;
  private final HeatImage image = new HeatImage();
  private final StickyTop top = new StickyTop(10);
  private final ReadOnlyDoubleWrapper topCount = new ReadOnlyDoubleWrapper(10);
  private final ReadOnlyLongWrapper events = new ReadOnlyLongWrapper();
  private HeatColumns columns = new HeatColumns(1, List.of(), true);

  /**
   * Creates the layer.
   *
   * @param charts which clock
   * @param palette its colours
   * @param again asks for another drawing, where there is more to read than one should wait for
   */
  HeatLayer(ChartChoice charts, HeatPalette palette, Runnable again) {
    this.charts = charts;
    this.palette = palette;
    this.again = again;
  }

  /** The count that has the last colour. */
  ReadOnlyDoubleProperty topProperty() {
    return topCount.getReadOnlyProperty();
  }

  /** Events on show. */
  ReadOnlyLongProperty eventsProperty() {
    return events.getReadOnlyProperty();
  }

  @Override
  public void measure(Frame frame, Range range) {
    columns = frame.history().heat(charts.clockProperty().get(), frame.window());
    long most = 0;
    long total = 0;
    for (HeatColumn column : columns.columns()) {
      range.include(LatencyBins.fromMicros(column.lowest()));
      range.include(LatencyBins.fromMicros(column.highest() + 1));
      most = Math.max(most, column.most());
      total += column.total();
    }
    boolean fixed = charts.fixedAxesProperty().get();
    topCount.set(top.fit((double) most, frame.history().nowNanos(), fixed));
    events.set(total);
    if (!columns.complete()) {
      again.run();
    }
  }

  @Override
  public void paint(Frame frame, Plot plot, Sketch sketch) {
    long from = Math.floorDiv(frame.window().fromNanos(), columns.columnNanos());
    long to = Math.floorDiv(frame.window().toNanos(), columns.columnNanos());
    image.write(columns, from, to, palette, topCount.get());
    int low = 0;
    while (low < LatencyBins.COUNT - 1
        && plot.axis().position(LatencyBins.fromMicros(low + 1)) <= 0) {
      low++;
    }
    int high = LatencyBins.COUNT - 1;
    while (high > low && plot.axis().position(LatencyBins.fromMicros(high)) >= 1) {
      high--;
    }
    int lowest = low;
    int highest = high;
    sketch.live((graphics, shown) -> image.draw(graphics, shown, from, to, lowest, highest));
  }

  /** Length of the columns on show, in nanoseconds. */
  long columnNanos() {
    return columns.columnNanos();
  }

  /** How many events are in a cell on show. */
  long count(long nanos, int bin) {
    for (HeatColumn column : columns.columns()) {
      if (nanos >= column.fromNanos() && nanos < column.toNanos()) {
        return column.count(bin);
      }
    }
    return 0;
  }
}
