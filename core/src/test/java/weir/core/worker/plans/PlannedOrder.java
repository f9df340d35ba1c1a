package weir.core.worker.plans;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import weir.core.controlled.Stage;

/** Which events have a key in common, and what is known of the keys of a pool that is ordered. */
final class PlannedOrder {

  private final int keys;
  private final int maxWaitingBehindKeys;
  private final Set<Integer> busy = new HashSet<>();
  private final Map<Integer, Long> latest = new HashMap<>();

  /**
   * Deals events out to keys in turn.
   *
   * @param keys how many there are
   * @param maxWaitingBehindKeys events that can wait for them
   */
  PlannedOrder(int keys, int maxWaitingBehindKeys) {
    this.keys = keys;
    this.maxWaitingBehindKeys = maxWaitingBehindKeys;
  }

  int maxWaitingBehindKeys() {
    return maxWaitingBehindKeys;
  }

  int keyOf(int id) {
    return id % keys;
  }

  void start(Stage stage, PlannedEvent event) {
    int key = keyOf(event.id);
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
