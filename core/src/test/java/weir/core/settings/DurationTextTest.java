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
