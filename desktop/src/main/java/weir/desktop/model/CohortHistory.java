package weir.desktop.model;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Cohort;
import weir.core.figures.Snapshot;

/**
 * Events by when they arrived, of two hours: longer than a snapshot goes back, and not as long as
 * the charts do, for percentiles of seconds do not add up to those of minutes. Confined to one
 * thread.
 */
public final class CohortHistory {

  private static final double NANOS_PER_MICRO = 1e3;
  private static final long KEEP_NANOS = TimeUnit.HOURS.toNanos(2);

  private final TreeMap<Long, Cohort> byNumber = new TreeMap<>();

  /** Takes what a snapshot knows of its cohorts, and keeps what it knows no longer. */
  void add(Snapshot snapshot) {
    for (Cohort cohort : snapshot.cohorts().orElse(List.of())) {
      byNumber.put(cohort.number(), cohort);
    }
    long oldest = snapshot.uptimeNanos() - KEEP_NANOS;
    while (!byNumber.isEmpty() && arrivalNanos(byNumber.firstEntry().getValue()) < oldest) {
      byNumber.pollFirstEntry();
    }
  }

  void clear() {
    byNumber.clear();
  }

  /**
   * The cohorts, oldest first.
   *
   * @return a live view that cannot be changed
   */
  public Collection<Cohort> all() {
    return Collections.unmodifiableCollection(byNumber.values());
  }

  /**
   * Mean arrival of a cohort.
   *
   * @param cohort the cohort
   * @return the server's uptime, in nanoseconds
   */
  public static long arrivalNanos(Cohort cohort) {
    return Math.round(cohort.arrivalUptimeMicros() * NANOS_PER_MICRO);
  }
}
