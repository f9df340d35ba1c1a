package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TaskTableTest {

  private static final Runnable TASK = TaskTableTest::run;

  private final TaskRecorder recorder = new TaskRecorder();
  private final TaskTable table = new TaskTable();
  private final Thread runner = Thread.currentThread();

  private static void run() {}

  private List<TrackedTask> give(int count) {
    List<TrackedTask> given = new ArrayList<>();
    for (int task = 0; task < count; task++) {
      TrackedTask tracked = new TrackedTask(recorder, TASK);
      table.add(tracked);
      given.add(tracked);
    }
    return given;
  }

  /** Where each looked at all before it, it would take minutes. */
  @Test
  void shouldTakeOneTaskAnyNumberOfTimes() {
    List<TrackedTask> given = give(400_000);
    for (TrackedTask tracked : given) {
      assertSame(table.find(TASK), tracked);
      assertSame(table.start(TASK, runner), tracked);
      assertSame(table.end(TASK, runner), tracked);
    }
    assertThat(table.find(TASK)).isNull();
    List<TrackedTask> again = give(400_000);
    for (int task = again.size() - 1; task >= 0; task--) {
      assertSame(table.takeThisOrAnother(again.get(task)), again.get(task));
    }
    assertThat(table.find(TASK)).isNull();
  }

  @SuppressWarnings("ReferenceEquality") // it is about just that; quicker than a sentence for each
  private static void assertSame(@Nullable TrackedTask one, TrackedTask other) {
    if (one != other) {
      assertThat(one).isSameAs(other);
    }
  }

  @Test
  void shouldTakeOutWhatWaitsFromAnywhere() {
    List<TrackedTask> given = give(4);
    assertThat(table.start(TASK, runner)).isSameAs(given.get(0));
    assertThat(table.remove(given.get(0))).as("it runs").isFalse();
    assertThat(table.remove(given.get(2))).isTrue();
    assertThat(table.remove(given.get(2))).isFalse();
    assertThat(table.waitingSince(System.nanoTime() + 1))
        .containsExactly(given.get(1), given.get(3));
    assertThat(table.takeThisOrAnother(given.get(0))).isSameAs(given.get(1));
    assertThat(table.takeThisOrAnother(given.get(3))).isSameAs(given.get(3));
    assertThat(table.takeThisOrAnother(given.get(3))).isNull();
    assertThat(table.end(TASK, runner)).isSameAs(given.get(0));
    TrackedTask last = give(1).get(0);
    assertThat(table.take(TASK)).isSameAs(last);
    assertThat(table.find(TASK)).isNull();
  }
}
