package weir.desktop.model;

import java.util.List;
import weir.core.figures.DepthSample;

/**
 * How response times grow with the depth of the queue, measured: the straight line through the
 * events with the least squares.
 *
 * @param count events
 * @param microsPerEvent how much longer an event takes for each one that waits before it; {@link
 *     Double#NaN} where all came to the same depth
 */
public record DepthLine(int count, double microsPerEvent) {

  /**
   * The line through some events.
   *
   * @param points the events
   * @return the line
   */
  public static DepthLine through(List<DepthSample.Point> points) {
    double meanDepth = points.stream().mapToLong(DepthSample.Point::depth).average().orElse(0);
    double meanMicros =
        points.stream().mapToLong(DepthSample.Point::responseMicros).average().orElse(0);
    double together = 0;
    double square = 0;
    for (DepthSample.Point point : points) {
      double off = point.depth() - meanDepth;
      together += off * (point.responseMicros() - meanMicros);
      square += off * off;
    }
    return new DepthLine(points.size(), square == 0 ? Double.NaN : together / square);
  }
}
