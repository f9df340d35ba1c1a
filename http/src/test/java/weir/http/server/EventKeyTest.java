package weir.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request says of the key of its event. */
@Timeout(60)
class EventKeyTest {

  private static String next(TestEndpoint server) throws InterruptedException {
    return new String(server.handler.payloads.take(), UTF_8);
  }

  @Test
  void shouldHandleEventsOfOneKeyOneAfterTheOther() throws Exception {
    try (TestEndpoint server = TestEndpoint.ordered()) {
      assertThat(server.post("/events", "first of a", "a").statusCode()).isEqualTo(202);
      assertThat(server.post("/events", "second of a", "a").statusCode()).isEqualTo(202);
      assertThat(server.post("/events", "first of b", "b").statusCode()).isEqualTo(202);

      // Both workers are held: the second passes over what has to wait.
      assertThat(new String[] {next(server), next(server)})
          .containsExactlyInAnyOrder("first of a", "first of b");
      assertThat(server.handler.payloads).isEmpty();
      server.handler.open();
      assertThat(next(server)).isEqualTo("second of a");
    }
  }

  /** Those have no key, and wait for nobody. */
  @Test
  void shouldTakeRequestsWithoutAKey() throws Exception {
    try (TestEndpoint server = TestEndpoint.ordered()) {
      server.post("/events", "of a", "a");
      assertThat(server.post("/events", "of none".getBytes(UTF_8)).statusCode()).isEqualTo(202);

      assertThat(new String[] {next(server), next(server)})
          .containsExactlyInAnyOrder("of a", "of none");
    }
  }

  @Test
  void shouldRefuseAKeyThatIsEmptyOrTooLong() throws Exception {
    try (TestEndpoint server = TestEndpoint.ordered()) {
      for (String key : new String[] {"", "k".repeat(257)}) {
        HttpResponse<String> response = server.post("/events", "x", key);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
            .contains(
                "Weir-Key must have 1 to 256 characters, and this has "
                    + key.length()
                    + "; nothing was published.");
      }
      assertThat(server.post("/events", "x", "k".repeat(256)).statusCode()).isEqualTo(202);
      assertThat(server.pipeline.totals().accepted()).isEqualTo(1);
    }
  }

  @Test
  void shouldNotLookAtKeysWhereEventsHaveNone() throws Exception {
    try (TestEndpoint server = new TestEndpoint()) {
      assertThat(server.post("/events", "x", "k".repeat(257)).statusCode()).isEqualTo(202);
    }
  }
}
