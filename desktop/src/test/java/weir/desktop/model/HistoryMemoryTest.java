package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Cohort;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;

/** Ten hours of a busy source, in real bytes of the heap. */
@Timeout(300)
class HistoryMemoryTest {

  private static final int HOURS = 10;
  private static final long TICK_MILLIS = 4_000;
  private static final int EVENTS_PER_TICK = 500;

  /** So many different intervals take turns. */
  private static final int POOL = 61;

  private static final long MOST_BYTES = 64L << 20;

  private final Random random = new Random(5);

  @Test
  void shouldKeepTenHoursIn64Megabytes() {
    List<Latencies<CompressedHistogram>> wide = wide();
    // What they are read from is not the history's.
    wide.forEach(each -> each.map(CompressedHistogram::decode));
    long before = usedBytes();
    History history = new History();
    long ticks = HOURS * 3_600_000L / TICK_MILLIS;
    long started = System.nanoTime();
    for (long tick = 1; tick <= ticks; tick++) {
      history.add(snapshot(tick, wide.get((int) (tick % POOL))));
    }
    long nanosEach = (System.nanoTime() - started) / ticks;
    long used = usedBytes() - before;
    System.out.printf(
        "10 h: %,d bytes of heap, of which slots %,d; %,d ns for each snapshot, with its making%n",
        used, history.bytes(), nanosEach);

    assertThat(wide).hasSize(POOL);
    assertThat(used).isLessThanOrEqualTo(MOST_BYTES);
    long now = history.nowNanos();
    SpanFigures all = history.figures(0, now, LatencyClock.RESPONSE);
    assertThat(all.latency().getTotalCount()).isEqualTo(ticks * EVENTS_PER_TICK);
    assertThat(all.count(Tally.COMPLETIONS)).isEqualTo((ticks - 1) * EVENTS_PER_TICK);
    assertThat(history.oldestNanos()).isZero();
  }

  /** Latencies are spread evenly over five decades, those of each clock differently. */
  private List<Latencies<CompressedHistogram>> wide() {
    return Stream.generate(() -> Latencies.generate(this::wideHistogram)).limit(POOL).toList();
  }

  private CompressedHistogram wideHistogram() {
    Histogram seen = new Histogram(3);
    for (int event = 0; event < EVENTS_PER_TICK; event++) {
      seen.recordValue((long) Math.pow(10, 2 + 5 * random.nextDouble()));
    }
    return CompressedHistogram.of(seen);
  }

  private static Snapshot snapshot(long tick, Latencies<CompressedHistogram> latencies) {
    long uptimeMillis = tick * TICK_MILLIS;
    Snapshot bare =
        Snapshots.at(uptimeMillis, tick * EVENTS_PER_TICK, tick % 1_000, (int) (tick / 500 % 9))
            .withInterval(new Interval(TICK_MILLIS * 1_000_000, latencies, hiccups(tick)));
    return Snapshots.withCohorts(bare, cohort(tick, uptimeMillis));
  }

  private static CompressedHistogram hiccups(long tick) {
    return tick % 100 == 0
        ? CompressedHistogram.of(Snapshots.micros(2_000_000))
        : CompressedHistogram.EMPTY;
  }

  private static Cohort cohort(long number, long uptimeMillis) {
    LatencySummary summary = new LatencySummary(2_000, 5, 5, 5, 5, 5, 5);
    return new Cohort(
        number, uptimeMillis * 1e3, 2_000, Latencies.generate(() -> Optional.of(summary)), 5);
  }

  /** The least of several looks: what is garbage by then is gone. */
  private static long usedBytes() {
    return LongStream.range(0, 5)
        .map(
            look -> {
              System.gc();
              Runtime runtime = Runtime.getRuntime();
              return runtime.totalMemory() - runtime.freeMemory();
            })
        .min()
        .orElseThrow();
  }
}
