package weir.http.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTest {

  private final Object monitor = new Object();

  @Test
  void shouldHaveNothingLeftOnceItIsOver() throws Exception {
    Deadline over = Deadline.in(Duration.ZERO);
    assertThat(over.isOver()).isTrue();
    assertThat(over.left()).isZero();
    synchronized (monitor) {
      assertThat(over.await(monitor)).isFalse();
    }
    assertThat(Deadline.in(Duration.ofSeconds(-1)).left()).isZero();
  }

  @Test
  void shouldBeThereForAnyLength() {
    Deadline never = Deadline.in(Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(never.isOver()).isFalse();
    assertThat(never.left()).isPositive();
  }

  @Test
  void shouldWaitNoLongerThanIsLeft() throws Exception {
    Deadline soon = Deadline.in(Duration.ofMillis(30));
    synchronized (monitor) {
      while (soon.await(monitor)) {
        assertThat(soon.left()).isLessThan(Duration.ofMillis(30));
      }
    }
    assertThat(soon.isOver()).isTrue();
  }

  @Test
  void shouldEndAWaitWhenTheMonitorIsNotified() throws Exception {
    Deadline far = Deadline.in(Duration.ofHours(1));
    CountDownLatch holds = new CountDownLatch(1);
    Thread waiting =
        Thread.ofPlatform()
            .start(
                () -> {
                  synchronized (monitor) {
                    holds.countDown();
                    try {
                      far.await(monitor);
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                  }
                });
    holds.await();
    // It gives the monitor up by waiting only.
    synchronized (monitor) {
      monitor.notifyAll();
    }
    waiting.join();
    assertThat(far.isOver()).isFalse();
  }
}
