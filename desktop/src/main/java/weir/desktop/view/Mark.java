package weir.desktop.view;

import java.util.Arrays;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;

/**
 * Points of one kind and colour in a {@link Sketch}, from left to right. It grows to what a drawing
 * needs, and is used again for the next. FX thread only.
 */
abstract sealed class Mark permits LineMark, AreaMark, DotMark {

  private static final int FIRST_CAPACITY = 256;

  /** A point no further away than this is taken as it is, so that nothing is lost by rounding. */
  private static final double NEAR = 64;

  /** Takes points in their order. */
  interface Pen {

    /**
     * Takes the next point.
     *
     * @param joins whether it is joined to the one before
     */
    void point(double x, double high, double low, boolean joins);
  }

  private Color color = Color.GRAY;
  private double[] xs = new double[FIRST_CAPACITY];
  private double[] highs = new double[FIRST_CAPACITY];
  private double[] lows = new double[FIRST_CAPACITY];
  private boolean[] joins = new boolean[FIRST_CAPACITY];
  private int size;

  final void begin(Color newColor) {
    color = newColor;
    size = 0;
  }

  final Color color() {
    return color;
  }

  final void add(double x, double high, double low, boolean joined) {
    if (size == xs.length) {
      xs = Arrays.copyOf(xs, 2 * size);
      highs = Arrays.copyOf(highs, 2 * size);
      lows = Arrays.copyOf(lows, 2 * size);
      joins = Arrays.copyOf(joins, 2 * size);
    }
    xs[size] = x;
    highs[size] = high;
    lows[size] = low;
    joins[size] = joined && size > 0;
    size++;
  }

  /** One number for colour, width and the like. */
  abstract long style();

  /**
   * Draws the points of a stretch.
   *
   * @param graphics where to
   * @param from left end of the stretch
   * @param to its right end
   * @param origin what is drawn at 0
   */
  abstract void paint(GraphicsContext graphics, double from, double to, double origin);

  /**
   * Visits the points of a stretch, and of those beyond its ends the ones that are joined to them.
   * Where these are far away, a point on the way stands for them: they may change without a change
   * here.
   */
  final void visit(double from, double to, Pen pen) {
    for (int i = firstFrom(from); i < size; i++) {
      if (joins[i] && xs[i - 1] < from) {
        at(i, Math.max(xs[i - 1], isLevel(i) ? from : from - NEAR), pen, false);
      }
      if (xs[i] > to) {
        if (joins[i]) {
          at(i, Math.min(xs[i], isLevel(i) ? to : to + NEAR), pen, true);
        }
        return;
      }
      pen.point(xs[i], highs[i], lows[i], joins[i]);
    }
  }

  /** The point between two where the way from one to the other passes a place. */
  private void at(int next, double x, Pen pen, boolean joined) {
    double part = (x - xs[next - 1]) / (xs[next] - xs[next - 1]);
    pen.point(
        x,
        between(highs[next - 1], highs[next], part),
        between(lows[next - 1], lows[next], part),
        joined);
  }

  /** Exact at both ends, and all along where these are the same. */
  private static double between(double start, double end, double part) {
    return part == 1 ? end : start + part * (end - start);
  }

  private boolean isLevel(int next) {
    return highs[next - 1] == highs[next] && lows[next - 1] == lows[next];
  }

  private int firstFrom(double from) {
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (xs[middle] < from) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
