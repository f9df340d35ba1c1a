package weir.core.figures;

import java.util.Optional;

/**
 * What a source can be told to do.
 *
 * @param workers how many workers it can be given; empty if it can't be resized
 * @param reset whether its statistics can be started afresh
 * @param resourceSettings whether its resource can be set, the service time included
 * @param freeze whether its resource can be frozen
 */
public record Capabilities(
    Optional<WorkerRange> workers, boolean reset, boolean resourceSettings, boolean freeze) {

  /** Of a source that can only be watched. */
  public static final Capabilities NONE = new Capabilities(Optional.empty(), false, false, false);

  /**
   * Of a source that can do everything.
   *
   * @param workers how many workers it can be given
   * @return the capabilities
   */
  public static Capabilities all(WorkerRange workers) {
    return new Capabilities(Optional.of(workers), true, true, true);
  }
}
