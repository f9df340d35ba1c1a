package weir.bench.run;

import java.time.Duration;
import java.util.List;

/**
 * One measurement of a contender.
 *
 * @param name as it stands in the tables
 * @param producers threads that publish
 * @param workers that handle
 * @param gapNanos between two events of a paced load; 0 for as fast as there is room
 * @param resizes whether the number of workers changes all the time, between 1 and {@code workers}
 */
record Cell(String name, int producers, int workers, long gapNanos, boolean resizes) {

  static Cell saturated(int producers, int workers) {
    return new Cell(producers + "p " + workers + "w", producers, workers, 0, false);
  }

  static Cell paced(int perSecond, int workers) {
    long gapNanos = Duration.ofSeconds(1).toNanos() / perSecond;
    return new Cell(perSecond + "/s " + workers + "w", 1, workers, gapNanos, false);
  }

  static Cell storm(int workers) {
    return new Cell("storm 1-" + workers + "w", 1, workers, 0, true);
  }

  static List<Cell> keyedCells() {
    return List.of(saturated(1, 1), saturated(1, 2), saturated(1, 4), saturated(2, 4));
  }

  static List<Cell> throughputCells() {
    return List.of(
        saturated(1, 1),
        saturated(1, 2),
        saturated(1, 4),
        saturated(2, 1),
        saturated(2, 2),
        saturated(2, 4));
  }
}
