package weir.bench.http.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class AbResultTest {

  @Test
  void shouldReadAGoodRun() throws IOException, RunFault {
    AbResult result =
        AbResult.parse(Captured.text("ab-events.txt"), Captured.text("ab-events.csv"), 2_000);

    assertThat(result).isEqualTo(new AbResult(573.70, 21.793, 857.836));
  }

  @Test
  void shouldFindFaultWithRefusedRequests() throws IOException {
    assertFault("ab-refused.txt", 2_000, "2000 of 2000 requests were not answered 2xx");
  }

  @Test
  void shouldFindFaultWithFailedRequests() throws IOException {
    assertFault("ab-lengths.txt", 8_000, "ab counted 7872 failed requests of 8000");
  }

  @Test
  void shouldFindFaultWithConnectionsThatAreNotKept() throws IOException {
    assertFault(
        "ab-closed.txt", 200, "the server kept the connection after 0 of 200 requests only");
  }

  @Test
  void shouldFindFaultWithAnotherNumberOfRequests() throws IOException {
    assertFault("ab-events.txt", 5_000, "ab completed 2000 of 5000 requests");
  }

  @Test
  void shouldNotTakeAnythingElseForAReport() throws IOException {
    assertFault("wrk-events.txt", 2_000, "ab's report has nothing that matches");
  }

  private static void assertFault(String report, int requests, String sentence) throws IOException {
    String text = Captured.text(report);
    String percentiles = Captured.text("ab-events.csv");
    assertThatThrownBy(() -> AbResult.parse(text, percentiles, requests))
        .isInstanceOf(RunFault.class)
        .hasMessageContaining(sentence);
  }
}
