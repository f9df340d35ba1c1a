package weir.core.figures;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives the workers of several processes places of which no two are the same. Not thread-safe. */
final class GroupPlaces {

  private record Key(String member, int place) {}

  private final Map<Key, Integer> places = new HashMap<>();
  private final BitSet taken = new BitSet();

  /** A worker keeps its place for as long as it is there; its process stands before its thread. */
  List<WorkerFigures> arrange(Map<String, List<WorkerFigures>> workers) {
    Set<Key> there = new HashSet<>();
    workers.forEach(
        (member, its) -> its.forEach(worker -> there.add(new Key(member, worker.place()))));
    places
        .entrySet()
        .removeIf(
            entry -> {
              boolean left = !there.contains(entry.getKey());
              if (left) {
                taken.clear(entry.getValue());
              }
              return left;
            });
    List<WorkerFigures> all = new ArrayList<>();
    workers.forEach(
        (member, its) -> {
          for (WorkerFigures worker : its) {
            all.add(at(placeOf(new Key(member, worker.place())), member, worker));
          }
        });
    all.sort(Comparator.comparingInt(WorkerFigures::place));
    return all;
  }

  private int placeOf(Key key) {
    return places.computeIfAbsent(
        key,
        any -> {
          int free = taken.nextClearBit(0);
          taken.set(free);
          return free;
        });
  }

  private static WorkerFigures at(int place, String member, WorkerFigures worker) {
    return new WorkerFigures(
        place,
        worker.thread().isEmpty() ? member : member + " · " + worker.thread(),
        worker.state(),
        worker.eventNanos(),
        worker.completed(),
        worker.failed(),
        worker.busyNanos());
  }
}
