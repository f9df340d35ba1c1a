package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class KafkaGroupTest {

  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void shouldAskAgainWhereATopicIsNotKnownYet() throws Exception {
    String answer =
        KafkaGroup.onceKnown(
            () -> {
              if (asked.incrementAndGet() < 3) {
                throw new ExecutionException(new UnknownTopicOrPartitionException("orders"));
              }
              return "known";
            });
    assertThat(answer).isEqualTo("known");
    assertThat(asked).hasValue(3);
  }

  @Test
  void shouldNotAskAgainAfterAnotherFault() {
    ExecutionException fault = new ExecutionException(new GroupAuthorizationException("orders"));
    assertThatThrownBy(
            () ->
                KafkaGroup.onceKnown(
                    () -> {
                      asked.incrementAndGet();
                      throw fault;
                    }))
        .isSameAs(fault);
    assertThat(asked).hasValue(1);
  }
}
