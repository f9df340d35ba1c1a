package weir.core.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.settings.ResourceSettings;

@Timeout(60)
class GroupSumTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final GroupSum sum = new GroupSum("orders");

  private static long millis(long millis) {
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void put(String member, Snapshot snapshot, long atMillis) {
    sum.put(member, snapshot, millis(atMillis), atMillis);
  }

  private Snapshot take(long atMillis) {
    return sum.take(millis(atMillis), atMillis);
  }

  /** Members report when they like, come, go and come back; every value is counted once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldMergeEveryValueOnceWhoeverReportsWhen(long seed) {
    Random random = new Random(seed);
    Histogram all = LatencyRange.newHistogram();
    Histogram taken = LatencyRange.newHistogram();
    Map<String, Long> uptimes = new HashMap<>();
    long intervals = 0;
    long firstMillis = 0;
    for (int step = 1; step <= 400; step++) {
      String member = "pid " + random.nextInt(5);
      long uptime = uptimes.merge(member, 1 + random.nextLong(5_000), Long::sum);
      long[] values = random.longs(random.nextInt(20), 1, 3_000_000).toArray();
      for (long value : values) {
        all.recordValue(value);
      }
      Ledger ledger = GroupMembers.ledger(step, 0, 3, 0);
      put(member, GroupMembers.snapshot(uptime, ledger, true, 2, 50, values), 10L * step);
      if (random.nextInt(20) == 0) {
        sum.remove(member);
      }
      if (random.nextInt(3) == 0 && !sum.isEmpty()) {
        Snapshot group = take(10L * step + 1);
        group.interval().responseTime().addTo(taken);
        assertThat(group.ledger().isClosed()).as("seed " + seed).isTrue();
        firstMillis = firstMillis == 0 ? 10L * step + 1 - 50 : firstMillis;
        intervals += group.interval().intervalNanos();
      }
    }
    if (sum.isEmpty()) {
      put(
          "pid 9",
          GroupMembers.snapshot(1, GroupMembers.ledger(3_000, 0, 0, 0), true, 1, 1),
          30_000);
    }
    Snapshot last = take(30_001);
    last.interval().responseTime().addTo(taken);
    intervals += last.interval().intervalNanos();

    LatencySummary expected = LatencySummary.of(all);
    assertThat(LatencySummary.of(taken)).as("seed " + seed).isEqualTo(expected);
    assertThat(last.sinceReset().responseTime()).as("seed " + seed).hasValue(expected);
    assertThat(last.sinceReset().resourceWait()).isEmpty();
    assertThat(intervals).as("no time twice").isEqualTo(millis(30_001 - firstMillis));
  }

  @Test
  void shouldAddWorkersAndWhatIsOfEachProcessAndNotTheLedger() {
    put("pid 1", GroupMembers.snapshot(9_000, GroupMembers.ledger(90, 5, 40, 3), true, 2, 50), 100);
    put("pid 2", GroupMembers.snapshot(4_000, GroupMembers.ledger(90, 5, 40, 4), true, 1, 50), 110);
    Snapshot group = take(120);

    assertThat(group.source()).isEqualTo("orders");
    assertThat(group.ledger()).isEqualTo(new Ledger(136, 90, 5, 7, 39, 2));
    assertThat(group.workers())
        .hasValue(
            new WorkerCount(
                3,
                3,
                Optional.of(new WorkTime(9 * SECOND + 2 * SECOND, 2 * 9 * SECOND + 4 * SECOND))));
    assertThat(group.resource().orElseThrow().inUse()).isEqualTo(3);
    assertThat(group.resource().orElseThrow().waiting()).isEqualTo(2);
    assertThat(group.oldestWaitingNanos()).hasValue(9_000);
    assertThat(group.cohorts()).isEmpty();
    assertThat(group.load()).isEmpty();
    assertThat(group.workerFigures().orElseThrow())
        .extracting(worker -> worker.place() + " " + worker.thread())
        .containsExactly(
            "0 pid 1 · weir-worker-0", "1 pid 1 · weir-worker-1", "2 pid 2 · weir-worker-0");
    JournalFigures journal = group.journal().orElseThrow();
    assertThat(journal.toString())
        .isEqualTo(
            "journal kafka of group orders: 7 recovered, 4 redelivered, 2 dead letters, settled");
  }

  @Test
  void shouldNotWaitForASilentMemberNorCountItTwice() {
    put(
        "pid 1",
        GroupMembers.snapshot(1_000, GroupMembers.ledger(1, 0, 9, 0), true, 2, 50, 10),
        50);
    put(
        "pid 2",
        GroupMembers.snapshot(1_000, GroupMembers.ledger(1, 0, 9, 0), true, 1, 50, 20),
        60);
    assertThat(take(100).interval().responseTime().decode().getTotalCount()).isEqualTo(2);

    for (int second = 1; second <= 5; second++) {
      long at = 100 + 1_000L * second;
      put(
          "pid 2",
          GroupMembers.snapshot(at, GroupMembers.ledger(1 + second, 0, 9, 0), true, 1, 1_000, 30),
          at);
      Snapshot group = take(at);
      assertThat(group.interval().responseTime().decode().getTotalCount()).isEqualTo(1);
      assertThat(group.interval().intervalNanos()).isEqualTo(SECOND);
      assertThat(group.workers().orElseThrow().requested()).isEqualTo(3);
      assertThat(group.ledger().completed()).isEqualTo(1 + second);
    }
    assertThat(sum.shares(millis(5_100)))
        .extracting(GroupShare::toString, GroupShare::silentNanos)
        .containsExactly(tuple("pid 1: 2", millis(5_050)), tuple("pid 2: 1", 0L));
  }

  @Test
  void shouldKeepWhatAMemberHasDoneOnceItIsGoneAndNotItsWorkers() {
    put("pid 1", GroupMembers.snapshot(1_000, GroupMembers.ledger(9, 0, 0, 5), true, 2, 50, 1), 50);
    put("pid 2", GroupMembers.snapshot(1_000, GroupMembers.ledger(9, 0, 0, 6), true, 1, 50, 2), 50);
    WorkTime before = take(60).workers().orElseThrow().time().orElseThrow();
    sum.remove("pid 1");
    Snapshot without = take(110);
    assertThat(without.workers().orElseThrow().requested()).isEqualTo(1);
    assertThat(without.workers().orElseThrow().time()).hasValue(before);
    assertThat(without.ledger().rejected()).hasValue(11);
    assertThat(without.ledger().completed()).isEqualTo(9);
    assertThat(without.workerFigures().orElseThrow())
        .extracting(WorkerFigures::place)
        .containsExactly(2);

    put("pid 1", GroupMembers.snapshot(2_000, GroupMembers.ledger(9, 0, 0, 5), true, 2, 50), 150);
    Snapshot back = take(160);
    assertThat(back.ledger().rejected()).as("the same process").hasValue(11);
    assertThat(back.workers().orElseThrow().requested()).isEqualTo(3);
  }

  @Test
  void shouldNotTakeAMemberThatJoinsForOneThatWasBusyInAMoment() {
    put("pid 1", GroupMembers.snapshot(1_000, GroupMembers.ledger(9, 0, 0, 0), true, 1, 50), 50);
    WorkTime before = take(60).workers().orElseThrow().time().orElseThrow();
    put("pid 2", GroupMembers.snapshot(60_000, GroupMembers.ledger(9, 0, 0, 0), true, 4, 50), 70);
    assertThat(take(80).workers().orElseThrow())
        .isEqualTo(new WorkerCount(5, 5, Optional.of(before)));
    put("pid 2", GroupMembers.snapshot(61_000, GroupMembers.ledger(9, 0, 0, 0), true, 4, 50), 90);
    WorkTime after = take(100).workers().orElseThrow().time().orElseThrow();
    assertThat(after.workerNanos() - before.workerNanos()).isEqualTo(4 * SECOND);
  }

  @Test
  void shouldStartAfreshOnceAMemberIsReset() {
    Ledger many = GroupMembers.ledger(90, 0, 2, 1);
    put("pid 1", GroupMembers.snapshot(1_000, many, true, 1, 50, 10, 10), 50);
    put("pid 2", GroupMembers.snapshot(1_000, many, true, 1, 50, 10), 50);
    assertThat(take(60).resets()).isZero();
    Ledger none = GroupMembers.ledger(0, 0, 2, 0);
    put("pid 1", GroupMembers.reset(GroupMembers.snapshot(1_050, none, true, 1, 50, 7), 1), 100);
    put("pid 2", GroupMembers.reset(GroupMembers.snapshot(1_050, none, true, 1, 50), 1), 101);
    Snapshot group = take(110);
    assertThat(group.resets()).isEqualTo(2);
    assertThat(group.ledger()).isEqualTo(new Ledger(3, 0, 0, 0, 1, 2));
    assertThat(group.sinceReset().responseTime().orElseThrow().count())
        .as("since the last reset of any")
        .isZero();
    put("pid 2", GroupMembers.reset(GroupMembers.snapshot(1_100, none, true, 1, 50, 7), 1), 150);
    assertThat(take(400).sinceReset().responseTime().orElseThrow())
        .isEqualTo(new LatencySummary(1, 7, 7, 7, 7, 7, 7));
  }

  @Test
  void shouldLeaveOutAResourceThatDoesNotAddUp() {
    Snapshot one = GroupMembers.snapshot(1_000, GroupMembers.ledger(9, 0, 0, 0), true, 1, 50);
    put("pid 1", one, 50);
    put("pid 2", withResource(one, ResourceSettings.fixed(Duration.ofMillis(6))), 50);
    assertThat(take(60).resource()).as("two service times").isEmpty();
    put("pid 2", one, 70);
    assertThat(take(80).resource()).isPresent();
  }

  private static Snapshot withResource(Snapshot of, ResourceSettings settings) {
    return new Snapshot(
        of.source(),
        of.number(),
        of.epochMillis(),
        of.uptimeNanos(),
        of.resets(),
        of.ledger(),
        of.oldestWaitingNanos(),
        of.workers(),
        of.workerFigures(),
        Optional.of(new ResourceUse(0, 0, false, settings, Optional.empty())),
        of.overRange(),
        of.sinceReset(),
        of.hiccups(),
        of.cohorts(),
        of.load(),
        of.journal(),
        of.interval());
  }

  @Test
  void shouldSayWhetherAllThatWasCountedWasHeardOf() {
    put("pid 1", GroupMembers.snapshot(9, GroupMembers.ledger(2, 0, 0, 0), true, 1, 50, 1, 2), 50);
    assertThat(sum.isWhole()).isTrue();
    Snapshot later = GroupMembers.snapshot(9, GroupMembers.ledger(2, 0, 0, 0), true, 1, 50, 1, 2);
    put("pid 2", later.withInterval(Interval.EMPTY), 60);
    assertThat(sum.isWhole()).isFalse();
    assertThat(take(70).sinceReset().responseTime().orElseThrow().count()).isEqualTo(2);
  }

  @Test
  void shouldTellClocksThatDifferFromDelaysThatVary() {
    Snapshot said = GroupMembers.snapshot(10_000, GroupMembers.ledger(0, 0, 0, 0), true, 1, 50);
    List<Long> delays = new ArrayList<>(List.of(900L, 3L, 70L, 2_000L));
    for (long delay : delays) {
      sum.put("here", said, SECOND, said.epochMillis() + delay);
      sum.put("ahead", said, SECOND, said.epochMillis() + delay - 123);
      sum.put("behind", said, SECOND, said.epochMillis() + delay + 400);
    }
    assertThat(sum.shares(SECOND))
        .extracting(GroupShare::clockAheadMillis)
        .containsExactly(0L, 120L, -403L);
  }

  @Test
  void shouldBearWhateverMembersClaim() {
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      sum.put("pid " + random.nextInt(90), Samples.snapshot(random), random.nextLong(1 << 20), 7);
      Snapshot group = sum.take(seed << 20, seed);
      assertThat(group.source()).as("seed " + seed).isEqualTo("orders");
      assertThat(group.workers().map(WorkerCount::requested).orElse(0))
          .as("seed " + seed)
          .isNotNegative();
      assertThat(sum.shares(seed << 20)).as("seed " + seed).isNotEmpty();
    }
  }

  @Test
  void shouldNotHaveWhatNoMemberHas() {
    put("pid 1", Samples.bare(5), 50);
    Snapshot group = take(60);
    assertThat(group.workers()).isEmpty();
    assertThat(group.workerFigures()).isEmpty();
    assertThat(group.resource()).isEmpty();
    assertThat(group.journal()).isEmpty();
    assertThat(group.hiccups()).isEmpty();
    assertThat(group.overRange()).isEqualTo(OptionalLong.empty());
    assertThat(group.sinceReset()).isEqualTo(LatencySummary.ABSENT);
    assertThat(group.ledger())
        .isEqualTo(new Ledger(3, 2, OptionalLong.empty(), OptionalLong.empty(), 1, 0));
    assertThat(sum.shares(60))
        .extracting(GroupShare::toString)
        .containsExactly("pid 1: no workers");
  }
}
