package weir.core.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import weir.core.files.OwnerOnly;

/**
 * The recordings of a server, one at a time. Clients choose a name, and the file is in the folder
 * that the server's owner has named: nothing that comes over the socket is a path. Thread-safe.
 */
final class Recordings implements AutoCloseable {

  static final String ENDING = ".weir";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final DateTimeFormatter OF_NOW =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  private final LinkAddress address;
  private final long openedNanos = System.nanoTime();

  /** Hears how it stands. Set before anybody records. */
  private Consumer<RecordingStatus> listener = status -> {};

  /** Where clients' recordings go; null as long as they can't start any. Read without the lock. */
  private volatile @Nullable Path folder;

  @GuardedBy("this")
  private @Nullable Recorder recorder;

  @GuardedBy("this")
  private boolean closed;

  /** Keeps what is told in order. */
  private final Object telling = new Object();

  @GuardedBy("telling")
  private RecordingStatus last = RecordingStatus.NONE;

  Recordings(LinkAddress address) {
    this.address = address;
  }

  /** Whom to tell how it stands; called from any thread, one call at a time. */
  void tellTo(Consumer<RecordingStatus> newListener) {
    listener = newListener;
  }

  void allowIn(Path newFolder) {
    synchronized (telling) {
      folder = newFolder;
      tell(last);
    }
  }

  private void tell(RecordingStatus status) {
    synchronized (telling) {
      last = status;
      Path where = folder;
      listener.accept(status.in(where == null ? "" : where.toString()));
    }
  }

  /**
   * Starts a recording in a file.
   *
   * @throws IllegalArgumentException if the file can't be made
   * @throws IllegalStateException if there is a recording under way
   * @throws LinkException if the server takes no more clients
   */
  synchronized void start(Path file) throws LinkException {
    if (closed) {
      throw new IllegalStateException("the server is shutting down: nothing can be recorded");
    }
    if (recorder != null && !recorder.hasEnded()) {
      throw new IllegalStateException(
          "this server is recording to " + recorder.file() + " already: stop that first");
    }
    recorder = Recorder.start(file, address, System.nanoTime() - openedNanos, this::tell);
  }

  /** Starts or stops a recording for a client. */
  CommandOutcome execute(Command command) {
    try {
      if (command instanceof Command.StartRecording start) {
        start(fileOf(start.name()));
      } else {
        stop();
      }
      return new CommandOutcome.Accepted();
    } catch (IllegalArgumentException | IllegalStateException | IOException e) {
      return new CommandOutcome.Refused(String.valueOf(e.getMessage()));
    }
  }

  /** Why this server starts no recordings for clients; null if it does. */
  @Nullable String refusal() {
    return folder == null
        ? "this server makes no recordings for its clients: 'weir record to FILE' records it from"
            + " outside"
        : null;
  }

  private synchronized Path fileOf(String name) throws IOException {
    if (!name.isEmpty() && !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "'"
              + name.replaceAll("\\p{C}", "?")
              + "' is no name for a recording: use letters, digits, '.', '_' and '-', and no folder;"
              + " recordings are kept in "
              + folder);
    }
    Path where = folder;
    if (where == null) {
      throw new IllegalStateException(String.valueOf(refusal()));
    }
    OwnerOnly.makeFolders(where);
    String stem = name.isEmpty() ? OF_NOW.format(LocalDateTime.now(ZoneId.systemDefault())) : name;
    return where.resolve(stem.endsWith(ENDING) ? stem : stem + ENDING);
  }

  private void stop() {
    Recorder ending;
    synchronized (this) {
      ending = recorder;
      if (ending == null || ending.hasEnded()) {
        throw new IllegalStateException("this server is not recording: there is nothing to stop");
      }
    }
    // Without the lock: it waits for the last block.
    ending.close();
  }

  /** What is recorded, if anything is. */
  synchronized @Nullable Path current() {
    return recorder == null || recorder.hasEnded() ? null : recorder.file();
  }

  @Override
  public void close() {
    Recorder ending;
    synchronized (this) {
      closed = true;
      ending = recorder;
    }
    if (ending != null) {
      ending.close();
    }
  }
}
