package weir.desktop.view;

import weir.desktop.model.History;
import weir.desktop.model.TimeSpan;

/** One quantity in a chart. */
interface Layer {

  /** Widens a range by the values that are in the window. */
  void measure(History history, TimeSpan span, TimeWindow window, Range range);

  /** Draws the quantity. */
  void paint(History history, TimeSpan span, Plot plot);

  /** The smallest and largest value that a chart must show. */
  final class Range {

    private double least = Double.POSITIVE_INFINITY;
    private double largest = Double.NEGATIVE_INFINITY;

    void include(double value) {
      if (!Double.isNaN(value)) {
        least = Math.min(least, value);
        largest = Math.max(largest, value);
      }
    }

    boolean isEmpty() {
      return least > largest;
    }

    double least() {
      return least;
    }

    double largest() {
      return largest;
    }
  }
}
