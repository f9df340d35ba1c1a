package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.link.Command.ResetStatistics;

@Timeout(60)
class RoutesTest {

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
  void shouldShowStatsThatAddUp() throws Exception {
    for (int event = 0; event < 3; event++) {
      server.get("/events");
    }
    server.handler.payloads.take(); // the only worker is at it; the others wait

    JsonNode stats = stats();

    assertThat(names(stats))
        .containsExactly(
            "source",
            "accepted",
            "completed",
            "failed",
            "rejected",
            "backlog",
            "inFlight",
            "oldestWaitingMicros",
            "workers",
            "resource",
            "latency",
            "hiccupMicros",
            "cohorts");
    assertThat(stats.get("source").asText()).isEqualTo("weir");
    assertThat(stats.get("accepted").asLong()).isEqualTo(3);
    assertThat(stats.get("inFlight").asLong()).isEqualTo(1);
    assertThat(stats.get("backlog").asLong()).isEqualTo(2);
    assertThat(sum(stats, "completed", "failed", "backlog", "inFlight")).isEqualTo(3);
    assertThat(names(stats.get("workers")))
        .containsExactly("requested", "effective", "busyMicros", "workerMicros");
    assertThat(stats.get("oldestWaitingMicros").asLong()).isPositive();
    assertThat(stats.at("/workers/busyMicros").asLong()).isPositive();
    assertThat(stats.at("/workers/requested").asInt()).isEqualTo(1);
    JsonNode cohort = stats.at("/cohorts/0");
    assertThat(names(cohort))
        .containsExactly(
            "number", "arrivalUptimeMicros", "arrived", "ended", "meanAtLeastMicros", "latency");
    assertThat(names(cohort.get("latency"))).isEqualTo(names(stats.get("latency")));
    assertThat(cohort.get("ended").asLong()).isZero();
    assertThat(cohort.get("arrived").asLong()).isEqualTo(3);
    assertThat(names(stats.get("resource")))
        .containsExactly("inUse", "waiting", "frozen", "settings", "replay");
  }

  @Test
  void shouldCountEachLatencyOnce() throws Exception {
    server.handler.open();
    for (int event = 0; event < 3; event++) {
      server.get("/events");
      server.handler.payloads.take();
    }
    server.pipeline.drain(Duration.ofSeconds(10));

    JsonNode latency = stats().get("latency");

    assertThat(names(latency))
        .containsExactly(
            "waitMicros", "resourceWaitMicros", "holdMicros", "serviceMicros", "responseMicros");
    for (JsonNode summary : latency) {
      assertThat(names(summary))
          .containsExactly("count", "mean", "p50", "p90", "p99", "p999", "max");
    }
    for (String clock : List.of("waitMicros", "serviceMicros", "responseMicros")) {
      assertThat(latency.get(clock).get("count").asLong()).as(clock).isEqualTo(3);
    }
    // This handler does not use the resource.
    assertThat(latency.get("holdMicros").get("count").asLong()).isZero();
  }

  @Test
  void shouldCountForPrometheusFromTheStartWhateverIsReset() throws Exception {
    server.handler.open();
    server.get("/events");
    server.handler.payloads.take();
    server.pipeline.drain(Duration.ofSeconds(10));
    server.get("/events");

    server.pipeline.execute(new ResetStatistics());
    HttpResponse<String> response = server.get("/metrics");

    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    assertThat(response.body().lines())
        .contains(
            "# TYPE weir_accepted_events_total counter",
            "weir_accepted_events_total{pool=\"weir\"} 1.0",
            "weir_completed_events_total{pool=\"weir\"} 1.0",
            "weir_failed_events_total{pool=\"weir\"} 0.0",
            "weir_rejected_events_total{pool=\"weir\",reason=\"closed\"} 1.0",
            "weir_rejected_events_total{pool=\"weir\",reason=\"ring_full\"} 0.0",
            "weir_backlog_events{pool=\"weir\"} 0.0",
            "weir_in_flight_events{pool=\"weir\"} 0.0",
            "weir_workers_requested_threads{pool=\"weir\"} 1.0",
            "weir_oldest_waiting_seconds{pool=\"weir\"} 0.0",
            "# TYPE weir_worker_busy_seconds_total counter",
            "# TYPE weir_worker_seconds_total counter",
            "# TYPE weir_response_seconds histogram",
            "weir_response_seconds_bucket{pool=\"weir\",le=\"+Inf\"} 1",
            "weir_response_seconds_count{pool=\"weir\"} 1",
            "weir_statistics_resets_total{pool=\"weir\"} 1.0");
    assertThat(stats().get("accepted").asLong()).isZero();
  }

  @Test
  void shouldBeLiveAlwaysAndReadyWhenTold() throws Exception {
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(server.get("/health/ready").statusCode()).isEqualTo(200);

    server.readiness.drain();

    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    HttpResponse<String> response = server.get("/health/ready");
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
  }

  @Test
  void shouldSayThatItIsStartingAndTakeNoEvents() throws Exception {
    try (TestEndpoint starting = TestEndpoint.starting()) {
      assertThat(starting.get("/health/live").statusCode()).isEqualTo(200);
      for (String path : List.of("/health/ready", "/events", "/events/await", "/direct/serial")) {
        HttpResponse<String> response = starting.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(503);
        assertThat(response.body()).as(path).contains("starting");
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
      }
      assertThat(starting.post("/events", new byte[100]).statusCode()).isEqualTo(503);
      assertThat(starting.pipeline.totals().offered()).isZero();

      starting.readiness.open();

      assertThat(starting.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(starting.get("/events").statusCode()).isEqualTo(202);
    }
  }

  @Test
  void shouldListWhatThereIs() throws Exception {
    HttpResponse<String> response = server.get("/");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("/events", "/stats", "/metrics", "/health/ready");
  }

  @Test
  void shouldAnswer404AsAProblem() throws Exception {
    HttpResponse<String> response = server.get("/nowhere");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(response.body()).contains("\"status\":404");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH"})
  void shouldAnswer405AsAProblemAndPublishNothing(String method) throws Exception {
    HttpResponse<String> response = server.send(method, "/events", BodyPublishers.noBody());

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow"))
        .hasValueSatisfying(allowed -> assertThat(allowed).contains("GET", "POST"));
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(server.pipeline.totals().accepted()).isZero();
  }

  @Test
  void shouldAnswerWhatIsNoHttpAsAProblem() throws Exception {
    try (RawConnection connection = new RawConnection(server.port)) {
      connection.write("GET /a%%2 HTTP/1.1\r\nHost: localhost\r\n\r\n");

      assertThat(connection.readResponse())
          .startsWith("HTTP/1.1 400 ")
          .contains("Content-Type: application/problem+json", "\"status\":400");
    }
  }

  @Test
  void shouldNotPublishForAHeadRequest() throws Exception {
    server.send("HEAD", "/events", BodyPublishers.noBody());

    assertThat(server.pipeline.totals().accepted()).isZero();
  }

  private JsonNode stats() throws Exception {
    HttpResponse<String> response = server.get("/stats");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return JsonMapper.builder().build().readTree(response.body());
  }

  private static long sum(JsonNode stats, String... names) {
    return List.of(names).stream().mapToLong(name -> stats.get(name).asLong()).sum();
  }

  private static List<String> names(JsonNode node) {
    return StreamSupport.stream(
            ((Iterable<String>) node::fieldNames).spliterator(), /* parallel= */ false)
        .toList();
  }
}
