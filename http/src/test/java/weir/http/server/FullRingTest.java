package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FullRingTest {

  private final AtomicLong backlog = new AtomicLong();
  private final AtomicLong rejected = new AtomicLong();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final FullRing ring = new FullRing(100, backlog::get, rejected::get, nanos::get);

  /** A second passes, and the sampler asks. */
  private void pass(int seconds) {
    for (int second = 0; second < seconds; second++) {
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(1));
      assertThat(ring.hasReceivers()).isFalse();
    }
  }

  @Test
  void shouldBeAProblemOnlyOnceItHasBeenFullForLong() {
    backlog.set(100);
    pass(10);
    assertThat(ring.problem()).isNull();
    pass(1);
    assertThat(ring.problem()).isNotNull();

    backlog.set(90);
    pass(1);
    assertThat(ring.problem()).isNull();
    backlog.set(100);
    pass(10);
    assertThat(ring.problem()).isNull();
  }

  @Test
  void shouldCountAsFullWhileEventsAreRejectedWhateverIsFreeWhenItLooks() {
    backlog.set(60);
    for (int second = 0; second <= 10; second++) {
      rejected.incrementAndGet();
      pass(1);
    }
    assertThat(ring.problem()).isNotNull();
    pass(1);
    assertThat(ring.problem()).isNull();
  }

  @Test
  void shouldNotRecoverWhileItIsNearlyFull() {
    backlog.set(100);
    pass(1);
    backlog.set(95);
    pass(10);
    assertThat(ring.problem()).isNotNull();
  }

  @Test
  void shouldNotBeFullBecauseItIsNearly() {
    backlog.set(99);
    pass(60);
    assertThat(ring.problem()).isNull();
  }
}
