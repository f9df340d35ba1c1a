package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.InvalidRequestException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(10)
class KafkaFaultsTest {

  private static final KafkaSettings SETTINGS = KafkaSettings.of("broker.example:9092");

  private static Stream<Throwable> refused() {
    return Stream.of(
        new InvalidConfigurationException("at most 100"), new InvalidRequestException("no"));
  }

  private static Stream<Throwable> others() {
    return Stream.of(
        new GroupAuthorizationException("orders"),
        new SaslAuthenticationException("who are you?"),
        new TimeoutException("nobody"),
        new IllegalStateException("closed"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void shouldKnowASettingThatIsNotGiven(Throwable fault) {
    assertThat(KafkaFaults.isRefusedSetting(new ExecutionException(fault))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("others")
  void shouldNotTakeWhatOtherSettingsWouldNotHelpForOne(Throwable fault) {
    assertThat(KafkaFaults.isRefusedSetting(new ExecutionException(fault))).isFalse();
  }

  @Test
  void shouldTellWhoIsNotAllowedFromWhoIsNotKnown() {
    assertThat(KafkaFaults.sentence(SETTINGS, new SaslAuthenticationException("who are you?")))
        .contains("wants to know who asks (who are you?)");
    assertThat(KafkaFaults.sentence(SETTINGS, new GroupAuthorizationException("orders")))
        .contains("gives no permission");
  }
}
