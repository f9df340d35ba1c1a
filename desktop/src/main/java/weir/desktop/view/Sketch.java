package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn of a chart, before it is: marks whose places do not change while time goes
 * on, so that one can tell of which stretch the drawing has changed. Coordinates are pixels; those
 * across count from the start of time. It is filled anew for every drawing, and keeps its memory
 * for that. FX thread only.
 */
final class Sketch {

  /** What is drawn reaches no further than this beyond its points. */
  static final double REACH = 8;

  /** A word inside the chart's top, at its right end. */
  record Name(Color color, String text) {}

  private record Label(Color color, String text, double left, double right, double bottom) {

    boolean touches(double from, double to) {
      return right >= from && left <= to;
    }
  }

  private final List<Mark> marks = new ArrayList<>();
  private final List<Label> labels = new ArrayList<>();
  private final List<BiConsumer<GraphicsContext, Plot>> live = new ArrayList<>();
  private final List<LineMark> spareLines = new ArrayList<>();
  private final List<AreaMark> spareAreas = new ArrayList<>();
  private final List<DotMark> spareDots = new ArrayList<>();
  private @Nullable Name name;

  /** Starts anew. */
  void clear() {
    for (Mark mark : marks) {
      switch (mark) {
        case LineMark line -> spareLines.add(line);
        case AreaMark area -> spareAreas.add(area);
        case DotMark dots -> spareDots.add(dots);
      }
    }
    marks.clear();
    labels.clear();
    name = null;
    live.clear();
  }

  private <M extends Mark> M next(List<M> spare, Supplier<M> more) {
    M mark = spare.isEmpty() ? more.get() : spare.removeLast();
    marks.add(mark);
    return mark;
  }

  /** A line, with points still to be given. */
  LineMark line(Color color, double width) {
    return next(spareLines, LineMark::new).start(color, width, 0, 0);
  }

  /** A dashed line; its dashes stay where they are when the line grows, or loses its start. */
  LineMark dashes(Color color, double width, double on, double off) {
    return next(spareLines, LineMark::new).start(color, width, on, off);
  }

  /** What is between two lines, with points still to be given. */
  AreaMark area(Color color, double opacity) {
    return next(spareAreas, AreaMark::new).start(color.deriveColor(0, 1, 1, opacity));
  }

  /** Dots. */
  DotMark dots(Color color, double diameter) {
    return next(spareDots, DotMark::new).start(color, diameter, 0);
  }

  /** Hollow dots. */
  DotMark circles(Color color, double diameter, double lineWidth) {
    return next(spareDots, DotMark::new).start(color, diameter, lineWidth);
  }

  /** A word over the chart. */
  void label(Color color, String text, double left, double right, double bottom) {
    labels.add(new Label(color, text, left, right, bottom));
  }

  /** Names what is at the right end of the chart's top. */
  void name(Color color, String text) {
    name = new Name(color, text);
  }

  /**
   * Adds what is drawn whole each time.
   *
   * @param painter told where, and where in the chart
   */
  void live(BiConsumer<GraphicsContext, Plot> painter) {
    live.add(painter);
  }

  @Nullable Name name() {
    return name;
  }

  List<BiConsumer<GraphicsContext, Plot>> live() {
    return live;
  }

  /**
   * Of all that a stretch shows, one number: another drawing has another.
   *
   * @param from left end of the stretch
   * @param to its right end
   */
  long signature(double from, double to) {
    Signature signature = new Signature();
    for (Mark mark : marks) {
      signature.begin(mark);
      mark.visit(from - REACH, to + REACH, signature);
    }
    for (Label label : labels) {
      if (label.touches(from, to)) {
        signature.mix(label.hashCode());
      }
    }
    return signature.value();
  }

  /**
   * Draws what a stretch shows, and somewhat beyond: the caller clips.
   *
   * @param graphics where to
   * @param from left end of the stretch
   * @param to its right end
   * @param origin what is drawn at 0
   */
  void paint(GraphicsContext graphics, double from, double to, double origin) {
    for (Mark mark : marks) {
      mark.paint(graphics, from - REACH, to + REACH, origin);
    }
  }

  /** Whether there is a word over a stretch. */
  boolean hasLabels(double from, double to) {
    return labels.stream().anyMatch(label -> label.touches(from, to));
  }

  /** Writes the words over a stretch. */
  void paintLabels(GraphicsContext graphics, double from, double to, double origin) {
    graphics.setTextAlign(TextAlignment.CENTER);
    graphics.setTextBaseline(VPos.BOTTOM);
    for (Label label : labels) {
      if (label.touches(from, to)) {
        graphics.setFill(label.color);
        graphics.fillText(label.text, (label.left + label.right) / 2 - origin, label.bottom);
      }
    }
  }

  /** Adds up what a stretch shows. */
  private static final class Signature implements Mark.Pen {

    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private long sum = 1;
    private long style;
    private boolean begun;

    void begin(Mark mark) {
      style = mark.style();
      begun = false;
    }

    @Override
    public void point(double x, double high, double low, boolean joins) {
      if (!begun) {
        // What has no point here is not here.
        mix(style);
        begun = true;
      }
      mix(Double.doubleToRawLongBits(x));
      mix(Double.doubleToRawLongBits(high));
      mix(Double.doubleToRawLongBits(low));
      mix(joins ? 1 : 0);
    }

    void mix(long next) {
      long mixed = (sum ^ next) * FACTOR;
      sum = mixed ^ (mixed >>> 32);
    }

    long value() {
      return sum;
    }
  }
}
