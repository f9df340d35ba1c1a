package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Capabilities;
import weir.core.figures.JournalFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;

/**
 * What is kept of groups for their rows in the list, from what any member says. Bounded, whatever
 * they send. Thread-safe.
 */
final class GroupTracks {

  private static final int MOST_GROUPS = 16;

  /** While there is a backlog that has settled, one that catches up is not shown. */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final class Group {
    private final SourceTrack track;
    private long settledNanos = Long.MIN_VALUE / 2;

    Group(String name) {
      track =
          new SourceTrack(
              new Source(
                  name,
                  SourceKind.GROUP,
                  Optional.empty(),
                  OptionalInt.empty(),
                  Capabilities.NONE));
    }
  }

  private final long startNanos = System.nanoTime();

  @GuardedBy("this")
  private final Map<String, Group> groups = new LinkedHashMap<>(MOST_GROUPS, 0.75f, true);

  synchronized void onSnapshot(Snapshot snapshot) {
    JournalFigures journal = snapshot.journal().orElse(null);
    String name = journal == null ? null : journal.group().orElse(null);
    if (journal == null || name == null) {
      return;
    }
    Group group = groups.computeIfAbsent(name, Group::new);
    if (groups.size() > MOST_GROUPS) {
      groups.remove(groups.keySet().iterator().next());
    }
    long now = System.nanoTime() - startNanos;
    if (journal.settled()) {
      group.settledNanos = now;
    }
    group.track.add(snapshot, now, now - group.settledNanos >= SETTLED_NANOS || journal.settled());
  }

  synchronized Optional<SourceReading> reading(String name) {
    return Optional.ofNullable(groups.get(name)).map(group -> group.track.reading());
  }
}
