package weir.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class DurationsTest {

  @Test
  void shouldNameTheFaultInOneLine() {
    assertThatThrownBy(() -> Durations.parse("soon"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("'soon' is no duration")
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s",
    "1, 1ns",
    "250000, 250us",
    "5000000, 5ms",
    "500000000, 500ms",
    "1500000000, 1.5s",
    "600000000000, 600s",
    "1000000001, 1.000000001s"
  })
  void shouldWriteWhatItReads(long nanos, String text) throws SettingsException {
    assertThat(Durations.format(Duration.ofNanos(nanos))).isEqualTo(text);
    assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }
}
