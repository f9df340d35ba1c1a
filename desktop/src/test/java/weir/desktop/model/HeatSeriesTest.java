package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Latencies;
import weir.desktop.Snapshots;

@Timeout(60)
class HeatSeriesTest {

  private static final long MILLIS = 1_000_000;

  private final SlotStore slots = new SlotStore(SlotStore.BUDGET_BYTES);
  private final HeatSeries heat = new HeatSeries(slots);
  private long now;

  private void add(long millis, long... micros) {
    Histogram seen = Snapshots.micros(micros);
    Latencies<CompressedHistogram> latencies =
        Latencies.generate(() -> CompressedHistogram.of(seen));
    long from = now;
    now += millis * MILLIS;
    slots.add(
        new Sample(
            from,
            now,
            new double[Gauge.values().length],
            new long[Tally.values().length],
            latencies));
  }

  private HeatColumns read(long from, long to) {
    return heat.read(LatencyClock.RESPONSE, from, to, now);
  }

  @Test
  void shouldCountEveryEventInItsCell() {
    Random random = new Random(5);
    long[] inBin = new long[LatencyBins.COUNT];
    for (int i = 0; i < 600; i++) {
      long[] micros = random.longs(5, 1, 4_000_000_000L).toArray();
      for (long each : micros) {
        // The histogram keeps three digits, and tells its middle or end: within a thousandth.
        inBin[LatencyBins.of(Snapshots.micros(each).getMaxValue())]++;
      }
      add(50, micros);
    }
    HeatColumns columns = readAll(0, 30_000 * MILLIS);
    assertThat(columns.columnNanos()).isEqualTo(250 * MILLIS);
    assertThat(columns.columns().stream().mapToLong(HeatColumn::total).sum()).isEqualTo(3_000);
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      int of = bin;
      assertThat(columns.columns().stream().mapToLong(column -> column.count(of)).sum())
          .as("bin %d", bin)
          .isEqualTo(inBin[bin]);
    }
  }

  private HeatColumns readAll(long from, long to) {
    HeatColumns columns = read(from, to);
    for (int step = 0; !columns.complete(); step++) {
      assertThat(step).isLessThan(20);
      columns = read(from, to);
    }
    return columns;
  }

  @Test
  void shouldReadAFewNewColumnsAtOnceTheNewestFirst() {
    for (int i = 0; i < 200; i++) {
      add(250, 1_000);
    }
    HeatColumns first = read(0, now);
    assertThat(first.complete()).isFalse();
    assertThat(first.columns()).hasSizeBetween(HeatSeries.MOST_NEW - 2, HeatSeries.MOST_NEW);
    assertThat(first.columns().getLast().toNanos()).isGreaterThanOrEqualTo(now - 250 * MILLIS);
    List<HeatColumn> all = readAll(0, now).columns();
    assertThat(all.stream().mapToLong(HeatColumn::total).sum()).isEqualTo(200);
    // What has ended is not read again.
    assertThat(read(0, now).columns().get(3)).isSameAs(all.get(3));
  }

  @Test
  void shouldReadAnOpenColumnAgain() {
    add(250, 1_000);
    add(100, 2_000);
    long before = readAll(0, now).columns().getLast().total();
    add(50, 3_000, 3_000);
    assertThat(readAll(0, now).columns().getLast().total()).isEqualTo(before + 2);
  }

  @Test
  void shouldTakeLongerColumnsForLongerWindowsAndNeverLoseAnEvent() {
    for (int i = 0; i < 8_000; i++) {
      add(1_000, 500, 900_000);
    }
    for (long minutes : new long[] {2, 10, 60, 600}) {
      long from = Math.max(0, now - minutes * 60_000 * MILLIS);
      HeatColumns columns = readAll(from, now);
      assertThat(columns.columns()).hasSizeLessThanOrEqualTo(HeatSeries.MOST_COLUMNS + 2);
      long events = columns.columns().stream().mapToLong(HeatColumn::total).sum();
      long seconds = (now - from) / (1_000 * MILLIS);
      long columnSeconds = columns.columnNanos() / (1_000 * MILLIS);
      assertThat(events).isBetween(2 * seconds - 4, 2 * (seconds + columnSeconds) + 4);
    }
  }

  @Test
  void shouldSortLatenciesIntoBinsOfEqualFactors() {
    assertThat(LatencyBins.of(0)).isZero();
    assertThat(LatencyBins.of(1)).isZero();
    assertThat(LatencyBins.of(Long.MAX_VALUE)).isEqualTo(LatencyBins.COUNT - 1);
    for (long micros : new long[] {2, 9, 10, 11, 999, 1_000, 1_001, 59_999, 3_600_000_000L}) {
      int bin = LatencyBins.of(micros);
      assertThat((double) micros)
          .isBetween(
              LatencyBins.fromMicros(bin) * (1 - 1e-9),
              LatencyBins.fromMicros(bin + 1) * (1 + 1e-9));
    }
    assertThat(LatencyBins.fromMicros(16)).isEqualTo(10);
  }
}
