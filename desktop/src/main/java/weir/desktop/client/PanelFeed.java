package weir.desktop.client;

import java.util.function.Consumer;
import weir.core.link.RecordingStatus;

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

  /**
   * Hears how the server stands with its own recording. Call it before {@link #start}.
   *
   * @param listener called on any thread; never by a recording
   */
  default void onRecording(Consumer<RecordingStatus> listener) {}

  /** Nobody looks at this any more: stops once what was sent is answered. Returns at once. */
  default void retire() {
    close();
  }

  /** Stops. */
  @Override
  void close();
}
