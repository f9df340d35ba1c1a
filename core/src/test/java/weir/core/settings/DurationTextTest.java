package weir.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 20, unit = TimeUnit.SECONDS)
class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "5ms, 5000000",
    "500 ms, 500000000",
    "0.5s, 500000000",
    "'0,5 S', 500000000",
    "2s, 2000000000",
    "1m, 60000000000",
    "2 min, 120000000000",
    "1h, 3600000000000",
    "250us, 250000",
    "250µs, 250000",
    "20 μs, 20000",
    "1ns, 1",
    "' 0 ms ', 0",
    "0.1ns, 0",
    "24h, 86400000000000"
  })
  void shouldReadANumberAndAUnit(String text, long nanos) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.ofNanos(nanos));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0s, 0 ms",
    "1, 1ns, 1 ns",
    "250, 250ns, 250 ns",
    "20000, 20us, 20 µs",
    "1250000, 1.25ms, 1.25 ms",
    "5000000, 5ms, 5 ms",
    "500000000, 500ms, 500 ms",
    "1500000000, 1.5s, 1.5 s",
    "600000000000, 600s, 600 s",
    "1000000001, 1.000000001s, 1.000000001 s"
  })
  void shouldWriteWhatItReads(long nanos, String text, String shown) {
    Duration duration = Duration.ofNanos(nanos);
    assertThat(DurationText.format(duration)).isEqualTo(text);
    assertThat(DurationText.parse(text)).isEqualTo(duration);
    assertThat(DurationText.shown(duration)).isEqualTo(shown);
    assertThat(DurationText.parse(shown)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ms",
        "-5ms",
        "5",
        "5x",
        "1e3ms",
        ".5s",
        "5.s",
        "NaN",
        "25h",
        "5 m s",
        "99999999999 s"
      })
  void shouldRefuseAnythingElseInOneLineThatSaysWhatToWrite(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DurationText.parse(text))
        .withMessageStartingWith("'" + text + "'")
        .withMessageMatching(".*: (write|choose) .*");
  }
}
