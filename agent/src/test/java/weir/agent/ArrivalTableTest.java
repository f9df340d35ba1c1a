package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class ArrivalTableTest {

  private final ArrivalTable table = new ArrivalTable();

  /** Equal to every other: only what it is tells it. */
  private record Task() {}

  @Test
  void shouldTellTasksByWhatTheyAre() {
    Object one = new Task();
    Object other = new Task();
    table.add(one, 1);
    table.add(other, 2);

    assertThat(table.find(other)).isEqualTo(2);
    assertThat(table.take(other)).isEqualTo(2);
    assertThat(table.take(other)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.take(one)).isEqualTo(1);
    assertThat(table.size()).isZero();
  }

  @Test
  void shouldGiveTheFirstTimeFirstOfATaskGivenTwice() {
    Object task = new Task();
    table.add(task, 1);
    table.add(task, 2);

    assertThat(table.take(task)).isEqualTo(1);
    assertThat(table.take(task)).isEqualTo(2);
  }

  @Test
  void shouldKnowEachTimeOfATaskThatIsGivenOverAndOver() {
    Object task = new Task();
    for (int count = 0; count < 10_000; count++) {
      table.add(task, 2L * count);
      table.add(task, 2L * count + 1);
      assertThat(table.take(task)).isEqualTo(count);
    }
    for (int count = 10_000; count < 20_000; count++) {
      assertThat(table.take(task)).isEqualTo(count);
    }
    assertThat(table.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.find(task)).isEqualTo(ArrivalTable.UNKNOWN);
    table.add(task, 7);
    assertThat(table.take(task)).isEqualTo(7);
  }

  @Test
  void shouldNotTakeATimeForThatOfOneThatHasNone() {
    Object task = new Task();
    Object unknown = new Task();
    table.add(task, ArrivalTable.UNKNOWN);
    table.add(task, 2);
    table.addToKnown(task);
    table.add(task, 4);
    table.addToKnown(unknown);

    assertThat(table.size()).as("what is not known stays so").isOne();
    assertThat(table.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.take(task)).isEqualTo(2);
    assertThat(table.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.take(task)).isEqualTo(4);

    // It has been there several times, so it is known though it does not wait.
    table.addToKnown(task);
    table.add(task, 6);
    assertThat(table.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.take(task)).isEqualTo(6);
  }

  @Test
  void shouldNotGrowWithoutEndByOneTaskNorTakeOneTimeForAnother() {
    Object task = new Task();
    int given = ArrivalTimes.MOST + 10;
    for (int count = 0; count < given; count++) {
      table.add(task, count);
    }
    for (int count = 0; count < 5; count++) {
      assertThat(table.take(task)).isEqualTo(count);
      table.add(task, given + count);
    }
    // The first is kept beside the others.
    for (int count = 5; count <= ArrivalTimes.MOST; count++) {
      assertThat(table.take(task)).isEqualTo(count);
    }
    for (int count = ArrivalTimes.MOST + 1; count < given + 5; count++) {
      assertThat(table.take(task)).isEqualTo(ArrivalTable.UNKNOWN);
      assertThat(table.size()).isOne();
    }

    table.add(task, 7);
    assertThat(table.take(task)).isEqualTo(7);
  }

  @Test
  void shouldForgetTimesThatWereLeftBehind() {
    Object reused = new Task();
    Object old = new Task();
    Object recent = new Task();
    table.add(reused, 1);
    table.add(reused, 2);
    table.add(reused, 30);
    table.add(old, 9);
    table.add(recent, 10);

    table.forgetBefore(10);

    assertThat(table.take(reused)).isEqualTo(30);
    assertThat(table.take(reused)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.take(old)).isEqualTo(ArrivalTable.UNKNOWN);
    assertThat(table.take(recent)).isEqualTo(10);
    assertThat(table.size()).as("the one that was there several times").isOne();
  }

  @Test
  void shouldKeepEachOfManyAndForgetThoseThatAreGone() {
    List<Object> tasks = new ArrayList<>();
    for (int count = 0; count < 100_000; count++) {
      tasks.add(new Task());
      table.add(tasks.get(count), count);
    }
    for (int count = 0; count < 100_000; count++) {
      assertThat(table.find(tasks.get(count))).isEqualTo(count);
    }

    tasks.clear();
    while (table.size() > 0) {
      System.gc();
      table.purge();
    }
  }
}
