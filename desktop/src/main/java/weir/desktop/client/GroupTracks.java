package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Capabilities;
import weir.core.figures.JournalFigures;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.link.LinkAddress;

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

  /** Those of which at least two processes answer, or one of the group on show. */
  List<GroupReading> readings(List<ServerReading> servers, String shown) {
    Map<String, List<LinkAddress>> members = new TreeMap<>();
    for (ServerReading server : servers) {
      if (server.state() instanceof ServerState.Here) {
        for (SourceReading source : server.sources()) {
          source
              .group()
              .ifPresent(
                  name ->
                      members
                          .computeIfAbsent(name, any -> new ArrayList<>())
                          .add(server.address()));
        }
      }
    }
    List<GroupReading> all = new ArrayList<>();
    members.forEach(
        (name, its) ->
            reading(name)
                .filter(any -> its.size() > 1 || name.equals(shown))
                .ifPresent(figures -> all.add(new GroupReading(name, its, figures))));
    return all;
  }

  private synchronized Optional<SourceReading> reading(String name) {
    return Optional.ofNullable(groups.get(name)).map(group -> group.track.reading());
  }
}
