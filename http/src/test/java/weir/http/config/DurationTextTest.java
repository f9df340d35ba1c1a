package weir.http.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "5ms, 5000000",
    "0.5s, 500000000",
    "500 ms, 500000000",
    "2s, 2000000000",
    "1m, 60000000000",
    "1h, 3600000000000",
    "250us, 250000",
    "250µs, 250000",
    "1ns, 1",
    "0ms, 0",
    "0.1ns, 0",
    "24h, 86400000000000"
  })
  void shouldReadANumberAndAUnit(String text, long nanos) throws SettingsException {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "ms", "-5ms", "5", "5x", "5 MS", "1e3ms", ".5s", "5.s", "NaN", "25h"})
  void shouldRefuseAnythingElseInOneLine(String text) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("'" + text + "'")
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
    assertThat(DurationText.format(Duration.ofNanos(nanos))).isEqualTo(text);
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }
}
