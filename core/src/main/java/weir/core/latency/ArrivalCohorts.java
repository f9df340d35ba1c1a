package weir.core.latency;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.Latencies;

/**
 * The cohorts of a pipeline: one for each second with arrivals, the latest of them kept.
 *
 * <p>Not final so that the tests can let it throw.
 */
public class ArrivalCohorts {

  private static final long LENGTH_NANOS = 1_000_000_000L;

  private final long originNanos;
  private final Latencies<Boolean> has;

  /** The cohort of events accepted now. Replaced under the sampler's lock. */
  private volatile CohortRecorder current;

  // What follows is confined to the thread that holds the sampler's lock.
  private final ArrayDeque<CohortRecorder> kept = new ArrayDeque<>();
  private @Nullable CohortRecorder spare;
  private long next;
  private boolean arriving;
  private long arrivingSinceNanos;

  /**
   * Starts with an empty cohort.
   *
   * @param originNanos zero of the time axis, on the monotonic clock
   */
  public ArrivalCohorts(long originNanos) {
    this(originNanos, Latencies.generate(() -> true));
  }

  /**
   * Starts with an empty cohort.
   *
   * @param originNanos zero of the time axis, on the monotonic clock
   * @param has whether the events have each clock
   */
  ArrivalCohorts(long originNanos, Latencies<Boolean> has) {
    this.originNanos = originNanos;
    this.has = has;
    current = new CohortRecorder(next++, originNanos, has);
  }

  /**
   * The cohort to count an event in that is accepted now. Thread-safe.
   *
   * @return the cohort
   */
  public CohortRecorder current() {
    return current;
  }

  /**
   * Counts an event that has been accepted, before it can be claimed. Thread-safe.
   *
   * @param cohort what was {@link #current()} when it was
   * @param intendedNanos when it should have arrived, on the monotonic clock
   */
  public void countArrival(CohortRecorder cohort, long intendedNanos) {
    cohort.countArrival(intendedNanos);
  }

  /** Starts the next cohort a second after the first arrivals of this one were noticed. */
  void tick(long nowNanos) {
    if (!arriving) {
      if (!current.isEmpty()) {
        arriving = true;
        arrivingSinceNanos = nowNanos;
        keep(current);
      }
    } else if (nowNanos - arrivingSinceNanos >= LENGTH_NANOS) {
      arriving = false;
      current = begin();
    }
  }

  private CohortRecorder begin() {
    CohortRecorder ended = spare;
    spare = null;
    return ended == null ? new CohortRecorder(next++, originNanos, has) : ended.succeededBy(next++);
  }

  private void keep(CohortRecorder cohort) {
    if (kept.size() == Cohort.MOST) {
      CohortRecorder oldest = kept.removeFirst();
      if (oldest.hasEnded()) {
        spare = oldest;
      }
    }
    kept.addLast(cohort);
  }

  List<Cohort> figures(long nowNanos) {
    return kept.stream().map(cohort -> cohort.figures(nowNanos)).toList();
  }

  /** Forgets cohorts of which nothing is left in the pipeline. */
  void reset() {
    kept.removeIf(cohort -> cohort != current && cohort.hasEnded());
  }
}
