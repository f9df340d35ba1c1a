package weir.core.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class GroupLedgerTest {

  private static final long MILLI = 1_000_000;

  private final GroupLedger group = new GroupLedger();

  private static Ledger ended(long completed, long backlog) {
    return new Ledger(completed + backlog, completed, 0, 0, backlog, 0);
  }

  private void put(String member, Ledger ledger, boolean settled, long atMillis) {
    put(member, ledger, 0, settled, atMillis);
  }

  private void put(
      String member, Ledger ledger, long completedBefore, boolean settled, long atMillis) {
    put(member, ledger, new EndedEvents(completedBefore, 0), settled, atMillis);
  }

  private void put(
      String member, Ledger ledger, EndedEvents before, boolean settled, long atMillis) {
    JournalFigures journal = GroupMembers.journal(settled, before);
    group.put(member, ledger, Optional.of(journal), atMillis * MILLI);
  }

  private Ledger choose(long atMillis) {
    return group.choose(atMillis * MILLI);
  }

  @Test
  void shouldPreferWhatHasSettledToWhatIsNewer() {
    put("a", ended(100, 20), true, 10);
    put("b", ended(104, 16), false, 20);
    assertThat(choose(30)).isEqualTo(ended(100, 20));
    assertThat(group.isSettled()).isTrue();
    assertThat(group.holder()).isEqualTo("a");
  }

  @Test
  void shouldTakeTheNewestOfThoseThatHaveSettled() {
    put("a", ended(100, 20), true, 10);
    put("b", ended(100, 20), true, 20);
    put("a", ended(100, 20), true, 30);
    assertThat(choose(40)).isEqualTo(ended(100, 20));
    put("b", ended(120, 0), true, 50);
    assertThat(choose(60)).isEqualTo(ended(120, 0));
    assertThat(group.holder()).isEqualTo("b");
  }

  @Test
  void shouldNotFallWhereProcessesCountFromStartsOfTheirOwn() {
    put("young", ended(40, 5), 960, true, 10);
    put("old", ended(1_000, 5), true, 20);
    assertThat(choose(70)).isEqualTo(ended(1_000, 5));
    put("young", ended(43, 2), 960, true, 100);
    assertThat(choose(110)).as("both mean the same events").isEqualTo(ended(1_003, 2));
    group.remove("old");
    put("young", ended(45, 0), 960, true, 150);
    assertThat(choose(160)).isEqualTo(ended(1_005, 0));
    assertThat(group.restarts()).isZero();
  }

  @Test
  void shouldCountFromItsStartWhoeverComes() {
    put("a", ended(10, 5), 990, true, 10);
    assertThat(choose(20)).isEqualTo(ended(10, 5));
    put("older", ended(1_001, 4), 0, true, 30);
    assertThat(choose(40)).isEqualTo(ended(11, 4));
    assertThat(group.endedBefore()).isEqualTo(new EndedEvents(990, 0));
    assertThat(group.recovered()).as("not of who shows it now").isEqualTo(997);
  }

  @Test
  void shouldNotFallWhereALookThatIsOlderComesLater() {
    put("a", ended(100, 20), true, 10);
    put("b", ended(100, 20), true, 20);
    put("a", ended(100, 20), true, 30);
    choose(35);
    put("a", ended(105, 20), false, 40);
    assertThat(choose(50)).isEqualTo(ended(100, 20));
    put("b", ended(108, 19), false, 60);
    assertThat(choose(70)).isEqualTo(ended(108, 19));
    put("a", ended(109, 16), false, 80);
    assertThat(choose(90)).as("fewer had arrived").isEqualTo(ended(108, 19));
    put("a", ended(110, 17), false, 100);
    assertThat(choose(110)).isEqualTo(ended(110, 17));
  }

  /** Nothing that ended between the last words of one and the first of the other is left out. */
  @Test
  void shouldBeRightAtOnceWhereTheOneThatCountedIsKilledUnderLoad() {
    put("old", ended(1_000, 50), false, 10);
    assertThat(choose(30)).isEqualTo(ended(1_000, 50));
    group.remove("old");
    put("young", ended(67, 23), 960, false, 60);
    assertThat(choose(70)).isEqualTo(ended(1_027, 23));
    put("young", ended(90, 0), 960, true, 110);
    assertThat(choose(120)).isEqualTo(ended(1_050, 0));
    assertThat(group.restarts()).isZero();
  }

  @Test
  void shouldCloseWhereTwoDifferInHowAnEventEnded() {
    put("a", new Ledger(10, 10, 0, 0, 0, 0), new EndedEvents(5, 2), true, 10);
    assertThat(choose(20)).isEqualTo(new Ledger(10, 10, 0, 0, 0, 0));
    put("b", new Ledger(11, 10, 1, 0, 0, 0), new EndedEvents(6, 0), true, 30);
    assertThat(choose(40)).isEqualTo(new Ledger(10, 10, 0, 0, 0, 0));
    put("b", new Ledger(12, 7, 5, 0, 0, 0), new EndedEvents(6, 0), true, 50);
    assertThat(choose(60)).isEqualTo(new Ledger(11, 8, 3, 0, 0, 0));
  }

  @Test
  void shouldLeaveAMemberThatCatchesUpForEverOnceAnotherHasSettled() {
    put("a", ended(100, 9), true, 10);
    assertThat(choose(20)).isEqualTo(ended(100, 9));
    put("a", ended(101, 8), false, 100);
    put("b", ended(19, 0), 90, true, 110);
    assertThat(choose(120)).isEqualTo(ended(109, 0));
    put("a", ended(102, 7), false, 200);
    assertThat(choose(210)).isEqualTo(ended(109, 0));
    assertThat(group.holder()).isEqualTo("b");
    assertThat(group.isSettled()).isTrue();
  }

  @Test
  void shouldSayThatItCatchesUpWhereNobodySaysAnything() {
    put("a", ended(100, 9), true, 10);
    choose(20);
    assertThat(group.isSettled()).isTrue();
    assertThat(choose(2_500)).isEqualTo(ended(100, 9));
    assertThat(group.isSettled()).isFalse();
  }

  @Test
  void shouldStartAfreshOnceWhatHadEndedFallsForGood() {
    put("a", ended(100, 0), true, 10);
    choose(20);
    put("a", ended(3, 0), true, 100);
    assertThat(choose(110)).as("perhaps an old look").isEqualTo(ended(100, 0));
    put("a", ended(4, 0), true, 2_500);
    assertThat(choose(2_510)).isEqualTo(ended(4, 0));
    assertThat(group.restarts()).isEqualTo(1);
  }

  /** Three look at the same events, each at its own moments and from its own start; two die. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void shouldCloseAndNeverFallAndBeRightOnceAllHasSettled(long seed) {
    Random random = new Random(seed);
    long[] starts = {0, 300, 700};
    int alive = 3;
    long completed = 1_000;
    long backlog = 0;
    long movedAt = 0;
    long shownBefore = 0;
    for (int tick = 1; tick <= 4_000; tick++) {
      long at = 50L * tick;
      boolean still = tick % 200 > 150;
      if (!still) {
        movedAt = at;
        backlog += random.nextInt(5);
        long ends = Math.min(backlog, random.nextInt(6));
        backlog -= ends;
        completed += ends;
      }
      for (int member = 3 - alive; member < 3; member++) {
        if (tick == 1 || random.nextInt(3) > 0) {
          put(
              "m" + member,
              ended(completed - starts[member], backlog),
              starts[member],
              at - movedAt > 400,
              at);
        }
      }
      if (alive > 1 && tick == 1_000 * (4 - alive) + 190) {
        group.remove("m" + (3 - alive));
        alive--;
      }
      Ledger shown = choose(at);
      assertThat(shown.isClosed()).as("seed " + seed).isTrue();
      assertThat(shown.ended())
          .as("seed %d, tick %d", seed, tick)
          .isGreaterThanOrEqualTo(shownBefore);
      shownBefore = shown.ended();
      if (tick % 200 == 199) {
        assertThat(shown).as("seed %d, tick %d", seed, tick).isEqualTo(ended(completed, backlog));
        assertThat(group.isSettled()).as("seed %d, tick %d", seed, tick).isTrue();
      }
    }
    assertThat(group.restarts()).as("seed " + seed).isZero();
  }
}
