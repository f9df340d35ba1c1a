package weir.desktop.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Completions per second over a sliding window of about one second, from the ledger alone: {@code
 * Δcompleted / Δuptime}. Where completions come slowly, the window's ends are laid on samples at
 * which some arrived, and it grows until it holds a dozen (to 2.5 s at most), for otherwise a
 * steady 2/s would read as 1, 2 or 3. Confined to one thread.
 */
final class ThroughputMeter {

  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

  /** Silence, in multiples of the longest gap seen, from which on a rate is taken to be falling. */
  private static final double PATIENCE = 1.5;

  private static final int ENOUGH_COMPLETIONS = 12;

  private record Sample(long uptimeNanos, long completed, boolean arrival) {}

  private final List<Sample> samples = new ArrayList<>();

  /** Forgets everything, e.g. because the ledger started afresh. */
  void restart() {
    samples.clear();
  }

  /**
   * Takes the next sample.
   *
   * @param uptimeNanos monotonic; a time before the last one restarts the meter
   * @param completed completions so far; fewer than before restart the meter
   * @return completions per second, NaN until samples span the window
   */
  double add(long uptimeNanos, long completed) {
    if (!samples.isEmpty()) {
      Sample last = samples.getLast();
      if (completed < last.completed || uptimeNanos <= last.uptimeNanos) {
        restart();
      }
    }
    boolean arrival = !samples.isEmpty() && completed > samples.getLast().completed;
    samples.add(new Sample(uptimeNanos, completed, arrival));
    // The oldest that stays may be older than the window: merged snapshots are far apart.
    while (samples.size() > 2
        && samples.get(1).uptimeNanos < uptimeNanos - 2 * LONGEST_WINDOW_NANOS) {
      samples.removeFirst();
    }
    Sample end = end();
    Sample start = start(end);
    long elapsedNanos = end.uptimeNanos - start.uptimeNanos;
    return elapsedNanos < WINDOW_NANOS
        ? Double.NaN
        : (end.completed - start.completed) * 1e9 / elapsedNanos;
  }

  /** The last arrival while the silence since is no longer than usual, otherwise now. */
  private Sample end() {
    Sample now = samples.getLast();
    List<Sample> arrivals =
        samples.stream()
            .filter(Sample::arrival)
            .filter(s -> s.uptimeNanos >= now.uptimeNanos - LONGEST_WINDOW_NANOS)
            .toList();
    long longestGapNanos = 0;
    for (int i = 1; i < arrivals.size(); i++) {
      long gapNanos = arrivals.get(i).uptimeNanos - arrivals.get(i - 1).uptimeNanos;
      longestGapNanos = Math.max(longestGapNanos, gapNanos);
    }
    return arrivals.size() > 1
            && now.uptimeNanos - arrivals.getLast().uptimeNanos <= PATIENCE * longestGapNanos
        ? arrivals.getLast()
        : now;
  }

  /**
   * For an end at which some arrived: the newest arrival at least a window before it that leaves
   * enough completions between, or else the oldest that may be used. Otherwise, or where none
   * arrived so long ago, the newest sample of that age.
   */
  private Sample start(Sample end) {
    Sample sample = samples.getFirst();
    Sample arrival = null;
    for (Sample candidate : samples) {
      long ageNanos = end.uptimeNanos - candidate.uptimeNanos;
      if (ageNanos < WINDOW_NANOS) {
        break;
      }
      sample = candidate;
      boolean enough = end.completed - candidate.completed >= ENOUGH_COMPLETIONS;
      if (end.arrival
          && candidate.arrival
          && ageNanos <= LONGEST_WINDOW_NANOS
          && (arrival == null || enough)) {
        arrival = candidate;
      }
    }
    return arrival != null ? arrival : sample;
  }
}
