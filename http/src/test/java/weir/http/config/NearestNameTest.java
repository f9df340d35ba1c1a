package weir.http.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class NearestNameTest {

  @ParameterizedTest
  @CsvSource({
    "port, port, 0",
    "prot, port, 1",
    "ort, port, 1",
    "porrt, port, 1",
    "pork, port, 1",
    "'', port, 4",
    "port, '', 4",
    "sitting, kitten, 3",
    "ca, abc, 3"
  })
  void shouldCountSlipsOfTheKeyboard(String from, String to, int slips) {
    assertThat(NearestName.slips(from, to)).isEqualTo(slips);
  }

  @Test
  void shouldGuessOnlyWhatIsNear() {
    List<String> names = List.of("host", "port", "ring-size");

    assertThat(NearestName.to("hots", names)).contains("host");
    assertThat(NearestName.to("ring_size", names)).contains("ring-size");
    assertThat(NearestName.to("x", names)).isEmpty();
    assertThat(NearestName.to("dinner", names)).isEmpty();
  }
}
