package weir.core.figures;

import java.util.Optional;
import weir.core.settings.ResourceSettings;

/**
 * Use of the mock resource.
 *
 * @param inUse uses under way at the moment of the sample, also those whose caller has given up
 * @param waiting callers that wait for their turn
 * @param frozen whether the resource pauses right now
 * @param settings the settings in force for uses that start from now on
 * @param replay what is replayed; empty unless the settings say so
 */
public record ResourceUse(
    int inUse,
    int waiting,
    boolean frozen,
    ResourceSettings settings,
    Optional<ReplaySummary> replay) {

  /**
   * The mean service time that is set. A replay does not follow it.
   *
   * @return nanoseconds
   */
  public long serviceTimeNanos() {
    return settings.serviceTimeNanos();
  }
}
