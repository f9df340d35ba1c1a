package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RingNameTest {

  /** As a Disruptor's has it. */
  public static final class Ring {

    public Object get(long sequence) {
      return sequence == 0 ? List.of() : "";
    }
  }

  private static RingSearch.Found consumer(String thread, String handler) {
    return new RingSearch.Found(new Thread(() -> {}, thread), new Ring(), "", handler);
  }

  @Test
  void shouldBeThatOfTheThreadsWhereAllHaveTheSame() {
    assertThat(RingName.of(List.of(consumer("journal-1", ""), consumer("journal-2", ""))))
        .isEqualTo("journal");
    assertThat(
            RingName.of(
                List.of(consumer("Log4j2-TF-1-AsyncLogger[AsyncContext@7d4991ad]-1", "Handler"))))
        .isEqualTo("Log4j2-TF-1-AsyncLogger");
  }

  @Test
  void shouldBeThatOfTheEventsWhereEachThreadHasAnother() {
    assertThat(RingName.of(List.of(consumer("journal-1", ""), consumer("replicate-1", ""))))
        .isEqualTo(List.of().getClass().getSimpleName());
    assertThat(RingName.type(consumer("journal-1", "")))
        .isEqualTo("RingBuffer of " + List.of().getClass().getSimpleName());
  }

  @Test
  void shouldBeFitToBeShown() {
    assertThat(VisibleText.of("a\nb\u200bc", "ring")).isEqualTo("a?b?c");
    assertThat(VisibleText.of(" ", "ring")).isEqualTo("ring");
    assertThat(VisibleText.of("x".repeat(100), "ring")).hasSize(60);
  }

  @Test
  void shouldNameAConsumerByItsHandlerWhereNobodyHasNamedItsThread() {
    assertThat(RingName.ofConsumer(consumer("Thread-3", "Journal"))).isEqualTo("Journal Thread-3");
    assertThat(RingName.ofConsumer(consumer("Thread-3", ""))).isEqualTo("Thread-3");
    assertThat(RingName.ofConsumer(consumer("writer", "Journal"))).isEqualTo("writer");
    assertThat(RingName.of(List.of(consumer("Thread-3", "Journal")))).isEqualTo("Journal");
  }
}
