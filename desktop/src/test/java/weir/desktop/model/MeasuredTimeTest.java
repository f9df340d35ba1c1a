package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(20)
class MeasuredTimeTest {

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
    assertThat(MeasuredTime.text(micros)).isEqualTo(text);
  }

  @Test
  void shouldRoundTheSameInEveryCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(MeasuredTime.text(0.5)).isEqualTo("0.5 µs");
      assertThat(MeasuredTime.text(1_530_000)).isEqualTo("1.53 s");
    } finally {
      Locale.setDefault(before);
    }
  }
}
