package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import weir.core.figures.Snapshot;

/**
 * The intervals that the machine spoiled, for as long as charts go back. Confined to one thread.
 */
public final class SpoiledTimes {

  /**
   * A stretch of time.
   *
   * @param fromNanos its start, on the server's uptime
   * @param toNanos its end
   */
  public record Stretch(long fromNanos, long toNanos) {}

  private static final int MOST = 10_000;

  private final Deque<Stretch> stretches = new ArrayDeque<>();

  void add(Snapshot snapshot) {
    long to = snapshot.uptimeNanos();
    if (snapshot.interval().isSpoiled()) {
      long from = to - snapshot.interval().intervalNanos();
      Stretch before = stretches.peekLast();
      if (before != null && before.toNanos >= from) {
        stretches.removeLast();
        from = before.fromNanos;
      }
      stretches.addLast(new Stretch(from, to));
    }
    long oldest = to - TimeSpan.TEN_HOURS.spanNanos();
    while (!stretches.isEmpty()
        && (stretches.size() > MOST || stretches.getFirst().toNanos < oldest)) {
      stretches.removeFirst();
    }
  }

  void clear() {
    stretches.clear();
  }

  /**
   * The stretches, oldest first.
   *
   * @return a live view that cannot be changed
   */
  public Collection<Stretch> all() {
    return Collections.unmodifiableCollection(stretches);
  }
}
