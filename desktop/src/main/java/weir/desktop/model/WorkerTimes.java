package weir.desktop.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerFigures;

/** The workers one by one: their newest figures, and how busy each was lately. FX thread only. */
public final class WorkerTimes {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Map<Integer, BusyShares> shares = new HashMap<>();

  /** Busy time of each place at the last whole second. */
  private Map<Integer, Long> busyNanos = Map.of();

  private long busyAtNanos;
  private Optional<List<WorkerFigures>> latest = Optional.empty();

  WorkerTimes() {}

  void add(Snapshot snapshot) {
    latest = snapshot.workerFigures();
    List<WorkerFigures> workers = latest.orElse(List.of());
    long elapsed = snapshot.uptimeNanos() - busyAtNanos;
    if (elapsed < SECOND) {
      return;
    }
    for (WorkerFigures worker : workers) {
      Long before = busyNanos.get(worker.place());
      if (before != null) {
        double share = Math.clamp((worker.busyNanos() - before) / (double) elapsed, 0, 1);
        busy(worker.place()).add(share, Math.round((double) elapsed / SECOND));
      }
    }
    busyAtNanos = snapshot.uptimeNanos();
    busyNanos =
        workers.stream()
            .collect(Collectors.toMap(WorkerFigures::place, WorkerFigures::busyNanos, Math::max));
    // Who takes the place of one that has left starts with a minute of its own.
    shares.keySet().retainAll(busyNanos.keySet());
  }

  void clear() {
    latest = Optional.empty();
    shares.clear();
    busyNanos = Map.of();
    busyAtNanos = 0;
  }

  /**
   * The workers as they were last seen.
   *
   * @return in the order of their places; empty where nobody tells them apart
   */
  public Optional<List<WorkerFigures>> latest() {
    return latest;
  }

  /**
   * How busy the worker at a place was lately.
   *
   * @param place its place
   * @return the same on each call, as long as there is a worker at the place
   */
  public BusyShares busy(int place) {
    return shares.computeIfAbsent(place, any -> new BusyShares());
  }
}
