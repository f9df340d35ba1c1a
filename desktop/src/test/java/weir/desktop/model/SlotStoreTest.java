package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;
import weir.desktop.Snapshots;

@Timeout(60)
class SlotStoreTest {

  private static final long MILLIS = 1_000_000;
  private static final long HOUR = 3_600_000 * MILLIS;

  private final SlotStore store = new SlotStore(SlotStore.BUDGET_BYTES);
  private long now;
  private long events;

  /** Packing is what takes the time. */
  private final Map<Long, CompressedHistogram> packedOf = new HashMap<>();

  private static CompressedHistogram packed(int arrivals, long micros) {
    Histogram seen = Snapshots.micros();
    if (arrivals > 0) {
      seen.recordValueWithCount(micros, arrivals);
    }
    return CompressedHistogram.of(seen);
  }

  /** One that stands for a time, in which so many events arrived, all of the same latency. */
  private void add(long millis, int arrivals, long micros) {
    double[] gauges = new double[Gauge.values().length];
    Arrays.fill(gauges, arrivals);
    long[] counts = new long[Tally.values().length];
    counts[Tally.ARRIVALS.index()] = arrivals;
    CompressedHistogram packed =
        packedOf.computeIfAbsent(micros * 100 + arrivals, key -> packed(arrivals, micros));
    Latencies<CompressedHistogram> latencies = Latencies.generate(() -> packed);
    long from = now;
    now += millis * MILLIS;
    events += arrivals;
    store.add(new Sample(from, now, gauges, counts, latencies));
  }

  private SpanFigures figures(long from, long to) {
    SpanSum sum = new SpanSum(LatencyClock.RESPONSE);
    store.visitCover(from + 1, to + 1, sum::add);
    return sum.figures();
  }

  private List<Slot> drawn(long from, long to, double pixelNanos) {
    List<Slot> slots = new ArrayList<>();
    store.visitForDrawing(from, to + 1, pixelNanos, slots::add);
    return slots;
  }

  @Test
  void shouldCountEveryEventOnceAtEveryAge() {
    Random random = new Random(7);
    for (int i = 0; i < 60_000; i++) {
      // Some stand for many slots, and some for a part of one.
      add(
          i % 100 == 0 ? 1 + random.nextInt(7_000) : 1 + random.nextInt(999),
          random.nextInt(4),
          i % 997 * 61L);
    }
    assertThat(now).isGreaterThan(8 * HOUR);
    SpanFigures all = figures(0, now);
    assertThat(all.count(Tally.ARRIVALS)).isEqualTo(events);
    assertThat(all.latency().getTotalCount()).isEqualTo(events);
    assertThat(all.knownNanos()).isEqualTo(now);
    for (double pixel : new double[] {0, 1e9, 6e10}) {
      List<Slot> slots = drawn(0, now, pixel);
      assertThat(slots.stream().mapToLong(slot -> slot.count(Tally.ARRIVALS)).sum())
          .isEqualTo(events);
      for (int i = 1; i < slots.size(); i++) {
        assertThat(slots.get(i).fromNanos()).isEqualTo(slots.get(i - 1).toNanos());
      }
    }
  }

  @Test
  void shouldSplitAnyStretchWithoutLossOrDoubleCount() {
    for (int i = 0; i < 40_000; i++) {
      add(700, i % 3, 10);
    }
    Random random = new Random(11);
    for (int i = 0; i < 80; i++) {
      long middle = (long) (random.nextDouble() * now);
      SpanFigures left = figures(0, middle);
      SpanFigures right = figures(middle, now);
      assertThat(left.count(Tally.ARRIVALS) + right.count(Tally.ARRIVALS)).isEqualTo(events);
      assertThat(left.toNanos()).isEqualTo(right.fromNanos());
      assertThat(left.toNanos()).isLessThanOrEqualTo(middle);
    }
  }

  @Test
  void shouldBeExactInTheLastMinutes() {
    for (int i = 0; i < 20_000; i++) {
      add(50, 1, 10);
    }
    SpanFigures lately = figures(now - 10_000 * MILLIS, now);
    assertThat(lately.count(Tally.ARRIVALS)).isBetween(195L, 205L);
    assertThat(lately.rate(Tally.ARRIVALS)).isEqualTo(20);
  }

  @Test
  void shouldKeepExtremesAndMeansOfGauges() {
    add(100, 4, 1);
    add(300, 0, 1);
    add(3_000, 9, 1);
    Slot slot = drawn(0, now, 1e12).getFirst();
    assertThat(slot.least(Gauge.BACKLOG)).isEqualTo(4);
    SlotSum sum = new SlotSum();
    for (Slot each : drawn(0, now, 0)) {
      assertThat(each.most(Gauge.BACKLOG)).isGreaterThanOrEqualTo(each.least(Gauge.BACKLOG));
    }
    assertThat(sum.isEmpty()).isTrue();
    for (int i = 0; i < 200; i++) {
      add(100, i % 2 * 10, 1);
    }
    List<Slot> coarse = drawn(now - 8_000 * MILLIS, now - 4_000 * MILLIS, 2e9);
    assertThat(coarse.getFirst().least(Gauge.BACKLOG)).isZero();
    assertThat(coarse.getFirst().most(Gauge.BACKLOG)).isEqualTo(10);
    assertThat(coarse.getFirst().mean(Gauge.BACKLOG)).isEqualTo(5);
  }

  @Test
  void shouldGiveUpFineSlotsWhereTheBudgetIsExceededButNoTime() {
    SlotStore small = new SlotStore(1 << 20);
    Random random = new Random(3);
    long counted = 0;
    List<CompressedHistogram> packed =
        Stream.generate(() -> CompressedHistogram.of(wide(random))).limit(61).toList();
    for (int i = 0; i < 8_000; i++) {
      counted += 50;
      CompressedHistogram next = packed.get(i % packed.size());
      Latencies<CompressedHistogram> latencies = Latencies.generate(() -> next);
      long to = (i + 1L) * 250 * MILLIS;
      small.add(
          new Sample(
              to - 250 * MILLIS,
              to,
              new double[Gauge.values().length],
              new long[Tally.values().length],
              latencies));
      assertThat(small.bytes()).isLessThanOrEqualTo(1 << 20);
    }
    SpanSum sum = new SpanSum(LatencyClock.WAIT);
    small.visitCover(0, Long.MAX_VALUE, sum::add);
    assertThat(sum.figures().latency().getTotalCount()).isEqualTo(counted);
    assertThat(small.slotNanosAt(0)).isGreaterThan(250 * MILLIS);
  }

  private static Histogram wide(Random random) {
    Histogram wide = Snapshots.micros();
    for (int event = 0; event < 50; event++) {
      wide.recordValue((long) Math.exp(3 + 12 * random.nextDouble()));
    }
    return wide;
  }

  @Test
  void shouldStartSlotsAnewAfterAnInterruption() {
    for (int i = 0; i < 100; i++) {
      add(30, 1, 10);
      store.interrupt();
    }
    assertThat(figures(0, now).count(Tally.ARRIVALS)).isEqualTo(100);
    assertThat(figures(1_500 * MILLIS, now).count(Tally.ARRIVALS)).isEqualTo(50);
    store.clear();
    assertThat(figures(0, now).count(Tally.ARRIVALS)).isZero();
    assertThat(store.oldestNanos()).isEqualTo(Long.MAX_VALUE);
  }
}
