package weir.core.latency;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.WriterReaderPhaser;
import org.jspecify.annotations.Nullable;

/**
 * Response times of one worker's events by cohort. One thread records, one other reads, and the
 * reader never makes the recording one wait: two tallies are swapped, as HdrHistogram's recorders
 * do it.
 */
final class CohortRecorder {

  private static final long YIELD_NANOS = 500_000;

  private final WriterReaderPhaser phaser = new WriterReaderPhaser();

  /** Swapped by the reader inside the phaser's lock, read by the recorder inside its section. */
  private volatile Tally active = new Tally();

  /** The reader's. */
  private Tally inactive = new Tally();

  void record(ArrivalCohort cohort, long micros, long intendedNanos) {
    long section = phaser.writerCriticalSectionEnter();
    try {
      active.add(cohort, micros, cohort.arrivalMicros(intendedNanos));
    } finally {
      phaser.writerCriticalSectionExit(section);
    }
  }

  /** Adds what was recorded since the last call to the cohorts. */
  void drain() {
    phaser.readerLock();
    try {
      Tally recorded = active;
      active = inactive;
      inactive = recorded;
      phaser.flipPhase(YIELD_NANOS);
    } finally {
      phaser.readerUnlock();
    }
    inactive.drain();
  }

  /** Few cohorts at a time end events, so that a short list does. Its histograms are used again. */
  private static final class Tally {
    private @Nullable ArrivalCohort[] cohorts = new ArrivalCohort[4];
    private @Nullable Histogram[] histograms = new Histogram[4];
    private long[] micros = new long[4];
    private long[] arrivals = new long[4];
    private int size;

    void add(ArrivalCohort cohort, long responseMicros, long arrivalMicros) {
      int place = placeOf(cohort);
      Histogram histogram = histograms[place];
      if (histogram == null) {
        histogram = new Histogram(LatencyRange.MAX_MICROS, 2);
        histograms[place] = histogram;
      }
      histogram.recordValue(responseMicros);
      micros[place] += responseMicros;
      arrivals[place] += arrivalMicros;
    }

    private int placeOf(ArrivalCohort cohort) {
      for (int place = size - 1; place >= 0; place--) {
        if (cohorts[place] == cohort) {
          return place;
        }
      }
      if (size == cohorts.length) {
        int larger = 2 * size;
        cohorts = Arrays.copyOf(cohorts, larger);
        histograms = Arrays.copyOf(histograms, larger);
        micros = Arrays.copyOf(micros, larger);
        arrivals = Arrays.copyOf(arrivals, larger);
      }
      cohorts[size] = cohort;
      return size++;
    }

    void drain() {
      for (int place = 0; place < size; place++) {
        ArrivalCohort cohort = cohorts[place];
        Histogram histogram = histograms[place];
        if (cohort != null && histogram != null) {
          cohort.add(histogram, micros[place], arrivals[place]);
          histogram.reset();
        }
        cohorts[place] = null;
        micros[place] = 0;
        arrivals[place] = 0;
      }
      size = 0;
    }
  }
}
