package weir.desktop.model;

/** Something that happened, to be marked on the time axis. */
public sealed interface Marker permits Marker.Resize, Marker.Reset {

  /**
   * When it was seen.
   *
   * @return the server's uptime, in nanoseconds
   */
  long uptimeNanos();

  /**
   * The requested workers changed.
   *
   * @param uptimeNanos when it was seen
   * @param from workers before
   * @param to workers from then on
   */
  record Resize(long uptimeNanos, int from, int to) implements Marker {}

  /**
   * The statistics started afresh.
   *
   * @param uptimeNanos when it was seen
   */
  record Reset(long uptimeNanos) implements Marker {}
}
