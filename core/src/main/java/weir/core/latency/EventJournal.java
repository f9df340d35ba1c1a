package weir.core.latency;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;

/**
 * Events that a worker ended, written down one by one, up to a number. Reading a few events costs a
 * hundredth of adding up histograms, which takes a pass over all counts, and they take a tenth of
 * the memory. Not thread-safe.
 */
final class EventJournal {

  /** A worker that ends more between two samples ends 5,000 a second. */
  static final int MOST = 256;

  private final @Nullable CohortRecorder[] cohorts = new CohortRecorder[MOST];
  private final long[] arrivalMicros = new long[MOST];
  private final long[] depths = new long[MOST];

  /** Of the places up to {@link #size}. */
  private final Latencies<long[]> micros = Latencies.generate(() -> new long[MOST]);

  private int size;
  private long overRange;

  boolean isFull() {
    return size == MOST;
  }

  /** Writes an event down; see {@link WorkerRecorder#record}. */
  void add(
      CohortRecorder cohort,
      long intendedNanos,
      long acceptedNanos,
      long startedNanos,
      long finishedNanos,
      long resourceWaitNanos,
      long holdNanos,
      long depth) {
    int place = size;
    cohorts[place] = cohort;
    arrivalMicros[place] = cohort.arrivalMicros(intendedNanos);
    depths[place] = depth;
    boolean usedResource = holdNanos != ClockTotals.NONE;
    micros.waitTime()[place] = micros(startedNanos - acceptedNanos);
    micros.resourceWait()[place] = usedResource ? micros(resourceWaitNanos) : ClockTotals.NONE;
    micros.holdTime()[place] = usedResource ? micros(holdNanos) : ClockTotals.NONE;
    micros.serviceTime()[place] = micros(finishedNanos - startedNanos);
    micros.responseTime()[place] = micros(finishedNanos - intendedNanos);
    size = place + 1;
  }

  private long micros(long nanos) {
    long micros = Math.max(0, nanos) / 1_000;
    if (micros > LatencyRange.MAX_MICROS) {
      overRange++;
      return LatencyRange.MAX_MICROS;
    }
    return micros;
  }

  /** Takes events of one cohort that follow each other. */
  interface Reader {

    /**
     * Reads some events.
     *
     * @param cohort theirs
     * @param micros their times, {@link ClockTotals#NONE} where there is none
     * @param depths how many were waiting when each came, or {@link WorkerRecorder#UNKNOWN_DEPTH}
     * @param arrivalMicros sum of their intended arrivals
     * @param from the first place of these in the arrays
     * @param to the place behind the last
     */
    void read(
        CohortRecorder cohort,
        Latencies<long[]> micros,
        long[] depths,
        long arrivalMicros,
        int from,
        int to);
  }

  /** Has everything read, and starts empty. */
  void drainInto(Reader reader) {
    int from = 0;
    while (from < size) {
      CohortRecorder cohort = cohorts[from];
      long arrivals = 0;
      int to = from;
      while (to < size && cohorts[to] == cohort) {
        arrivals += arrivalMicros[to++];
      }
      if (cohort != null) {
        reader.read(cohort, micros, depths, arrivals, from, to);
      }
      from = to;
    }
    // A cohort that has ended is garbage, and not kept from it by a worker that idles.
    Arrays.fill(cohorts, 0, size, null);
    size = 0;
  }

  /** Latencies above the range since the last call, written down as its end. */
  long takeOverRange() {
    long taken = overRange;
    overRange = 0;
    return taken;
  }

  /** Records the times of some events. */
  static void record(Latencies<long[]> micros, int from, int to, Latencies<Histogram> into) {
    into.forEach(
        micros,
        (histogram, values) -> {
          for (int place = from; place < to; place++) {
            if (values[place] != ClockTotals.NONE) {
              histogram.recordValue(values[place]);
            }
          }
        });
  }
}
