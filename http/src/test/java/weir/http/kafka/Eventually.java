package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import weir.http.time.Deadline;

/** Waits for what brokers do in their time. */
final class Eventually {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Eventually() {}

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    Deadline deadline = Deadline.in(PATIENCE);
    while (!condition.getAsBoolean()) {
      assertThat(deadline.isOver()).as("in vain: " + what).isFalse();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }
}
