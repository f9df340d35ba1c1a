package weir.http.recording;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.link.LinkListener;
import weir.core.link.Recording;

/**
 * A part of a recording.
 *
 * @param source name of the source; null for all
 * @param fromNanos its start, in nanoseconds since that of the recording
 * @param toNanos its end
 */
public record RecordingSpan(@Nullable String source, long fromNanos, long toNanos) {

  /** All of a recording. */
  public static final RecordingSpan ALL = new RecordingSpan(null, 0, Long.MAX_VALUE);

  /**
   * Reads the snapshots in it.
   *
   * @param recording where; its time is that of each snapshot while that is handled
   * @param action handles each
   */
  public void forEach(Recording recording, Consumer<Snapshot> action) {
    recording.seek(fromNanos);
    LinkListener listener =
        new LinkListener() {
          @Override
          public void onSnapshot(Snapshot snapshot) {
            if (recording.nanos() >= fromNanos
                && (source == null || source.equals(snapshot.source()))) {
              action.accept(snapshot);
            }
          }

          @Override
          public void onClosed(String reason) {}
        };
    while (recording.nextNanos() <= toNanos && recording.next(listener)) {}
  }
}
