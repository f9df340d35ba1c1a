package weir.desktop.client;

/**
 * Where the panel gets what it shows, and sends its commands: a server, or the recording of one.
 * Thread-safe.
 */
public interface PanelFeed extends CommandSender, AutoCloseable {

  /**
   * Starts and goes on until closed. Call it once.
   *
   * @param listener told, on any thread, when there is something to {@link #take}; not again before
   *     it was taken
   */
  void start(Runnable listener);

  /**
   * Takes what is new.
   *
   * @return the state, and the snapshots that arrived since the last call
   */
  PanelUpdate take();

  /** Stops. */
  @Override
  void close();
}
