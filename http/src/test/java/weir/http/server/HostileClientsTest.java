package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.link.Command.ResizeWorkers;
import weir.core.ring.FullRingPolicy;

/** Clients that are slow, broken or sent by somebody else: the others do not notice. */
@Timeout(60)
class HostileClientsTest {

  /** More than there are threads. */
  private static final int MANY = 40;

  private static final String POST_HEAD =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n";

  private static final String CHUNKED = "\r\nTransfer-Encoding: chunked\r\n\r\n";

  private static final ClientLimits IMPATIENT =
      new ClientLimits(
          Duration.ofSeconds(30),
          Duration.ofMillis(300),
          Duration.ofMillis(300),
          1_000_000,
          MANY,
          Duration.ofMillis(10));

  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final List<RawConnection> connections = new ArrayList<>();
  private TestEndpoint server;

  @BeforeEach
  void start() throws StartException {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    server = new TestEndpoint();
    server.handler.open();
  }

  @AfterEach
  void stop() throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
    }
    server.close();
    System.setErr(standardError);
    standardError.print(log.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/events", "/events/await", "/stats", "/health/live", "/nowhere"})
  void shouldServeOthersWhileBodiesAreUnfinished(String path) throws Exception {
    for (int client = 0; client < MANY; client++) {
      open().write(POST_HEAD.formatted(path) + "12345");
    }

    assertServesOthers();
  }

  @Test
  void shouldServeOthersWhileHeadsDrip() throws Exception {
    for (int client = 0; client < MANY; client++) {
      open().write("GET /stats HTTP/1.1\r\nHost: loc");
    }

    assertServesOthers();
  }

  @Test
  void shouldServeOthersWhileSomeReadNoAnswers() throws Exception {
    String requests = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(2_000);
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < MANY; client++) {
        RawConnection connection = open();
        writers.execute(() -> writeUntilClosed(connection, requests));
      }

      assertServesOthers();
      closeAll();
    }
  }

  @Test
  void shouldServeOthersWhileSomeWaitForRoom() throws Exception {
    server.close();
    server = new TestEndpoint(IMPATIENT, new FullRingPolicy.BlockUpTo(Duration.ofSeconds(20)));
    server.handler.open();
    server.pipeline.execute(new ResizeWorkers(0));
    for (int event = 0; event < TestEndpoint.RING_SIZE; event++) {
      assertThat(server.get("/events").statusCode()).isEqualTo(202);
    }
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<HttpResponse<String>>> answers = new ArrayList<>();
      for (int client = 0; client < MANY; client++) {
        answers.add(callers.submit(() -> server.get("/events")));
      }

      assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
      server.pipeline.execute(new ResizeWorkers(1));
      for (Future<HttpResponse<String>> answer : answers) {
        assertThat(answer.get().statusCode()).isEqualTo(202);
      }
    }
  }

  @Test
  void shouldAnswer408ToABodyThatIsTooSlow() throws Exception {
    restart(IMPATIENT);
    RawConnection connection = open();
    connection.write(POST_HEAD.formatted("/events") + "12345");

    assertThat(connection.readResponse()).startsWith("HTTP/1.1 408 ").contains("Body too slow");
    assertThat(connection.isClosedByServer()).isTrue();
    assertThat(server.pipeline.totals().accepted()).isZero();
    assertThat(logLines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /events HTTP/1.1, '', 413",
    "POST /events HTTP/1.1, 'Weir-Intended-Arrival: soon\r\n', 400",
    "PUT /events HTTP/1.1, '', 405",
    "POST /nowhere HTTP/1.1, '', 404",
    "POST /events HTTP/1.1, 'Origin: http://elsewhere\r\n', 403"
  })
  void shouldReadWhatItRefusesSoThatTheAnswerArrives(String line, String header, int status)
      throws Exception {
    RawConnection connection = open();
    String body = "x".repeat(2 * ClientLimits.MAX_BODY_BYTES);
    connection.write(
        line
            + "\r\nHost: localhost\r\n"
            + header
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n");
    Thread.sleep(20); // the client that is slower with its body than the server with its answer
    connection.write(body);

    assertThat(connection.readResponse()).startsWith("HTTP/1.1 " + status + " ");
    connection.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(connection.readResponse()).startsWith("HTTP/1.1 200 ");
    assertThat(server.pipeline.totals().accepted()).isZero();
  }

  @Test
  void shouldEndAConnectionWhoseHeadDrips() throws Exception {
    restart(IMPATIENT);
    RawConnection connection = open();
    connection.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(connection.readResponse()).startsWith("HTTP/1.1 200 ");
    connection.write("GET /health/live HTTP/1.1\r\nX-Drip: ");
    try (ExecutorService dripper = Executors.newVirtualThreadPerTaskExecutor()) {
      dripper.execute(() -> writeUntilClosed(connection, ".", Duration.ofMillis(5)));

      assertThat(connection.isClosedByServer()).isTrue();
    }
  }

  @Test
  void shouldKeepAConnectionThatIsSlowOnlyBetweenRequests() throws Exception {
    restart(IMPATIENT);
    RawConnection connection = open();
    for (int request = 0; request < 3; request++) {
      Thread.sleep(3 * IMPATIENT.longestHead().toMillis()); // doing nothing is the point
      connection.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(connection.readResponse()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void shouldKeepACallerThatWaitsLongerThanAnIdleConnectionMay() throws Exception {
    server.close();
    Duration idle = Duration.ofMillis(100);
    server =
        new TestEndpoint(
            new ClientLimits(idle, idle, idle, 1, MANY, Duration.ofMillis(10)),
            new FullRingPolicy.Reject());
    RawConnection connection = open();
    connection.write("GET /events/await HTTP/1.1\r\nHost: localhost\r\n\r\n");
    server.handler.payloads.take();
    Thread.sleep(5 * idle.toMillis()); // the idle timeout passes
    server.handler.open();

    assertThat(connection.readResponse()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void shouldGiveUpTheOldestUnfinishedBodyBeyondTheMost() throws Exception {
    Duration patience = Duration.ofSeconds(30);
    restart(new ClientLimits(patience, patience, patience, 1, 3, Duration.ofSeconds(1)));
    List<RawConnection> clients = new ArrayList<>();
    for (int client = 0; client < 4; client++) {
      RawConnection connection = open();
      connection.write(
          POST_HEAD.formatted("/events").replace("\r\n\r\n", "\r\nExpect: 100-continue\r\n\r\n"));
      assertThat(connection.readHead()).contains("100 Continue"); // its body is waited for
      clients.add(connection);
    }

    assertThat(clients.removeFirst().readResponse()).startsWith("HTTP/1.1 408 ");
    for (RawConnection connection : clients) {
      connection.write("1234567890");
      assertThat(connection.readResponse()).startsWith("HTTP/1.1 202 ");
    }
    assertThat(server.pipeline.totals().accepted()).isEqualTo(clients.size());
  }

  @Test
  void shouldAnswer400ToABrokenBodyAndLogOneLine() throws Exception {
    for (int client = 0; client < MANY; client++) {
      RawConnection connection = open();
      connection.write("POST /events HTTP/1.1\r\nHost: localhost" + CHUNKED + "5\r\nabcdeXXXX\r\n");
      assertThat(connection.readResponse())
          .startsWith("HTTP/1.1 400 ")
          .contains("application/problem+json");
    }

    assertThat(server.pipeline.totals().accepted()).isZero();
    assertThat(logLines()).as("at most one a second").hasSizeBetween(1, 20);
    assertThat(logLines()).as("no stack traces").allMatch(line -> line.contains(" WARN "));
  }

  @Test
  void shouldTakeNothingFromABodyThatBreaksOff() throws Exception {
    for (int client = 0; client < MANY; client++) {
      try (RawConnection connection = new RawConnection(server.port)) {
        connection.write(POST_HEAD.formatted("/events") + "12345");
      }
    }

    assertServesOthers();
    assertThat(logLines()).as("at most one a second").hasSizeBetween(0, 20);
    assertThat(logLines()).as("no stack traces").allMatch(line -> line.contains(" WARN "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /events HTTP/1.1\r\n\r\n",
        "GET /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "GET /events HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET /ev\u0001ents HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /events HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1" + CHUNKED,
        "\u0016\u0003\u0001 nonsense\r\n\r\n"
      })
  void shouldAnswer4xxToWhatIsNoRequestAndPublishNothing(String text) throws Exception {
    RawConnection connection = open();
    connection.write(text);

    assertThat(connection.readResponse())
        .matches("(?s)HTTP/1.1 (400|505) .*")
        .contains("application/problem+json");
    assertThat(server.pipeline.totals().accepted()).isZero();
    assertThat(logLines()).as("nothing of Jetty's own").hasSizeLessThan(2);
  }

  @Test
  void shouldAnswer400ToTwoHostsAndLogLittle() throws Exception {
    for (int client = 0; client < MANY; client++) {
      RawConnection connection = open();
      connection.write("GET /events HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n");
      assertThat(connection.readResponse()).startsWith("HTTP/1.1 400 ");
    }

    assertThat(logLines()).as("at most one a second").hasSizeBetween(1, 20);
    assertThat(server.pipeline.totals().accepted()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 202",
    "LOCALHOST:80, 202",
    "localhost., 202",
    "127.0.0.1:4000, 202",
    "[::1]:4000, 202",
    "weir.example, 202",
    "weir.example:8443, 202",
    "evil.example, 403",
    "evil.example:4000, 403",
    "127.0.0.1.evil.example, 403",
    "localhost.evil.example, 403",
    "192.168.0.1, 403"
  })
  void shouldAnswerToItsOwnNamesAlone(String host, int status) throws Exception {
    RawConnection connection = open();
    connection.write("GET /events HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host));

    String answer = connection.readResponse();

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    if (status == 403) {
      assertThat(answer).contains("--allow-host");
    }
    assertThat(server.pipeline.totals().accepted()).isEqualTo(status == 202 ? 1 : 0);
  }

  @Test
  void shouldAnswerHttp10WhichMayHaveNoHost() throws Exception {
    RawConnection connection = open();
    connection.write("GET /events HTTP/1.0\r\n\r\n");

    assertThat(connection.readResponse()).startsWith("HTTP/1.1 202 ");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://evil.example, 403",
    "Origin: null, 403",
    "Origin: http://localhost:3000, 403",
    "Origin: http://localhost:4000, OK",
    "Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: same-site, 403",
    "Sec-Fetch-Site: same-origin, OK",
    "Sec-Fetch-Site: none, OK",
    "sec-fetch-site: cross-site, 403"
  })
  void shouldRefuseRequestsOfOtherSites(String header, String expected) throws Exception {
    for (String request :
        List.of("GET /events", "POST /events", "GET /events/await", "GET /stats", "GET /metrics")) {
      RawConnection connection = open();
      connection.write(
          request
              + " HTTP/1.1\r\nHost: localhost:4000\r\nContent-Length: 0\r\n"
              + header
              + "\r\n\r\n");

      assertThat(connection.readResponse())
          .as(request)
          .containsPattern(expected.equals("OK") ? "^HTTP/1.1 20[02] " : "^HTTP/1.1 403 ");
    }
    assertThat(server.pipeline.totals().accepted()).isEqualTo(expected.equals("OK") ? 3 : 0);
  }

  /** Behind a proxy that has the certificate, and passes on the name by which it was asked. */
  @ParameterizedTest
  @CsvSource({
    "weir.example, https://weir.example, 202",
    "weir.example, https://WEIR.example:443, 202",
    "weir.example:443, https://weir.example, 202",
    "weir.example:8443, https://weir.example:8443, 202",
    "weir.example, http://weir.example, 202",
    "weir.example:80, http://weir.example, 202",
    "weir.example, https://weir.example:8443, 403",
    "weir.example, https://evil.example, 403",
    "weir.example, https://weir.example.evil.example, 403",
    "weir.example:8443, https://weir.example, 403",
    "weir.example, ftp://weir.example, 403",
    "localhost:4000, https://localhost:4000, 403",
    "localhost, http://localhost:443, 403"
  })
  void shouldKnowItsOwnPagesBehindAProxyOfHttps(String host, String origin, int status)
      throws Exception {
    RawConnection connection = open();
    connection.write(
        "POST /events HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\nContent-Length: 0\r\n\r\n"
            .formatted(host, origin));

    assertThat(connection.readResponse()).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/stats", "/metrics", "/health/live", "/health/ready"})
  void shouldAnswerHeadAsGetWithoutTheBody(String path) throws Exception {
    HttpResponse<String> head = server.send("HEAD", path, BodyPublishers.noBody());

    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    assertThat(head.headers().firstValue("Content-Type")).isPresent();
    RawConnection connection = open();
    connection.write("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    connection.readHead();
    connection.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(connection.readResponse()).as("no body came before").startsWith("HTTP/1.1 200 ");
  }

  private void assertServesOthers() throws Exception {
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(server.get("/stats").statusCode()).isEqualTo(200);
    long before = server.pipeline.totals().accepted();
    assertThat(server.get("/events").statusCode()).isEqualTo(202);
    assertThat(server.post("/events", new byte[100]).statusCode()).isEqualTo(202);
    assertThat(server.get("/events/await").statusCode()).isEqualTo(200);
    assertThat(server.pipeline.totals().accepted()).isEqualTo(before + 3);
  }

  private List<String> logLines() {
    return log.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private void restart(ClientLimits limits) throws StartException {
    server.close();
    server = new TestEndpoint(limits, new FullRingPolicy.Reject());
    server.handler.open();
  }

  private RawConnection open() throws IOException {
    RawConnection connection = new RawConnection(server.port);
    connections.add(connection);
    return connection;
  }

  private void closeAll() throws IOException {
    for (RawConnection connection : connections) {
      connection.close();
    }
  }

  private static void writeUntilClosed(RawConnection connection, String text) {
    try {
      connection.write(text);
    } catch (IOException e) {
      // Closed by the test, as it must be in the end.
    }
  }

  private static void writeUntilClosed(RawConnection connection, String text, Duration pause) {
    try {
      while (true) {
        connection.write(text);
        Thread.sleep(pause);
      }
    } catch (IOException | InterruptedException e) {
      // Closed by the server, as it must be in the end.
    }
  }
}
