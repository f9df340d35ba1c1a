package weir.desktop.view;

import weir.desktop.model.ChartChoice;
import weir.desktop.model.StickyTop;

/** Makes a logarithmic axis of durations whose ends don't jitter. */
final class DurationAxis implements ChartAxis {

  private final ChartChoice charts;
  private final StickyTop top = new StickyTop(10);

  /** Of the reciprocal of the axis's bottom. */
  private final StickyTop bottom = new StickyTop(1e-9);

  /** The axis stays as it is while the user wants that. */
  DurationAxis(ChartChoice charts) {
    this.charts = charts;
  }

  @Override
  public LogAxis over(Layer.Range range, long nanos) {
    boolean fixed = charts.fixedAxesProperty().get();
    if (range.isEmpty()) {
      return LogAxis.over(1_000, 1_000_000);
    }
    // The bottom steps as the top of its reciprocal does.
    double low = 1 / bottom.fit(1 / Math.max(1, range.least()), nanos, fixed);
    double high = top.fit(Math.max(1, range.largest()), nanos, fixed);
    return new LogAxis(low, Math.max(high, 10 * low));
  }
}
