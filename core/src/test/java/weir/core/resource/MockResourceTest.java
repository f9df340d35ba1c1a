package weir.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MockResourceTest {

  @Test
  void shouldTakeAtLeastTheServiceTime() throws InterruptedException {
    MockResource resource = new MockResource(Duration.ofMillis(20));
    long startedNanos = System.nanoTime();
    resource.use();
    assertThat(System.nanoTime() - startedNanos).isGreaterThanOrEqualTo(20_000_000);
  }

  @Test
  void shouldCountConcurrentUse() throws InterruptedException {
    MockResource resource = new MockResource(Duration.ofHours(1));
    List<Thread> callers = new ArrayList<>();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    for (int caller = 0; caller < 3; caller++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  resource.use();
                } catch (InterruptedException e) {
                  ended.set(e);
                }
              });
      thread.start();
      callers.add(thread);
    }
    while (resource.inUse() < 3) {
      Thread.onSpinWait();
    }
    for (Thread caller : callers) {
      caller.interrupt();
      caller.join();
    }
    assertThat(resource.inUse()).as("an interrupted caller frees the resource").isZero();
    assertThat(ended.get()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void shouldTakeANewServiceTimeFromTheNextUseOn() throws InterruptedException {
    MockResource resource = new MockResource(Duration.ofHours(1));
    resource.setServiceTime(Duration.ZERO);
    resource.use();
    assertThat(resource.serviceTimeNanos()).isZero();
  }

  @Test
  void shouldRefuseServiceTimesOutOfRangeAndKeepTheOldOne() {
    MockResource resource = new MockResource(Duration.ofMillis(5));
    assertThatThrownBy(() -> resource.setServiceTime(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("service time must be from 0 to 1 hour");
    assertThatThrownBy(() -> resource.setServiceTime(Duration.ofDays(1000000000)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(resource.serviceTimeNanos()).isEqualTo(5_000_000);
  }
}
