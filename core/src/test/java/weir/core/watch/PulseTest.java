package weir.core.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class PulseTest {

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("weir-pulse"))
        .count();
  }

  @Test
  void shouldLookAgainAndAgainAfterALookThatFails() throws InterruptedException {
    Pulse pulse = new Pulse();
    CountDownLatch seen = new CountDownLatch(10);
    Pulse.Look failing =
        () -> {
          throw new IllegalStateException("for the test");
        };
    Pulse.Look looking =
        () -> {
          seen.countDown();
          return true;
        };
    pulse.add(failing);
    pulse.add(looking);

    seen.await();

    pulse.remove(failing);
    pulse.remove(looking);
  }

  @Test
  void shouldHaveOneThreadFromTheFirstToTheLast() {
    long before = threads();
    Pulse pulse = new Pulse();
    Pulse.Look first = () -> false;
    Pulse.Look second = () -> true;
    pulse.add(first);
    pulse.add(second);
    assertThat(threads()).isEqualTo(before + 1);

    pulse.remove(first);
    assertThat(threads()).isEqualTo(before + 1);
    pulse.remove(second);
    assertThat(threads()).isEqualTo(before);

    pulse.add(first);
    assertThat(threads()).isEqualTo(before + 1);
    pulse.remove(first);
    assertThat(threads()).isEqualTo(before);
  }
}
