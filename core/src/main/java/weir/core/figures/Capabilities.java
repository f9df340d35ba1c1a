package weir.core.figures;

import java.util.Optional;

/**
 * What a source can be told to do.
 *
 * @param workers how many workers it can be given; empty if it can't be resized
 * @param reset whether its statistics can be started afresh
 * @param resourceSettings whether its resource can be set, the service time included
 * @param freeze whether its resource can be frozen
 * @param load whether its server can send it a load
 */
public record Capabilities(
    Optional<WorkerRange> workers,
    boolean reset,
    boolean resourceSettings,
    boolean freeze,
    boolean load) {

  /** Of a source that can only be watched. */
  public static final Capabilities NONE =
      new Capabilities(Optional.empty(), false, false, false, false);

  /**
   * Of a source that can do everything.
   *
   * @param workers how many workers it can be given
   * @return the capabilities
   */
  public static Capabilities all(WorkerRange workers) {
    return new Capabilities(Optional.of(workers), true, true, true, true);
  }

  /**
   * The same of a source whose server can send no load, or can.
   *
   * @param possible see {@link #load()}
   * @return a copy with it
   */
  public Capabilities withLoad(boolean possible) {
    return new Capabilities(workers, reset, resourceSettings, freeze, possible);
  }
}
