package weir.desktop.view;

import java.util.List;
import weir.desktop.model.History;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.TimeWindow;

/**
 * What a chart is drawn of.
 *
 * @param history the past
 * @param window the stretch of it that the chart shows
 * @param read the stretch that is read for it: also what is beyond its edges, so that what is drawn
 *     near them stays as it is while they move
 * @param pixelNanos time that one pixel shows
 * @param left place of the window's start in a {@link Sketch}
 */
record Frame(History history, TimeWindow window, TimeWindow read, double pixelNanos, double left) {

  /** A whole number of columns may come out as somewhat more. */
  private static final double ROUNDING = 1e-6;

  /**
   * A frame of whole columns of pixels, which begin where those of the last one did.
   *
   * @param history the past
   * @param wanted what is to be seen; the frame ends at most a column later
   * @param width of the picture, in pixels, a whole number of columns
   * @param scale columns per pixel: more than 1 on a fine screen
   */
  static Frame of(History history, TimeWindow wanted, double width, double scale) {
    double pixelNanos = wanted.spanNanos() / width;
    double lastColumn = Math.ceil(wanted.toNanos() / pixelNanos * scale - ROUNDING);
    double left = (lastColumn - Math.rint(width * scale)) / scale;
    long firstPart = Roll.partAt(left) - 1;
    return new Frame(
        history,
        new TimeWindow(Math.round(left * pixelNanos), Math.round((left + width) * pixelNanos)),
        new TimeWindow(
            Math.round(firstPart * Roll.PART * pixelNanos),
            Math.round((firstPart + Roll.parts(width) + 1) * Roll.PART * pixelNanos)),
        pixelNanos,
        left);
  }

  /** Length of the buckets that latencies are read in. */
  long latencyBucketNanos() {
    return history.latencyBucketNanos(window.fromNanos(), window.toNanos());
  }

  /** The percentiles of one clock, of what is read. */
  List<LatencyPoint> latencies(LatencyClock clock) {
    return history.latencies(clock, latencyBucketNanos(), read.fromNanos(), read.toNanos());
  }
}
