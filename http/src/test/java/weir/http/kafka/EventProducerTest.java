package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.ring.PublishOutcome;

/** What is under way, with a client that answers when it is told to. */
@Timeout(20)
class EventProducerTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final MockProducer<byte[], byte[]> client =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final EventProducer producer =
      new EventProducer(KafkaSettings.of("127.0.0.1:9092"), client);
  private final Queue<PublishOutcome> told = new ConcurrentLinkedQueue<>();

  private void send() {
    producer.send(new byte[1], null, System.nanoTime(), told::add);
  }

  @Test
  void shouldWaitForWhatIsUnderWay() throws Exception {
    assertThat(producer.awaitOutcomes(LONG)).isTrue();
    send();
    send();
    CountDownLatch waits = new CountDownLatch(1);
    Thread broker =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    waits.await();
                    client.completeNext();
                    client.errorNext(new TimeoutException());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });

    assertThat(producer.awaitOutcomes(Duration.ofMillis(5))).isFalse();
    waits.countDown();

    assertThat(producer.awaitOutcomes(LONG)).isTrue();
    assertThat(told).containsExactly(PublishOutcome.ACCEPTED, PublishOutcome.UNKNOWN);
    broker.join();
  }

  @Test
  void shouldNotWaitForWhatWasNeverSent() throws Exception {
    producer.close();

    send();

    assertThat(told).containsExactly(PublishOutcome.JOURNAL_UNAVAILABLE);
    assertThat(producer.awaitOutcomes(LONG)).isTrue();
  }
}
