package weir.desktop.view;

import java.util.Arrays;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/**
 * A picture that moves to the left as time goes on, on a canvas wider than what is seen of it. Only
 * those parts are drawn of which something has changed; when the canvas is used up, all of them are
 * at its start. FX thread only.
 */
final class Roll extends Region {

  /** Width of a part: also at a scale of 125, 150 or 175 % it ends between two pixels. */
  static final double PART = 64;

  /** A part of which nothing is drawn yet, unless by a chance of one in 10¹⁹. */
  private static final long NOTHING = 0;

  /** Parts beyond those that are seen. */
  private static final int SPARE = 3;

  private final Canvas canvas = new Canvas();
  private final Rectangle frame = new Rectangle();

  /** Signatures of what is drawn, from the canvas's left edge. */
  private long[] drawn = new long[0];

  /** Number of the first part, counted from the start of time. */
  private long first;

  private double linesTop;
  private long redrawn;

  Roll() {
    setManaged(false);
    setMouseTransparent(true);
    setClip(frame);
    getChildren().add(canvas);
  }

  /**
   * Gives it a place, and forgets what is drawn if that is of another size.
   *
   * @param linesFrom above this are only labels
   */
  void place(double left, double width, double height, double linesFrom) {
    setLayoutX(left);
    frame.setWidth(width);
    frame.setHeight(height);
    linesTop = linesFrom;
    int parts = parts(width) + SPARE;
    if (drawn.length != parts || canvas.getHeight() != height) {
      drawn = new long[parts];
      canvas.setWidth(parts * PART);
      canvas.setHeight(height);
    }
    forget();
  }

  /** Another size or colour. */
  void forget() {
    Arrays.fill(drawn, NOTHING);
  }

  /** How many parts of a stretch so wide can be seen at most. */
  static int parts(double width) {
    return (int) Math.ceil(width / PART) + 1;
  }

  /** The number of the part that a place is in. */
  static long partAt(double x) {
    return (long) Math.floor(x / PART);
  }

  /** How many parts were drawn, since it was made. */
  long redrawn() {
    return redrawn;
  }

  /**
   * Shows a sketch.
   *
   * @param sketch what to draw
   * @param left the place in it that is at the left edge
   */
  void show(Sketch sketch, double left) {
    long from = partAt(left);
    long to = from + parts(frame.getWidth()) - 1;
    if (from < first || to >= first + drawn.length) {
      first = from;
      forget();
    }
    long start = -1;
    for (long part = from; part <= to + 1; part++) {
      boolean changed = part <= to && isAnother(sketch, part);
      if (changed && start < 0) {
        start = part;
      } else if (!changed && start >= 0) {
        draw(sketch, start, part);
        start = -1;
      }
    }
    canvas.setTranslateX(first * PART - left);
  }

  /** Whether a part is not drawn as it should be; from now on it is. */
  private boolean isAnother(Sketch sketch, long part) {
    long signature = sketch.signature(part * PART, (part + 1) * PART);
    int place = (int) (part - first);
    boolean another = drawn[place] != signature;
    drawn[place] = signature;
    return another;
  }

  /** Draws some parts that follow one another. */
  private void draw(Sketch sketch, long fromPart, long toPart) {
    redrawn += toPart - fromPart;
    double from = fromPart * PART;
    double to = toPart * PART;
    double origin = first * PART;
    double height = canvas.getHeight();
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(from - origin, 0, to - from, height);
    graphics.save();
    clip(graphics, from - origin, linesTop, to - from, height - linesTop);
    sketch.paint(graphics, from, to, origin);
    graphics.restore();
    if (sketch.hasLabels(from, to)) {
      graphics.save();
      clip(graphics, from - origin, 0, to - from, linesTop);
      graphics.setFont(TimeChart.SMALL);
      sketch.paintLabels(graphics, from, to, origin);
      graphics.restore();
    }
  }

  private static void clip(
      GraphicsContext graphics, double left, double top, double width, double height) {
    graphics.beginPath();
    graphics.rect(left, top, width, height);
    graphics.clip();
  }
}
