package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "500 ms, 500000000",
    "5ms, 5000000",
    "0.5s, 500000000",
    "'0,5 S', 500000000",
    "20 µs, 20000",
    "20us, 20000",
    "250ns, 250",
    "2 min, 120000000000",
    "' 0 ms ', 0"
  })
  void shouldReadWhatPeopleWrite(String text, long nanos) {
    assertThat(DurationText.parseNanos(text)).isEqualTo(nanos);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "500", "ms", "-5 ms", "5 m s", "1e3 ms", "fast", "5 parsecs"})
  void shouldSayWhatIsWrongAndWhatToType(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parseNanos(text))
        .withMessageContaining("“" + text + "”")
        .withMessageContaining("500 ms");
  }

  @Test
  void shouldRefuseWhatNoLongCanHold() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parseNanos("99999999999 s"))
        .withMessageContaining("too long");
  }

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
    assertThat(DurationText.exact(nanos)).isEqualTo(text);
    assertThat(DurationText.parseNanos(text)).isEqualTo(nanos);
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
    assertThat(DurationText.rounded(micros)).isEqualTo(text);
  }
}
