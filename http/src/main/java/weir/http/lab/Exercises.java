package weir.http.lab;

import java.util.List;

/** All exercises there are. */
public final class Exercises {

  /** In the order of their numbers. */
  private static final List<Exercise> ALL =
      List.of(
          new ThreeWays(),
          new FindTheParts(),
          new WhatAbMeasures(),
          new BacklogOverTime(),
          new ThreeWorkers(),
          new RisingMean(),
          new FullRing(),
          new TaskForEachEvent(),
          new Variability(),
          new WhomDoYouAsk(),
          new QueueThatCannotGrow(),
          new TooManyWorkers(),
          new KilledWorker(),
          new DepthAtArrival(),
          new ModelOfAResource(),
          new TraceTheCode(),
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
