package weir.desktop.client;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.LinkAddress;

/**
 * What is kept of a server for its rows in the list, whoever is connected to it: the panel itself,
 * or the watch. Bounded, whatever the server sends. Thread-safe.
 */
final class ServerTrack {

  /** Sources that are followed; more are counted. */
  static final int MOST_SOURCES = 16;

  private final LinkAddress address;
  private final GroupTracks groups;

  @GuardedBy("this")
  private final Map<String, SourceTrack> sources = new LinkedHashMap<>();

  @GuardedBy("this")
  private ServerState state = new ServerState.Looking();

  @GuardedBy("this")
  private boolean wasHere;

  @GuardedBy("this")
  private int leftOut;

  /**
   * Creates the track of one server.
   *
   * @param address where it is
   * @param groups gets what is said of groups
   */
  ServerTrack(LinkAddress address, GroupTracks groups) {
    this.address = address;
    this.groups = groups;
  }

  LinkAddress address() {
    return address;
  }

  /** A connection begins: it brings the past again, or is to another server. */
  synchronized void begin() {
    sources.clear();
  }

  synchronized void become(ServerState now) {
    state = now;
    wasHere |= now instanceof ServerState.Here || now instanceof ServerState.NotWatched;
  }

  /** Whether a server has ever answered: what died before that is no news. */
  synchronized boolean wasHere() {
    return wasHere;
  }

  synchronized ServerState state() {
    return state;
  }

  synchronized void onSources(List<Source> now) {
    sources.values().removeIf(track -> !now.contains(track.source()));
    leftOut = 0;
    for (Source source : now) {
      if (sources.containsKey(source.name())) {
        continue;
      }
      if (sources.size() < MOST_SOURCES) {
        sources.put(source.name(), new SourceTrack(source));
      } else {
        leftOut++;
      }
    }
  }

  synchronized void onPast(String source, List<Snapshot> snapshots) {
    SourceTrack track = sources.get(source);
    if (track != null) {
      snapshots.forEach(track::add);
    }
  }

  synchronized void onSnapshot(Snapshot snapshot) {
    SourceTrack track = sources.get(snapshot.source());
    if (track != null) {
      track.add(snapshot);
      groups.onSnapshot(snapshot);
    }
  }

  /** Whether it answers, and shows a source of a group. */
  synchronized boolean isOf(String group) {
    return state instanceof ServerState.Here
        && sources.values().stream()
            .anyMatch(track -> track.group().filter(group::equals).isPresent());
  }

  synchronized ServerReading reading(boolean added) {
    return new ServerReading(
        address,
        state,
        sources.values().stream().map(SourceTrack::reading).toList(),
        leftOut,
        added);
  }
}
