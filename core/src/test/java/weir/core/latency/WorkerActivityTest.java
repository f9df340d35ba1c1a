package weir.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WorkerActivityTest {

  private static final int EVENTS = 2_000_000;
  private static final int EVENT_NANOS = 1_000;

  private final WorkerActivity activity = new WorkerActivity();

  @Test
  void shouldTellTheEventUnderWayFromThoseBefore() {
    assertThat(activity.at(5)).isEqualTo(new WorkerActivity.Reading(0, 0));
    activity.begin(-10);
    assertThat(activity.at(5)).isEqualTo(new WorkerActivity.Reading(15, 15));
    activity.end(-10, 10);
    assertThat(activity.at(100)).isEqualTo(new WorkerActivity.Reading(0, 20));
    activity.begin(50);
    assertThat(activity.at(57)).isEqualTo(new WorkerActivity.Reading(7, 27));
    assertThat(activity.at(49))
        .as("a clock read earlier")
        .isEqualTo(new WorkerActivity.Reading(0, 20));
    activity.begin(60);
    assertThat(activity.at(61))
        .as("one that never ended counts for nothing")
        .isEqualTo(new WorkerActivity.Reading(1, 21));
  }

  /** Whoever takes an event that has just ended for one under way counts it twice. */
  @Test
  void shouldCountEachEventOnceForWhoeverReads() throws InterruptedException {
    // Time passes during events alone: so the time spent on them is the time itself.
    AtomicLong clock = new AtomicLong();
    Thread worker =
        new Thread(
            () -> {
              for (int event = 0; event < EVENTS; event++) {
                long started = clock.get();
                activity.begin(started);
                activity.end(started, clock.addAndGet(EVENT_NANOS));
              }
            });
    worker.start();
    while (worker.isAlive()) {
      long before = clock.get();
      long busy = activity.at(before).busyNanos();
      assertThat(busy).isBetween(before - EVENT_NANOS, clock.get());
    }
    worker.join();
    assertThat(activity.at(clock.get()).busyNanos()).isEqualTo((long) EVENTS * EVENT_NANOS);
  }
}
