package weir.desktop.model;

import java.util.Arrays;
import org.HdrHistogram.Histogram;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;

/** A slot that is being added up. Confined to one thread. */
final class SlotSum {

  private static final int GAUGES = Gauge.values().length;

  private final double[] least = new double[GAUGES];
  private final double[] most = new double[GAUGES];
  private final double[] last = new double[GAUGES];

  /** Value times time, and that time: their quotient is the mean. */
  private final double[] area = new double[GAUGES];

  private final double[] nanos = new double[GAUGES];
  private final long[] counts = new long[Tally.values().length];
  private final Latencies<Histogram> latencies = Latencies.generate(LatencyRange::newHistogram);
  private long fromNanos;
  private long toNanos;

  SlotSum() {
    clear();
  }

  boolean isEmpty() {
    return toNanos == fromNanos;
  }

  long fromNanos() {
    return fromNanos;
  }

  long toNanos() {
    return toNanos;
  }

  void add(Sample sample) {
    extend(sample.fromNanos(), sample.toNanos());
    double elapsed = sample.toNanos() - sample.fromNanos();
    for (int i = 0; i < GAUGES; i++) {
      double value = sample.gauge(i);
      if (!Double.isNaN(value)) {
        add(i, value, value, value, value * elapsed, elapsed);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += sample.count(i);
    }
    latencies.forEach(sample.latencies(), (sum, next) -> next.addTo(sum));
  }

  /** Adds what follows on this. */
  void add(SlotSum next) {
    extend(next.fromNanos, next.toNanos);
    for (int i = 0; i < GAUGES; i++) {
      if (next.nanos[i] > 0) {
        add(i, next.least[i], next.most[i], next.last[i], next.area[i], next.nanos[i]);
      }
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] += next.counts[i];
    }
    latencies.forEach(next.latencies, SlotSum::add);
  }

  private void extend(long from, long to) {
    if (isEmpty()) {
      fromNanos = from;
    }
    toNanos = to;
  }

  private void add(int gauge, double low, double high, double newest, double sum, double elapsed) {
    least[gauge] = Math.min(least[gauge], low);
    most[gauge] = Math.max(most[gauge], high);
    last[gauge] = newest;
    area[gauge] += sum;
    nanos[gauge] += elapsed;
  }

  private static void add(Histogram sum, Histogram other) {
    if (other.getTotalCount() > 0) {
      sum.add(other);
    }
  }

  /** The slot as it is kept. */
  Slot pack() {
    return slot(latencies.map(SlotLatency.Packed::of));
  }

  /** The slot as it is by now: its latencies are this sum's own. */
  Slot peek() {
    return slot(latencies.map(SlotLatency.Open::new));
  }

  private Slot slot(Latencies<? extends SlotLatency> kept) {
    double[] gauges = new double[4 * GAUGES];
    for (int i = 0; i < GAUGES; i++) {
      boolean known = nanos[i] > 0;
      gauges[4 * i] = known ? least[i] : Double.NaN;
      gauges[4 * i + 1] = known ? most[i] : Double.NaN;
      gauges[4 * i + 2] = last[i];
      gauges[4 * i + 3] = area[i] / nanos[i];
    }
    return new Slot(fromNanos, toNanos, gauges, counts.clone(), kept);
  }

  void clear() {
    fromNanos = 0;
    toNanos = 0;
    Arrays.fill(least, Double.POSITIVE_INFINITY);
    Arrays.fill(most, Double.NEGATIVE_INFINITY);
    Arrays.fill(last, Double.NaN);
    Arrays.fill(area, 0);
    Arrays.fill(nanos, 0);
    Arrays.fill(counts, 0);
    for (Histogram histogram : latencies.toList()) {
      if (histogram.getTotalCount() > 0) {
        histogram.reset();
      }
    }
  }
}
