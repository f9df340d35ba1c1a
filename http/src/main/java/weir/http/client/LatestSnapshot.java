package weir.http.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.link.LinkListener;

/**
 * Keeps the newest snapshot until it is taken. Written by the connection's thread, read by the
 * command's; every field is guarded by this object.
 */
final class LatestSnapshot implements LinkListener {

  private @Nullable Snapshot latest;
  private @Nullable String endReason;

  @Override
  public synchronized void onSnapshot(Snapshot snapshot) {
    latest = snapshot;
    notifyAll();
  }

  @Override
  public synchronized void onClosed(String reason) {
    endReason = reason;
    notifyAll();
  }

  /** Takes the newest snapshot that was not taken yet, or waits for the next. */
  synchronized Snapshot take(Duration patience) throws CommandFailure, InterruptedException {
    long deadlineNanos = System.nanoTime() + patience.toNanos();
    while (latest == null) {
      if (endReason != null) {
        throw new CommandFailure("the server ended the connection: " + endReason);
      }
      long leftNanos = deadlineNanos - System.nanoTime();
      if (leftNanos <= 0) {
        throw new CommandFailure(
            "the server sends no figures: it may be overloaded or stopped, try again");
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(leftNanos, 1_000_000));
    }
    Snapshot taken = latest;
    latest = null;
    return taken;
  }
}
