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
  void shouldNotGrowWithoutEndByOneTask() {
    Object task = new Task();
    for (int count = 0; count < 100_000; count++) {
      table.add(task, count);
    }

    assertThat(table.size()).isLessThan(1_000);
    assertThat(table.take(task)).isZero();
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
