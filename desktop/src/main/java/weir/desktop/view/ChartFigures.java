package weir.desktop.view;

import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.StickyTop;

/** What the charts have in common: how their figures read, and where their axes end. */
final class ChartFigures {

  private ChartFigures() {}

  /** The end of an axis from zero on. */
  static double top(StickyTop top, Layer.Range range, long nanos, PanelModel model) {
    return top.fit(
        range.isEmpty() ? 0 : range.largest(), nanos, model.charts().fixedAxesProperty().get());
  }

  static String number(double value) {
    return value == Math.rint(value) ? Text.count((long) value) : Text.mean(value);
  }

  static String seconds(double value) {
    return MeasuredTime.text(value * 1e6);
  }

  static String percent(double share) {
    return Math.round(100 * share) + " %";
  }
}
