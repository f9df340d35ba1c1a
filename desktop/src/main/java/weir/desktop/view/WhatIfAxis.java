package weir.desktop.view;

import weir.desktop.model.StickyTop;
import weir.desktop.model.WhatIfCurve;

/** Makes the vertical axis of a curve over numbers of workers; it does not jitter. */
final class WhatIfAxis {

  private static final double MICROS = 1e6;

  /** A shorter time is none. */
  private static final double SHORTEST_MICROS = 1;

  private final WhatIfCurve curve;
  private final StickyTop top = new StickyTop(1);

  /** Of the reciprocal of the axis's bottom. */
  private final StickyTop bottom = new StickyTop(1e-12);

  WhatIfAxis(WhatIfCurve curve) {
    this.curve = curve;
  }

  /** Where a value is on the axis, which tells times in microseconds. */
  double onAxis(double value) {
    return isTime() ? value * MICROS : value;
  }

  private boolean isTime() {
    return curve == WhatIfCurve.WAIT || curve == WhatIfCurve.P99;
  }

  /**
   * The axis for what is on show.
   *
   * @param range values on the axis
   * @param nanos any clock
   */
  ValueAxis over(Layer.Range range, long nanos) {
    double largest = Math.max(1, range.isEmpty() ? 0 : range.largest());
    if (curve == WhatIfCurve.THROUGHPUT) {
      return LinearAxis.withTop(top.fit(largest, nanos, false), false);
    }
    if (curve == WhatIfCurve.BACKLOG) {
      return new LogCountAxis(top.fit(Math.max(10, largest), nanos, false));
    }
    if (range.isEmpty()) {
      return LogAxis.over(1_000, 1_000_000);
    }
    double least = Math.max(SHORTEST_MICROS, range.least());
    double low = 1 / bottom.fit(1 / least, nanos, false);
    return new LogAxis(low, Math.max(top.fit(largest, nanos, false), 10 * low));
  }
}
