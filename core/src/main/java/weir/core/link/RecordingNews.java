package weir.core.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Tells how one recording stands, from its start to its end and in order. Thread-safe. */
final class RecordingNews {

  private final Path file;
  private final long startEpochMillis;
  private final Consumer<RecordingStatus> listener;

  /** Between start and end: of one that can't be started nobody hears. */
  @GuardedBy("this")
  private boolean on;

  @GuardedBy("this")
  private boolean over;

  @GuardedBy("this")
  private long writtenBytes;

  @GuardedBy("this")
  private String fault = "";

  RecordingNews(Path file, long startEpochMillis, Consumer<RecordingStatus> listener) {
    this.file = file;
    this.startEpochMillis = startEpochMillis;
    this.listener = listener;
  }

  synchronized void start() {
    on = !over;
    tell();
  }

  /** Takes what is in the file by now, and why no more is; no text if nothing hinders it. */
  synchronized void wrote(long bytes, String newFault) {
    writtenBytes = bytes;
    fault = newFault;
    tell();
  }

  synchronized void end() {
    over = true;
    if (on) {
      on = false;
      listener.accept(RecordingStatus.NONE);
    }
  }

  @GuardedBy("this")
  private void tell() {
    if (on) {
      listener.accept(
          new RecordingStatus(
              "", file.toAbsolutePath().toString(), startEpochMillis, writtenBytes, fault));
    }
  }
}
