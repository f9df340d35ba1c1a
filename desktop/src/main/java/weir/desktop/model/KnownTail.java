package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.Snapshot;

/**
 * The last intervals that are known, so that of a second of which a server tells again what was
 * known of it is not counted twice. Confined to one thread.
 */
final class KnownTail {

  /** A step of a server's past, and what it may be longer by. */
  private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** Both ends are the times of samples; the lengths in between are rounded. */
  private static final long SAME_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private record Piece(long toNanos, Interval interval) {

    long fromNanos() {
      return toNanos - interval.intervalNanos();
    }
  }

  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();

  void add(Snapshot snapshot) {
    pieces.addLast(new Piece(snapshot.uptimeNanos(), snapshot.interval().packed()));
    while (pieces.getFirst().toNanos < snapshot.uptimeNanos() - KEPT_NANOS) {
      pieces.removeFirst();
    }
  }

  void clear() {
    pieces.clear();
  }

  /**
   * What of a snapshot is not known yet. Its counts follow from the ledger.
   *
   * @param snapshot one whose interval starts before what is known ends
   * @return the snapshot over the rest of its interval; without latencies where what is known of it
   *     can't be told apart
   */
  Snapshot restOf(Snapshot snapshot) {
    long knownNanos = pieces.getLast().toNanos;
    long restNanos = snapshot.uptimeNanos() - knownNanos;
    long from = snapshot.uptimeNanos() - snapshot.interval().intervalNanos();
    List<Interval> twice = new ArrayList<>();
    long reach = Long.MAX_VALUE;
    for (Piece piece : pieces) {
      if (piece.toNanos > from + SAME_NANOS) {
        reach = Math.min(reach, piece.fromNanos());
        twice.add(piece.interval);
      }
    }
    boolean whole = Math.abs(reach - from) <= SAME_NANOS;
    return snapshot.withInterval(
        whole ? without(snapshot.interval(), twice, restNanos) : without(restNanos));
  }

  private static Interval without(long nanos) {
    return new Interval(nanos, Interval.EMPTY.latencies(), CompressedHistogram.EMPTY);
  }

  private static Interval without(Interval whole, List<Interval> parts, long nanos) {
    Latencies<Histogram> rest = whole.latencies().map(packed -> packed.decode().copy());
    for (Interval part : parts) {
      rest.forEach(part.latencies(), KnownTail::take);
    }
    return new Interval(nanos, rest.map(CompressedHistogram::of), whole.hiccups());
  }

  /** No more than is there, whatever a server tells. */
  private static void take(Histogram from, CompressedHistogram packed) {
    if (packed.isEmpty()) {
      return;
    }
    for (HistogramIterationValue value : packed.decode().recordedValues()) {
      long there = from.getCountAtValue(value.getValueIteratedTo());
      if (there > 0) {
        from.recordValueWithCount(
            value.getValueIteratedTo(), -Math.min(there, value.getCountAtValueIteratedTo()));
      }
    }
  }
}
