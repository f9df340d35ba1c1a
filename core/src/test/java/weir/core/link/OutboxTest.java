package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
  void shouldKeepTheSnapshotsOfSourcesApart() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    outbox.tell(List.of(Samples.PIPELINE, Samples.EXECUTOR));
    publish(outbox, Samples.counted(Samples.PIPELINE, 1));
    publish(outbox, Samples.counted(Samples.EXECUTOR, 7));
    publish(outbox, Samples.counted(Samples.PIPELINE, 2));

    List<ServerMessage> sent = outbox.take();
    assertThat(sent).hasSize(3);
    assertThat(sent.get(0)).isInstanceOf(ServerMessage.SourceList.class);
    assertThat(snapshot(sent.get(1)).source()).isEqualTo("weir");
    assertThat(snapshot(sent.get(1)).interval().waitTime().decode().getTotalCount()).isEqualTo(2);
    assertThat(snapshot(sent.get(2)).source()).isEqualTo("orders");
    assertThat(snapshot(sent.get(2)).interval().waitTime().decode().getTotalCount()).isEqualTo(1);
  }

  @Test
  void shouldSendTheLastSnapshotOfASourceThatGoesBeforeTheListWithoutIt()
      throws InterruptedException {
    Outbox outbox = new Outbox(1);
    outbox.tell(List.of(Samples.PIPELINE, Samples.EXECUTOR));
    outbox.take();
    publish(outbox, Samples.counted(Samples.EXECUTOR, 7));
    publish(outbox, Samples.counted(Samples.PIPELINE, 1));
    outbox.tell(List.of(Samples.PIPELINE));

    List<ServerMessage> sent = outbox.take();
    assertThat(sent).hasSize(3);
    assertThat(snapshot(sent.get(0)).source()).isEqualTo("orders");
    assertThat(sent.get(1)).isEqualTo(new ServerMessage.SourceList(List.of(Samples.PIPELINE)));
    assertThat(snapshot(sent.get(2)).source()).isEqualTo("weir");
  }

  @Test
  void shouldStaySmallWhileSourcesComeAndGoAndNobodyReads() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    outbox.tell(List.of(Samples.EXECUTOR));
    outbox.take();
    for (int life = 1; life <= 1_000; life++) {
      outbox.tell(List.of(Samples.EXECUTOR));
      publish(outbox, Samples.counted(Samples.EXECUTOR, life));
      outbox.tell(List.of());
    }
    List<ServerMessage> sent = outbox.take();
    assertThat(sent).as("the last snapshot of the one it knows, and the list").hasSize(2);
    assertThat(snapshot(sent.get(0)).number()).isEqualTo(1);
    assertThat(sent.get(1)).isEqualTo(new ServerMessage.SourceList(List.of()));
  }

  private static void publish(Outbox outbox, Snapshot snapshot) {
    outbox.publish(snapshot);
  }

  private static Snapshot snapshot(ServerMessage message) {
    return ((ServerMessage.SnapshotMessage) message).snapshot();
  }

  @Test
  void shouldMergeInTheOutboxLikeMergeInto() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    Snapshot merged = Samples.snapshot(random);
    outbox.publish(merged);
    for (int i = 0; i < 5; i++) {
      Snapshot next = Samples.snapshot(random);
      outbox.publish(next);
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
