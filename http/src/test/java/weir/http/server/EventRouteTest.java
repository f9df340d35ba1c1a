package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.link.Command.ResizeWorkers;

@Timeout(60)
class EventRouteTest {

  private TestEndpoint server;

  @BeforeEach
  void start() throws StartException {
    server = new TestEndpoint();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldPublishTheBodyOfAPostAndAnEmptyPayloadForAGet() throws Exception {
    server.handler.open();

    HttpResponse<String> posted = server.post("/events", new byte[] {1, 2, 3});
    HttpResponse<String> got = server.get("/events");

    for (HttpResponse<String> response : List.of(posted, got)) {
      assertThat(response.statusCode()).isEqualTo(202);
      assertThat(response.body()).isEqualTo("OK");
      assertThat(response.headers().firstValue("Content-Type")).hasValue("text/plain");
    }
    assertThat(server.handler.payloads.take()).containsExactly(1, 2, 3);
    assertThat(server.handler.payloads.take()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void shouldKeepTheConnectionAndAnswerTheSameLengthEachTime(String method) throws Exception {
    server.handler.open();
    Set<Integer> lengths = new HashSet<>();

    try (RawConnection connection = new RawConnection(server.port)) {
      for (int request = 0; request < 50; request++) {
        // As ApacheBench asks: HTTP/1.0 with keep-alive.
        connection.write(
            method
                + " /events HTTP/1.0\r\nConnection: Keep-Alive\r\nHost: localhost\r\n"
                + "Content-Length: 0\r\n\r\n");
        String response = connection.readResponse();
        assertThat(response).startsWith("HTTP/1.1 202 ").endsWith("OK");
        assertThat(response).containsIgnoringCase("Connection: keep-alive");
        lengths.add(response.length());
        server.handler.payloads.take();
      }
    }

    assertThat(lengths).hasSize(1);
  }

  @Test
  void shouldAnswer503WhenTheRingIsFull() throws Exception {
    server.pipeline.execute(new ResizeWorkers(0));
    HttpResponse<String> response = server.get("/events");
    int accepted = 0;
    while (response.statusCode() == 202 && accepted <= 2 * TestEndpoint.RING_SIZE) {
      accepted++;
      response = server.get("/events");
    }

    assertProblem(response, 503, "Ring full");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(server.pipeline.totals().accepted()).isEqualTo(accepted);
    assertThat(server.pipeline.totals().rejected()).hasValue(1);
  }

  @Test
  void shouldAnswer503WhileDraining() throws Exception {
    server.pipeline.drain(Duration.ofSeconds(10));

    HttpResponse<String> response = server.post("/events", new byte[1]);

    assertProblem(response, 503, "Draining");
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(server.pipeline.totals().accepted()).isZero();
  }

  @Test
  void shouldTakeABodyAsLargeAsAllowedAndRefuseALargerOne() throws Exception {
    server.handler.open();
    byte[] largest = new byte[ClientLimits.MAX_BODY_BYTES];
    byte[] tooLarge = new byte[ClientLimits.MAX_BODY_BYTES + 1];

    assertThat(server.post("/events", largest).statusCode()).isEqualTo(202);
    assertProblem(server.post("/events", tooLarge), 413, "Body too large");
    assertProblem(
        server.send(
            "POST",
            "/events",
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLarge))),
        413,
        "Body too large");

    assertThat(server.pipeline.totals().accepted()).isEqualTo(1);
  }

  @Test
  void shouldFinishARequestThatIsUnderWayWhenHttpStops() throws Exception {
    server.handler.open();
    try (RawConnection connection = new RawConnection(server.port)) {
      connection.write("POST /events HTTP/1.1\r\nHost: localhost\r\n");
      connection.write("Expect: 100-continue\r\nContent-Length: 4\r\n\r\n");
      // The server asks for the body: from here on the request is inside its handler.
      assertThat(connection.readHead()).contains("100 Continue");
      Thread stopper = Thread.ofPlatform().start(server::stopHttp);
      connection.write("body");

      assertThat(connection.readResponse()).contains("HTTP/1.1 202 ");
      stopper.join();
    }
    assertThat(server.handler.payloads.take()).hasSize(4);
  }

  private static void assertProblem(HttpResponse<String> response, int status, String title) {
    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body())
        .contains("\"title\":\"" + title + "\"")
        .contains("\"status\":" + status);
  }
}
