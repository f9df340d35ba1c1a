package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class FxCrossingTest {

  private final List<Runnable> toolkitQueue = new ArrayList<>();
  private final FxCrossing crossing = new FxCrossing(toolkitQueue::add);
  private final List<Integer> ran = new ArrayList<>();

  @Test
  void shouldKeepAtMostOneCallInTheToolkitsQueue() {
    for (int i = 0; i < 1_000; i++) {
      int number = i;
      crossing.execute(() -> ran.add(number));
    }
    assertThat(toolkitQueue).hasSize(1);

    toolkitQueue.removeFirst().run();
    assertThat(ran).hasSize(1_000).isSorted();
  }

  @Test
  void shouldScheduleAgainAfterADrain() {
    crossing.execute(() -> ran.add(1));
    toolkitQueue.removeFirst().run();
    crossing.execute(() -> ran.add(2));
    assertThat(toolkitQueue).hasSize(1);
    toolkitQueue.removeFirst().run();
    assertThat(ran).containsExactly(1, 2);
  }

  @Test
  void shouldLeaveTheThreadToOthersHoweverFastTasksFollowOneAnother() {
    crossing.execute(this::runAndFollow);

    toolkitQueue.removeFirst().run();

    assertThat(ran).hasSize(1);
    assertThat(toolkitQueue).hasSize(1);
    toolkitQueue.removeFirst().run();
    assertThat(ran).hasSize(2);
  }

  private void runAndFollow() {
    ran.add(ran.size());
    if (ran.size() < 1_000) {
      crossing.execute(this::runAndFollow);
    }
  }
}
