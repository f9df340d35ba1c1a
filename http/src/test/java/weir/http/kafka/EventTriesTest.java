package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class EventTriesTest {

  private static final int BROKER_DELIVERIES = 25;

  private static ConsumerRecord<byte[], byte[]> delivered(int times) {
    return new ConsumerRecord<>(
        "orders",
        0,
        7,
        0,
        TimestampType.CREATE_TIME,
        0,
        0,
        null,
        new byte[0],
        new RecordHeaders(),
        Optional.empty(),
        Optional.of((short) times));
  }

  /** What was given back elsewhere counts here, and no handler may have seen it. */
  @Test
  void shouldNotTakeForDeadlyWhatOtherProcessesHaveGivenBack() {
    EventTries tries = new EventTries(1, BROKER_DELIVERIES);

    for (int delivery = 1; delivery < 10; delivery++) {
      assertThat(tries.isDeadly(delivered(delivery))).as("delivery " + delivery).isFalse();
    }
    assertThat(tries.isDeadly(delivered(10))).isTrue();
  }

  @Test
  void shouldTakeForDeadlyWhatNeverEnds() {
    EventTries tries = new EventTries(12, BROKER_DELIVERIES);

    assertThat(tries.isDeadly(delivered(23))).isFalse();
    assertThat(tries.isDeadly(delivered(24))).isTrue();
    assertThat(new EventTries(1, 3).isDeadly(delivered(3)))
        .as("the broker drops it unless it ends now")
        .isTrue();
  }

  @Test
  void shouldNotTryAgainMoreOftenThanIsWanted() {
    assertThat(new EventTries(1, BROKER_DELIVERIES).triesAgain(delivered(1))).isFalse();
    EventTries tries = new EventTries(5, BROKER_DELIVERIES);
    assertThat(tries.triesAgain(delivered(4))).isTrue();
    assertThat(tries.triesAgain(delivered(5))).isFalse();
    tries.givenBack(delivered(1));
    assertThat(tries.triesAgain(delivered(5))).as("one of them was no try").isTrue();
  }
}
