package weir.bench.http.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class WrkResultTest {

  @Test
  void shouldReadAGoodRun() throws IOException, RunFault {
    assertThat(WrkResult.parse(Captured.text("wrk-events.txt")))
        .isEqualTo(new WrkResult(8181.57, 4.70, 51.38, 8_802));
  }

  @ParameterizedTest
  @CsvSource({"950.00us, 0.95", "1.50s, 1500", "2.00m, 120000"})
  void shouldKnowEveryUnit(String written, double millis) throws IOException, RunFault {
    String report = Captured.text("wrk-events.txt").replaceFirst("99% .*", "99%   " + written);

    assertThat(WrkResult.parse(report).p99Millis()).isEqualTo(millis);
  }

  @Test
  void shouldFindFaultWithRefusedRequests() throws IOException {
    assertFault("wrk-refused.txt", "10269 requests of wrk were not answered 2xx");
  }

  @Test
  void shouldFindFaultWithSocketErrors() throws IOException {
    assertFault("wrk-errors.txt", "socket errors: connect 0, read 53, write 81172, timeout 0");
  }

  @Test
  void shouldNotTakeAnythingElseForAReport() throws IOException {
    assertFault("ab-events.txt", "wrk's report has nothing that matches");
  }

  private static void assertFault(String report, String sentence) throws IOException {
    String text = Captured.text(report);
    assertThatThrownBy(() -> WrkResult.parse(text))
        .isInstanceOf(RunFault.class)
        .hasMessageContaining(sentence);
  }
}
