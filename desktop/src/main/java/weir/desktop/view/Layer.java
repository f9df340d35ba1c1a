package weir.desktop.view;

/** One quantity in a chart. */
interface Layer {

  /** Reads the quantity, and widens a range by its values that are in the window. */
  void measure(Frame frame, Range range);

  /**
   * Draws the quantity as it was last read.
   *
   * @param frame what to draw of
   * @param plot the chart, at its place in the sketch
   * @param sketch where to
   */
  void paint(Frame frame, Plot plot, Sketch sketch);

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
