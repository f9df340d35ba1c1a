package weir.http.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.LinkListener;
import weir.http.time.Deadline;

/**
 * Keeps the newest snapshot of each source until it is taken, over the intervals of all that it has
 * replaced. Written by the connection's thread, read by the command's.
 */
final class LatestSnapshot implements LinkListener {

  @GuardedBy("this")
  private final Map<String, Snapshot> latest = new HashMap<>();

  @GuardedBy("this")
  private List<String> names = List.of();

  @GuardedBy("this")
  private @Nullable String endReason;

  @Override
  public synchronized void onSources(List<Source> sources) {
    names = sources.stream().map(Source::name).toList();
    latest.keySet().retainAll(names);
    notifyAll();
  }

  @Override
  public synchronized void onSnapshot(Snapshot snapshot) {
    latest.merge(snapshot.source(), snapshot, Snapshot::mergeInto);
    notifyAll();
  }

  @Override
  public synchronized void onClosed(String reason) {
    endReason = reason;
    notifyAll();
  }

  /** Takes the newest snapshot of a source that was not taken yet, or waits for the next. */
  synchronized Snapshot take(String source, Duration patience)
      throws CommandFailure, InterruptedException {
    Deadline deadline = Deadline.in(patience);
    Snapshot taken = latest.remove(source);
    while (taken == null) {
      if (endReason != null) {
        throw new CommandFailure("the server ended the connection: " + endReason);
      }
      if (!names.contains(source)) {
        throw new CommandFailure(
            "the source " + source + " is gone: the program that it was part of has closed it");
      }
      if (!deadline.await(this)) {
        throw new CommandFailure(
            "the server sends no figures: it may be overloaded or stopped, try again");
      }
      taken = latest.remove(source);
    }
    return taken;
  }
}
