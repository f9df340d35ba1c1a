package weir.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.SyncPolicy;
import weir.core.ring.PublishOutcome;

/** Events of one key one after the other, whatever keeps them. */
@Timeout(60)
class PipelineOrderTest {

  private static final PayloadKey<byte[]> KEY =
      payload -> payload.length == 1 ? null : Character.toString(payload[0]);

  @TempDir private Path folder;

  private final Map<String, List<String>> handled = new ConcurrentHashMap<>();
  private final AtomicInteger atOnce = new AtomicInteger();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private DiskJournalSettings disk() {
    return DiskJournalSettings.defaults(folder.resolve("journal"))
        .withSync(new SyncPolicy.OperatingSystem())
        .withMaxBytes(4 << 20);
  }

  private EventHandler<byte[]> noting() {
    Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
    return (payload, event) -> {
      String text = new String(payload, StandardCharsets.UTF_8);
      String key = text.substring(0, 1);
      AtomicInteger ofKey = running.computeIfAbsent(key, name -> new AtomicInteger());
      atOnce.accumulateAndGet(ofKey.incrementAndGet(), Math::max);
      handled.computeIfAbsent(key, name -> new ArrayList<>()).add(text);
      Thread.onSpinWait();
      ofKey.decrementAndGet();
    };
  }

  @Test
  void shouldHandleEventsOfOneKeyInOrderAndOthersAtOnce() throws Exception {
    CyclicBarrier together = new CyclicBarrier(3);
    EventHandler<byte[]> noting = noting();
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(4, 8),
            "test",
            context ->
                (payload, event) -> {
                  if (payload[0] == 'm') {
                    together.await(20, TimeUnit.SECONDS);
                  } else {
                    noting.handle(payload, event);
                  }
                },
            Journals.memory(KEY))) {
      for (int event = 0; event < 2_000; event++) {
        String text = (char) ('a' + event % 3) + "-" + event;
        assertThat(pipeline.publish(bytes(text), Journal.ON_ACCEPTANCE))
            .isEqualTo(PublishOutcome.ACCEPTED);
        if (event % 500 == 0) {
          pipeline.resizeTo(1 + event / 500);
        }
      }
      // Those without a key wait for nobody: three meet.
      for (int event = 0; event < 3; event++) {
        pipeline.publish(bytes("m"), Journal.ON_ACCEPTANCE);
      }
      assertThat(pipeline.drain(Duration.ofSeconds(30)).ledger().failed()).hasValue(0);
    }
    assertThat(atOnce).hasValue(1);
    assertThat(handled.values())
        .hasSize(3)
        .allSatisfy(
            texts ->
                assertThat(texts)
                    .extracting(text -> Integer.parseInt(text.substring(2)))
                    .isSorted()
                    .hasSizeGreaterThan(660));
  }

  /** What a killed run has left comes first, though others are published as soon as it is open. */
  @Test
  void shouldHandleEventsOfEarlierRunsBeforeThoseOfTheirKey() throws Exception {
    try (Pipeline<byte[]> first =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(1, 1).withRingSize(1_024),
            "first",
            context -> noting(),
            Journals.disk(disk(), PayloadFormat.BYTES, KEY))) {
      first.resizeTo(0);
      for (int event = 0; event < 300; event++) {
        first.publish(bytes("a-" + event), Journal.ON_ACCEPTANCE);
      }
    }
    CountDownLatch goOn = new CountDownLatch(1);
    EventHandler<byte[]> noting = noting();
    try (Pipeline<byte[]> second =
        Pipeline.start(
            PipelineSettings.defaults().withWorkers(4, 4).withRingSize(64),
            "second",
            context ->
                (payload, event) -> {
                  assertThat(goOn.await(20, TimeUnit.SECONDS)).isTrue();
                  noting.handle(payload, event);
                },
            Journals.disk(disk(), PayloadFormat.BYTES, KEY))) {
      assertThat(second.publish(bytes("a-300"), Journal.ON_ACCEPTANCE))
          .as("while the past has no room")
          .isEqualTo(PublishOutcome.RING_FULL);
      goOn.countDown();
      while (second.publish(bytes("a-300"), Journal.ON_ACCEPTANCE) != PublishOutcome.ACCEPTED) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(second.drain(Duration.ofSeconds(30)).ledger().backlog()).isZero();
    }
    assertThat(handled.get("a"))
        .extracting(text -> Integer.parseInt(text.substring(2)))
        .isSorted()
        .hasSize(301);
  }

  @Test
  void shouldRefuseAThreadForEachEvent() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Pipeline.start(
                    PipelineSettings.defaults().withMode(ExecutionMode.TASK_PER_EVENT),
                    "test",
                    context -> noting(),
                    Journals.memory(KEY)))
        .withMessageContaining("choose the mode workers");
  }
}
