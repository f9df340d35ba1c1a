package weir.core.figures;

import java.util.List;

/**
 * Single events: how many were waiting when each came, and how long it took. Those that ended last,
 * as far as they were written down one by one: of a worker that ends thousands a second only some
 * are.
 *
 * @param source name of the {@link Source}
 * @param points at most {@link #MOST}, in about the order in which they ended
 */
public record DepthSample(String source, List<Point> points) {

  /** Most events in a sample. */
  public static final int MOST = 1_000;

  /**
   * One event.
   *
   * @param depth how many events were waiting for a worker when it was accepted, itself not among
   *     them; 0 or more
   * @param responseMicros its response time, in microseconds, 0 or more
   */
  public record Point(long depth, long responseMicros) {

    /** Checks the values. */
    public Point {
      if (depth < 0 || responseMicros < 0) {
        throw new IllegalArgumentException(
            "no depth and no response time is below 0: " + depth + ", " + responseMicros);
      }
    }
  }

  /** Keeps the list from changing. */
  public DepthSample {
    if (points.size() > MOST) {
      throw new IllegalArgumentException(
          points.size() + " points are more than a sample has: " + MOST);
    }
    points = List.copyOf(points);
  }
}
