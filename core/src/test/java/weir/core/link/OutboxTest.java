package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Interval;
import weir.core.figures.Samples;
import weir.core.figures.Snapshot;

@Timeout(60)
class OutboxTest {

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void shouldMergeInTheOutboxLikeMergeInto() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    Snapshot merged = Samples.snapshot(random);
    outbox.publish(new Published(merged));
    for (int i = 0; i < 5; i++) {
      Snapshot next = Samples.snapshot(random);
      outbox.publish(new Published(next));
      merged = merged.mergeInto(next);
    }
    Snapshot sent = ((ServerMessage.SnapshotMessage) outbox.take().get(0)).snapshot();
    Interval expected = merged.interval();
    assertThat(sent.withInterval(Interval.EMPTY))
        .as("seed %d", seed)
        .isEqualTo(merged.withInterval(Interval.EMPTY));
    assertThat(sent.interval().intervalNanos()).isEqualTo(expected.intervalNanos());
    assertThat(sent.interval().waitTime().decode()).isEqualTo(expected.waitTime().decode());
    assertThat(sent.interval().serviceTime().decode()).isEqualTo(expected.serviceTime().decode());
    assertThat(sent.interval().responseTime().decode()).isEqualTo(expected.responseTime().decode());
  }
}
