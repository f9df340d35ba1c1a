package weir.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Change;
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

  @Test
  void shouldSendThePastFirstAndLetOtherSourcesPass() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    outbox.tell(List.of(Samples.PIPELINE, Samples.EXECUTOR));
    ServerMessage.PastMessage first =
        new ServerMessage.PastMessage("weir", List.of(), List.of(Samples.change(1)));
    ServerMessage.PastMessage second =
        new ServerMessage.PastMessage("weir", List.of(Samples.counted(1)), List.of());
    outbox.recall("weir", List.of(first, second));
    outbox.tell(Samples.change(2));
    outbox.publish(Samples.counted(Samples.PIPELINE, 2));
    outbox.publish(Samples.counted(Samples.EXECUTOR, 7));
    outbox.finish(new ServerMessage.Rejection("bye"));

    List<ServerMessage> sent = outbox.take();
    assertThat(sent).hasSize(3).contains(first);
    assertThat(snapshot(sent.get(2)).source()).isEqualTo("orders");
    List<ServerMessage> rest = outbox.take();
    assertThat(rest).hasSize(4);
    assertThat(rest.get(0)).isEqualTo(second);
    assertThat(rest.get(1)).isEqualTo(new ServerMessage.ChangeMessage(Samples.change(2)));
    assertThat(snapshot(rest.get(2)).number()).isEqualTo(2);
    assertThat(rest.get(3)).isEqualTo(new ServerMessage.Rejection("bye"));
    assertThat(outbox.take()).isEmpty();
  }

  @Test
  void shouldKeepTheLatestChangesForWhoDoesNotRead() throws InterruptedException {
    Outbox outbox = new Outbox(1);
    for (int number = 1; number <= Change.MOST_KEPT + 10; number++) {
      outbox.tell(Samples.change(number));
    }
    List<ServerMessage> sent = outbox.take();
    assertThat(sent).hasSize(Change.MOST_KEPT);
    assertThat(sent.get(0)).isEqualTo(new ServerMessage.ChangeMessage(Samples.change(11)));
  }
}
