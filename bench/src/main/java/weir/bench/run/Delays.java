package weir.bench.run;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long events took from their publisher to their handler; the value of an event is its time.
 */
final class Delays {

  private static final long LONGEST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private final List<Histogram> ofWorkers = new ArrayList<>();
  private final ConcurrentHistogram shared = new ConcurrentHistogram(LONGEST_NANOS, DIGITS);

  /** From a point of time on this JVM's clock until now, within the range of the histograms. */
  static long since(long nanos) {
    return Math.clamp(System.nanoTime() - nanos, 0, LONGEST_NANOS);
  }

  Histogram addWorker() {
    Histogram histogram = newHistogram();
    ofWorkers.add(histogram);
    return histogram;
  }

  static Histogram newHistogram() {
    return new Histogram(LONGEST_NANOS, DIGITS);
  }

  ConcurrentHistogram shared() {
    return shared;
  }

  /** Forgets what was recorded. Call while nothing is being handled, as with {@link #total()}. */
  void reset() {
    ofWorkers.forEach(Histogram::reset);
    shared.reset();
  }

  Histogram total() {
    Histogram total = newHistogram();
    ofWorkers.forEach(total::add);
    total.add(shared);
    return total;
  }
}
