package weir.core.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FaultLogTest {

  private static final Logger LOG = LoggerFactory.getLogger("weir.test");

  static Stream<Faults> faults() {
    return Faults.all();
  }

  @Test
  void shouldWriteOneLineInAWhile() {
    try (LoggedLines lines = LoggedLines.collect()) {
      FaultLog log = new FaultLog(LOG, Duration.ofSeconds(Long.MAX_VALUE));
      for (int fault = 0; fault < 100; fault++) {
        log.report(() -> "The thing failed", new IllegalStateException());
      }
      assertThat(lines.with("The thing failed")).containsExactly("The thing failed (1 so far)");
    }
  }

  @Test
  void shouldCountInEachLineWhatWasNotSaidBefore() {
    try (LoggedLines lines = LoggedLines.collect()) {
      FaultLog log = new FaultLog(LOG, Duration.ZERO);
      log.report(() -> "One failed", new IllegalStateException());
      log.report(
          () -> {
            throw new IllegalStateException("no words");
          },
          new IllegalStateException());
      log.report(() -> "Three failed", new AssertionError());
      assertThat(lines.with("failed"))
          .containsExactly("One failed (1 so far)", "Three failed (3 so far)");
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldNotThrowWhatTheLoggerThrows(Faults faults) {
    try (LoggedLines lines = LoggedLines.thatThrow(faults)) {
      FaultLog log = new FaultLog(LOG, Duration.ZERO);
      for (int fault = 0; fault < 200; fault++) {
        assertThatCode(() -> log.report(() -> "The thing failed", new IllegalStateException()))
            .doesNotThrowAnyException();
      }
      assertThat(lines.with("The thing failed")).hasSize(200);
    }
  }
}
