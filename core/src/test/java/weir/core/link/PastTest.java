package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.Samples;
import weir.core.figures.Snapshot;

@Timeout(60)
class PastTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final CompressedHistogram ONE = one();

  private final Past past = new Past();
  private long added;

  private static CompressedHistogram one() {
    Histogram histogram = new Histogram(3);
    histogram.recordValue(500_000);
    return CompressedHistogram.of(histogram);
  }

  private void add(long uptimeNanos, long intervalNanos, long resets, CompressedHistogram seen) {
    Snapshot counted = Samples.counted(++added);
    past.add(
        new Snapshot(
            counted.source(),
            added,
            added,
            uptimeNanos,
            resets,
            counted.ledger(),
            counted.workers(),
            counted.resource(),
            counted.overRange(),
            counted.sinceReset(),
            counted.hiccups(),
            Optional.of(List.of()),
            new Interval(
                intervalNanos, Latencies.generate(() -> seen), CompressedHistogram.EMPTY)));
  }

  private static long events(List<Snapshot> snapshots) {
    return snapshots.stream()
        .mapToLong(each -> each.interval().responseTime().decode().getTotalCount())
        .sum();
  }

  private static long covered(List<Snapshot> snapshots) {
    return snapshots.stream().mapToLong(each -> each.interval().intervalNanos()).sum();
  }

  @Test
  void shouldKeepASnapshotForEachSecondAndEachCount() {
    long tick = SECOND / 20;
    for (int number = 1; number <= 100; number++) {
      add(number * tick, tick, 0, ONE);
      List<Snapshot> kept = past.snapshots();
      assertThat(events(kept)).isEqualTo(number);
      assertThat(covered(kept)).isEqualTo(number * tick);
    }
    List<Snapshot> kept = past.snapshots();
    assertThat(kept).extracting(Snapshot::number).containsExactly(20L, 40L, 60L, 80L, 100L);
    assertThat(kept.get(4).cohorts()).isPresent();
    assertThat(kept.subList(0, 4)).allSatisfy(each -> assertThat(each.cohorts()).isEmpty());
  }

  @Test
  void shouldKeepSnapshotsThatAreASecondApartAsTheyAre() {
    for (int number = 1; number <= 10; number++) {
      add(number * SECOND, SECOND, 0, ONE);
    }
    assertThat(past.snapshots())
        .hasSize(10)
        .allSatisfy(each -> assertThat(events(List.of(each))).isOne());
  }

  @Test
  void shouldKeepTenMinutesAndNotMuchMore() {
    for (int number = 1; number <= 2_000; number++) {
      add(number * SECOND, SECOND, 0, CompressedHistogram.EMPTY);
    }
    assertThat(past.snapshots()).hasSizeBetween(600, 602);
    assertThat(past.snapshots().get(0).uptimeNanos()).isLessThanOrEqualTo(1_400 * SECOND);
  }

  @Test
  void shouldNotMergeAcrossAReset() {
    long tick = SECOND / 20;
    for (int number = 1; number <= 20; number++) {
      add(number * tick, tick, number / 5, ONE);
    }
    assertThat(past.snapshots()).extracting(Snapshot::resets).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(events(past.snapshots())).isEqualTo(20);
  }

  @Test
  void shouldGetCoarserWithAgeAndLoseNothingWhereHistogramsAreLarge() {
    Random random = new Random(7);
    List<CompressedHistogram> large = new ArrayList<>();
    for (int kind = 0; kind < 4; kind++) {
      large.add(CompressedHistogram.of(Samples.histogram(random, 4_000)));
    }
    for (int number = 1; number <= 600; number++) {
      add(number * SECOND, SECOND, 0, large.get(number % 4));
    }
    List<Snapshot> kept = past.snapshots();
    assertThat(past.bytes()).isLessThanOrEqualTo(Past.MAX_BYTES);
    assertThat(events(kept)).isEqualTo(600 * 4_000L);
    assertThat(covered(kept)).isEqualTo(600 * SECOND);
    assertThat(kept.size()).isLessThan(600).isGreaterThan(20);
    assertThat(kept.get(kept.size() - 2).interval().intervalNanos()).isEqualTo(SECOND);
    assertThat(kept.get(0).interval().intervalNanos()).isGreaterThan(SECOND);
  }

  @Test
  void shouldStayBoundedWhateverIsReset() {
    CompressedHistogram large = CompressedHistogram.of(Samples.histogram(new Random(7), 4_000));
    for (int number = 1; number <= 2_000; number++) {
      add(number * SECOND / 20, SECOND / 20, number, large);
    }
    assertThat(past.bytes()).isLessThanOrEqualTo(Past.MAX_BYTES);
  }

  @Test
  void shouldKeepTheLastChanges() {
    for (int number = 1; number <= Change.MOST_KEPT + 5; number++) {
      past.add(Samples.change(number));
    }
    assertThat(past.changes()).hasSize(Change.MOST_KEPT);
    assertThat(past.changes().get(0).number()).isEqualTo(6);
  }

  @Test
  void shouldDivideItselfIntoMessagesThatFit() throws LinkException {
    CompressedHistogram full = CompressedHistogram.of(Samples.fullHistogram());
    List<Snapshot> snapshots = new ArrayList<>();
    for (int number = 1; number <= 5; number++) {
      snapshots.add(Samples.snapshot(new Random(number), number, Latencies.generate(() -> full)));
    }
    for (int number = 6; number <= 200; number++) {
      snapshots.add(Samples.counted(number));
    }
    List<Change> changes = new ArrayList<>();
    for (int number = 1; number <= Change.MOST_KEPT; number++) {
      String text = "日".repeat(Change.MAX_TEXT_LENGTH);
      changes.add(
          new Change(
              "weir", number, 1, 1, Change.Kind.RESOURCE, "日".repeat(64), text, text + number));
    }
    List<Snapshot> got = new ArrayList<>();
    List<Change> gotChanges = new ArrayList<>();
    for (ServerMessage.PastMessage message :
        ServerMessage.PastMessage.divide("weir", snapshots, changes)) {
      var frame = Codec.encode(message);
      frame.getInt();
      var back = (ServerMessage.PastMessage) Codec.decodeServer(frame);
      assertThat(gotChanges.isEmpty() && !back.snapshots().isEmpty()).isFalse();
      got.addAll(back.snapshots());
      gotChanges.addAll(back.changes());
    }
    assertThat(got).extracting(Snapshot::number).isSorted().hasSize(200);
    assertThat(gotChanges).isEqualTo(changes);
    assertThat(ServerMessage.PastMessage.divide("weir", List.of(), List.of())).isEmpty();
  }
}
