package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;

/**
 * The changes of a source: those it tells of, and of kinds that it has told nothing of those that
 * its figures show. None is there twice. Confined to one thread.
 */
final class Markers {

  /** Of each sort. */
  private static final int MOST = 4_000;

  /** By the number of the change: a server tells its past again to whoever comes back. */
  private final TreeMap<Long, Marker> told = new TreeMap<>();

  private final Set<Change.Kind> toldKinds = EnumSet.noneOf(Change.Kind.class);
  private final Deque<Marker> seen = new ArrayDeque<>();
  private List<Marker> all = List.of();

  /**
   * Takes a change that the source tells of.
   *
   * @return whether it was not known
   */
  boolean tell(Change change) {
    if (told.putIfAbsent(change.number(), Marker.told(change)) != null) {
      return false;
    }
    toldKinds.add(change.kind());
    if (told.size() > MOST) {
      told.pollFirstEntry();
    }
    arrange();
    return true;
  }

  void seeWorkers(Snapshot snapshot, int before, int now) {
    see(snapshot, Change.Kind.WORKERS, workers(before), workers(now));
  }

  void seeReset(Snapshot snapshot) {
    see(snapshot, Change.Kind.RESET, "", "");
  }

  private void see(Snapshot snapshot, Change.Kind kind, String from, String to) {
    seen.addLast(
        new Marker(
            snapshot.uptimeNanos(), snapshot.epochMillis(), kind, Optional.empty(), from, to));
    if (seen.size() > MOST) {
      seen.removeFirst();
    }
    arrange();
  }

  /** As a server says it. */
  private static String workers(int count) {
    return count + (count == 1 ? " worker" : " workers");
  }

  /** Forgets what no chart shows any more. */
  void dropBefore(long uptimeNanos) {
    if (all.isEmpty() || all.getFirst().uptimeNanos() >= uptimeNanos) {
      return;
    }
    told.values().removeIf(marker -> marker.uptimeNanos() < uptimeNanos);
    seen.removeIf(marker -> marker.uptimeNanos() < uptimeNanos);
    arrange();
  }

  void clear() {
    told.clear();
    toldKinds.clear();
    seen.clear();
    all = List.of();
  }

  private void arrange() {
    List<Marker> sorted = new ArrayList<>(told.values());
    seen.stream().filter(marker -> !toldKinds.contains(marker.kind())).forEach(sorted::add);
    sorted.sort(Comparator.comparingLong(Marker::uptimeNanos));
    all = List.copyOf(sorted);
  }

  /** In the order of time. */
  List<Marker> all() {
    return all;
  }
}
