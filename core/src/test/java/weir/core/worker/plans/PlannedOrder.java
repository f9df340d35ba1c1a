package weir.core.worker.plans;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import weir.core.controlled.Stage;

/** Which events have a key in common, and what is known of the keys of a pool that is ordered. */
final class PlannedOrder {

  /** Of event after event, over and over. */
  private final int[] keys;

  private final int maxWaitingBehindKeys;
  private final Set<Integer> busy = new HashSet<>();
  private final Set<Integer> startedIds = new HashSet<>();
  private final Map<Integer, Long> latest = new HashMap<>();

  private PlannedOrder(int[] keys, int maxWaitingBehindKeys) {
    this.keys = keys;
    this.maxWaitingBehindKeys = maxWaitingBehindKeys;
  }

  /** Deals events out to some keys in turn. */
  static PlannedOrder inTurn(int keys, int maxWaitingBehindKeys) {
    return new PlannedOrder(IntStream.range(0, keys).toArray(), maxWaitingBehindKeys);
  }

  /** Lets chance deal events out to keys. */
  static PlannedOrder byChance(Stage stage, int events, int keys, int maxWaitingBehindKeys) {
    return new PlannedOrder(
        IntStream.range(0, events).map(event -> stage.choose(keys)).toArray(),
        maxWaitingBehindKeys);
  }

  int maxWaitingBehindKeys() {
    return maxWaitingBehindKeys;
  }

  int keyOf(int id) {
    return keys[id % keys.length];
  }

  /**
   * Whether as many events are being handled as can be. Events are published in the order of their
   * numbers, and a claim takes one.
   *
   * @param published how many were, from the first on
   * @param workers how many there are to be
   * @param outOfRing events that wait behind keys: no more can start, if these are as many as can
   */
  boolean isAllStartedThatCan(int published, int workers, long outOfRing) {
    Set<Integer> keysToStart = new HashSet<>();
    long looks = outOfRing < maxWaitingBehindKeys ? Long.MAX_VALUE : outOfRing;
    for (int id = 0; id < published && looks > 0; id++) {
      if (!startedIds.contains(id)) {
        looks--;
        keysToStart.add(keyOf(id));
      }
    }
    keysToStart.removeAll(busy);
    return busy.size() >= Math.min(workers, busy.size() + keysToStart.size());
  }

  void start(Stage stage, PlannedEvent event) {
    int key = keyOf(event.id);
    startedIds.add(event.id);
    stage.check(busy.add(key), "two events of key " + key + " were handled at once");
    Long before = latest.put(key, event.sequence);
    stage.check(
        before == null || before < event.sequence,
        "of key " + key + ", event " + event.sequence + " was handled after " + before);
  }

  void end(int id) {
    busy.remove(keyOf(id));
  }
}
