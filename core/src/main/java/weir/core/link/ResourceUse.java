package weir.core.link;

/**
 * Use of the mock resource.
 *
 * @param inUse uses under way at the moment of the sample, also those whose caller has given up
 * @param waiting callers that wait for their turn
 * @param frozen whether the resource pauses right now
 * @param settings the settings in force for uses that start from now on
 */
public record ResourceUse(int inUse, int waiting, boolean frozen, ResourceSettings settings) {

  /**
   * The mean service time that is set.
   *
   * @return nanoseconds
   */
  public long serviceTimeNanos() {
    return settings.serviceTimeNanos();
  }
}
