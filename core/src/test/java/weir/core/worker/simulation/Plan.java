package weir.core.worker.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What a run simulates.
 *
 * @param publishers threads that publish
 * @param eventsEach events of each
 * @param blocking whether they use next() rather than tryNext()
 * @param places maximum of workers
 * @param ringSize slots
 * @param maxBatch events of a claim at most
 * @param startWith workers that run from the start
 * @param resizes targets, one list for each thread that resizes
 * @param audits how often the counts are read
 */
record Plan(
    int publishers,
    int eventsEach,
    boolean blocking,
    int places,
    int ringSize,
    int maxBatch,
    int startWith,
    List<List<Integer>> resizes,
    int audits) {

  int events() {
    return publishers * eventsEach;
  }

  /** A plan small enough to meet rare interleavings often. */
  static Plan random(SplittableRandom random) {
    int publishers = random.nextInt(1, 4);
    int places = random.nextInt(1, 5);
    List<List<Integer>> resizes = new ArrayList<>();
    int resizers = random.nextInt(1, 3);
    for (int resizer = 0; resizer < resizers; resizer++) {
      List<Integer> targets = new ArrayList<>();
      int count = random.nextInt(0, 4);
      for (int resize = 0; resize < count; resize++) {
        targets.add(random.nextInt(0, places + 1));
      }
      // The last target, whoever is last, lets the events be handled.
      targets.add(random.nextInt(1, places + 1));
      resizes.add(targets);
    }
    return new Plan(
        publishers,
        random.nextInt(1, 9 / publishers + 1),
        random.nextBoolean(),
        places,
        1 << random.nextInt(0, 3),
        random.nextInt(1, 4),
        random.nextInt(0, places + 1),
        resizes,
        random.nextInt(0, 4));
  }
}
