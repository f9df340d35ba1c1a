package weir.http.lab;

import java.util.List;

/** All exercises there are. */
public final class Exercises {

  /** In the order of their numbers. */
  private static final List<Exercise> ALL =
      List.of(
          new BacklogOverTime(),
          new ThreeWorkers(),
          new RisingMean(),
          new FullRing(),
          new TaskForEachEvent(),
          new Variability(),
          new Knee(),
          new OneQueueOrMany(),
          new RingTooLarge(),
          new SizingForTarget());

  private Exercises() {}

  /**
   * All of them.
   *
   * @return in the order of their numbers
   */
  public static List<Exercise> all() {
    return ALL;
  }
}
