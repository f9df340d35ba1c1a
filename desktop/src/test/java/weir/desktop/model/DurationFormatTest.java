package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.settings.DurationText;

@Timeout(20)
class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({
    "500000000, 500 ms",
    "1500000000, 1.5 s",
    "5000000, 5 ms",
    "1250000, 1.25 ms",
    "20000, 20 µs",
    "250, 250 ns",
    "0, 0 ms"
  })
  void shouldWriteExactlyWhatItReadsBack(long nanos, String text) {
    assertThat(DurationFormat.exact(nanos)).isEqualTo(text);
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 µs",
    "84, 84 µs",
    "999, 999 µs",
    "1000, 1.00 ms",
    "50240, 50.2 ms",
    "502000, 502 ms",
    "999600, 1.00 s",
    "75300000, 75.3 s",
    "250000000, 250 s"
  })
  void shouldRoundMeasuredDurations(double micros, String text) {
    assertThat(DurationFormat.rounded(micros)).isEqualTo(text);
  }

  @Test
  void shouldRoundTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(DurationFormat.rounded(0.5)).isEqualTo("0.5 µs");
      assertThat(DurationFormat.rounded(1_530_000)).isEqualTo("1.53 s");
    } finally {
      Locale.setDefault(before);
    }
  }
}
