package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Ledger;
import weir.http.wire.IntendedArrival;

@Timeout(60)
class AwaitRouteTest {

  private final TestEndpoint server;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  AwaitRouteTest() throws StartException {
    server = new TestEndpoint();
  }

  @AfterEach
  void close() {
    server.close();
    callers.close();
  }

  @Test
  void shouldAnswerWhenTheEventHasEnded() throws Exception {
    Future<HttpResponse<String>> answer = callers.submit(() -> server.get("/events/await"));
    assertThat(server.handler.payloads.take()).isEmpty();
    assertThat(answer.isDone()).isFalse();

    server.handler.open();

    assertThat(answer.get().statusCode()).isEqualTo(200);
    assertThat(answer.get().body()).isEqualTo("OK");
  }

  /** Nobody would ever answer. */
  @Test
  void shouldRefuseWhereAnotherProcessMayHandleTheEvent() throws Exception {
    try (TestEndpoint elsewhere = TestEndpoint.withEventsHandledElsewhere()) {
      elsewhere.handler.open();

      HttpResponse<String> refused = elsewhere.post("/events/await", new byte[] {1});

      assertThat(refused.statusCode()).isEqualTo(501);
      assertThat(refused.body()).contains("Publish to /events");
      assertThat(elsewhere.pipeline.totals()).isEqualTo(Ledger.EMPTY);
      assertThat(elsewhere.get("/events").statusCode()).isEqualTo(202);
    }
  }

  @Test
  void shouldWaitForManyWithoutAThreadForEach() throws Exception {
    // More than HTTP has threads; they get in as the ring has room.
    server.handler.open();
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    for (int caller = 0; caller < 200; caller++) {
      answers.add(callers.submit(() -> server.post("/events/await", new byte[] {1})));
    }
    int done = 0;
    for (Future<HttpResponse<String>> answer : answers) {
      int status = answer.get().statusCode();
      assertThat(status).isIn(200, 503);
      done += status == 200 ? 1 : 0;
    }
    Ledger ledger = server.pipeline.totals();
    assertThat(ledger.accepted()).isEqualTo(done);
    assertThat(ledger.rejected()).hasValue(200 - done);
  }

  @Test
  void shouldSayThatTheEventFailed() throws Exception {
    Future<HttpResponse<String>> answer =
        callers.submit(() -> server.post("/events/await", GatedHandler.FAIL));
    server.handler.open();

    assertThat(answer.get().statusCode()).isEqualTo(500);
    assertThat(answer.get().body()).contains("its handler failed");
    assertThat(answer.get().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }

  @Test
  void shouldSayWhatIsKnownWhenTheServerStops() throws Exception {
    Future<HttpResponse<String>> handled = callers.submit(() -> server.get("/events/await"));
    server.handler.payloads.take();
    Future<HttpResponse<String>> queued = callers.submit(() -> server.get("/events/await"));
    while (server.pipeline.totals().accepted() < 2) {
      Thread.sleep(1);
    }

    server.stopHttp();

    // Whoever sends it again may have it done twice.
    assertThat(handled.get().statusCode()).isEqualTo(500);
    assertThat(handled.get().body()).contains("Outcome unknown");
    assertThat(handled.get().headers().firstValue("Retry-After")).isEmpty();
    assertThat(queued.get().statusCode()).isEqualTo(503);
    assertThat(queued.get().body()).contains("stopped before the event was handled");
    assertThat(queued.get().headers().firstValue("Retry-After")).hasValue("1");

    server.handler.open();
    while (server.pipeline.totals().ended() < 2) {
      Thread.sleep(1);
    }
    assertThat(server.handler.payloads).as("the one said not to be handled is not").isEmpty();
    assertThat(server.pipeline.totals()).isEqualTo(new Ledger(2, 1, 1, 0, 0, 0));
  }

  /** Whoever sends it again has it handled twice: the journal has it. */
  @Test
  void shouldSayThatTheJournalKeepsWhatWasNotHandled(@TempDir Path folder) throws Exception {
    try (TestEndpoint keeping = TestEndpoint.withJournalIn(folder)) {
      Future<HttpResponse<String>> handled = callers.submit(() -> keeping.get("/events/await"));
      keeping.handler.payloads.take();
      Future<HttpResponse<String>> queued = callers.submit(() -> keeping.get("/events/await"));
      while (keeping.pipeline.totals().accepted() < 2) {
        Thread.sleep(1);
      }

      keeping.stopHttp();

      assertThat(handled.get().statusCode()).isEqualTo(500);
      assertThat(queued.get().statusCode()).isEqualTo(202);
      assertThat(queued.get().body()).contains("the journal keeps it");
      assertThat(queued.get().headers().firstValue("Retry-After")).isEmpty();
    }
  }

  @Test
  void shouldNotNoticeACallerThatLeaves() throws Exception {
    try (Socket caller = new Socket(InetAddress.getLoopbackAddress(), server.port)) {
      caller
          .getOutputStream()
          .write(
              "GET /events/await HTTP/1.1\r\nHost: localhost\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      server.handler.payloads.take();
    }
    server.handler.open();
    while (server.pipeline.totals().ended() == 0) {
      Thread.sleep(1);
    }
    assertThat(server.pipeline.totals()).isEqualTo(new Ledger(1, 1, 0, 0, 0, 0));
    assertThat(server.get("/events/await").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldChargeTheDelayOfTheClient() throws Exception {
    server.handler.open();
    long minuteAgo = IntendedArrival.wallClockMicros() - 60_000_000;
    assertThat(server.get("/events/await", IntendedArrival.HEADER, "" + minuteAgo).statusCode())
        .isEqualTo(200);
    while (server.pipeline.totals().ended() == 0) {
      Thread.sleep(1);
    }
    assertThat(server.pipeline.snapshot().sinceReset().responseTime().orElseThrow().p50Micros())
        .isBetween(60_000_000L, 119_000_000L);
    assertThat(server.pipeline.snapshot().sinceReset().waitTime().orElseThrow().maxMicros())
        .isLessThan(59_000_000L);
  }

  @Test
  void shouldRefuseAnIntendedArrivalThatMakesNoSense() throws Exception {
    long now = IntendedArrival.wallClockMicros();
    for (String bad :
        List.of("soon", "1.5", "-1", "" + (now + 60_000_000), "" + (now - 7_200_000_000L))) {
      HttpResponse<String> answer = server.get("/events", IntendedArrival.HEADER, bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains(IntendedArrival.HEADER, "microseconds since 1970");
    }
    assertThat(server.pipeline.totals().accepted()).isZero();
    // A clock that is a little ahead is nothing to complain about.
    assertThat(server.get("/events", IntendedArrival.HEADER, "" + (now + 500_000)).statusCode())
        .isEqualTo(202);
  }
}
