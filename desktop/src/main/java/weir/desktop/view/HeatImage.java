package weir.desktop.view;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.HeatColumn;
import weir.desktop.model.HeatColumns;
import weir.desktop.model.LatencyBins;

/**
 * Columns as they are drawn, a pixel to a cell: a ring, in which a column is written once, and
 * again only while it grows or when the colours change.
 */
final class HeatImage {

  /** More than any window has columns. */
  private static final int WIDTH = 512;

  private static final int[] NOTHING = new int[LatencyBins.COUNT];

  private final WritableImage image = new WritableImage(WIDTH, LatencyBins.COUNT);
  private final @Nullable HeatColumn[] written = new @Nullable HeatColumn[WIDTH];
  private final int[] pixels = new int[LatencyBins.COUNT];
  private double top;
  private long columnNanos;

  /**
   * Writes what is not written yet.
   *
   * @param columns what is on show
   * @param from the first bucket of time on show
   * @param to the last one
   * @param palette its colours
   * @param forTop the count of the last colour
   */
  void write(HeatColumns columns, long from, long to, HeatPalette palette, double forTop) {
    boolean anew = palette.mix() || top != forTop || columnNanos != columns.columnNanos();
    top = forTop;
    columnNanos = columns.columnNanos();
    int next = 0;
    for (long number = from; number <= to; number++) {
      HeatColumn column = next < columns.columns().size() ? columns.columns().get(next) : null;
      if (column != null && column.fromNanos() == number * columnNanos) {
        next++;
      } else {
        column = null;
      }
      int place = place(number);
      if (anew || written[place] != column) {
        written[place] = column;
        write(place, column, palette);
      }
    }
  }

  private void write(int place, @Nullable HeatColumn column, HeatPalette palette) {
    int[] shown = NOTHING;
    if (column != null) {
      for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
        // The smallest latencies are at the bottom.
        pixels[LatencyBins.COUNT - 1 - bin] = palette.argb(column.count(bin), top);
      }
      shown = pixels;
    }
    image
        .getPixelWriter()
        .setPixels(place, 0, 1, LatencyBins.COUNT, PixelFormat.getIntArgbInstance(), shown, 0, 1);
  }

  private static int place(long number) {
    return (int) Math.floorMod(number, (long) WIDTH);
  }

  /** Draws the columns of a stretch of time, bins {@code low} to {@code high} of them. */
  void draw(GraphicsContext graphics, Plot plot, long from, long to, int low, int high) {
    graphics.setImageSmoothing(false);
    long start = from;
    while (start <= to) {
      int place = place(start);
      long count = Math.min(to - start + 1, WIDTH - place);
      double x = plot.x(start * columnNanos);
      double y = plot.y(LatencyBins.fromMicros(high + 1));
      graphics.drawImage(
          image,
          place,
          LatencyBins.COUNT - 1 - high,
          (double) count,
          high - low + 1,
          x,
          y,
          plot.x((start + count) * columnNanos) - x,
          plot.y(LatencyBins.fromMicros(low)) - y);
      start += count;
    }
  }
}
