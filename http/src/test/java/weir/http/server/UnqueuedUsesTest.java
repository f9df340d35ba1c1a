package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Ledger;
import weir.core.link.Command.SetResource;

@Timeout(60)
class UnqueuedUsesTest {

  private static final int CALLERS = 40;

  private final TestEndpoint server;
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  /** How many may be at the resource at once; all others are refused. */
  private final Semaphore room = new Semaphore(CALLERS);

  /** Whoever is at it stays there until this opens. */
  private final CountDownLatch gate = new CountDownLatch(1);

  UnqueuedUsesTest() throws StartException {
    server = new TestEndpoint();
    server.resource =
        number -> {
          boolean let = room.tryAcquire();
          try {
            gate.await();
            return let;
          } catch (InterruptedException e) {
            return false;
          }
        };
  }

  @AfterEach
  void close() {
    gate.countDown();
    server.close();
    callers.close();
  }

  /** More than HTTP has threads, all at the resource at once. */
  @Test
  void shouldAnswerAfterTheUseAndHoldUpNobody() throws Exception {
    List<Future<HttpResponse<String>>> answers = call("/direct/serial");
    awaitFigures("serial", CALLERS, 0, 0);
    assertThat(server.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(answers).noneMatch(Future::isDone);

    gate.countDown();

    for (Future<HttpResponse<String>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
      assertThat(answer.get().body()).isEqualTo("OK");
    }
    awaitFigures("serial", CALLERS, CALLERS, 0);
    assertThat(server.pipeline.totals()).isEqualTo(Ledger.EMPTY);
  }

  @Test
  void shouldAnswerBeforeTheUseAndStartAsManyAsAreAskedFor() throws Exception {
    for (Future<HttpResponse<String>> answer : call("/direct/async")) {
      assertThat(answer.get().statusCode()).isEqualTo(202);
    }
    awaitFigures("async", CALLERS, 0, 0);

    gate.countDown();

    awaitFigures("async", CALLERS, CALLERS, 0);
    assertThat(server.pipeline.totals()).isEqualTo(Ledger.EMPTY);
  }

  /** The original's hard mode. */
  @Test
  void shouldTellOnlyThoseWhoWaitThatTheResourceRefused() throws Exception {
    room.acquire(CALLERS - 15);
    List<Future<HttpResponse<String>>> answers = call("/direct/serial");
    awaitFigures("serial", CALLERS, 0, 0);
    for (Future<HttpResponse<String>> answer : call("/direct/async")) {
      assertThat(answer.get().statusCode()).isEqualTo(202);
    }

    gate.countDown();

    awaitFigures("async", CALLERS, 0, CALLERS);
    List<Integer> statuses = new ArrayList<>();
    for (Future<HttpResponse<String>> answer : answers) {
      statuses.add(answer.get().statusCode());
    }
    assertThat(statuses).containsOnly(200, 500);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(15);
    awaitFigures("serial", CALLERS, 15, CALLERS - 15);
  }

  @Test
  void shouldUseTheResourceOfThePipeline() throws Exception {
    server.resource = server.pipeline::useResource;
    server.pipeline.execute(new SetResource(Map.of("service-time", "0s", "error-rate", "1")));
    HttpResponse<String> failed = server.get("/direct/serial");
    assertThat(failed.statusCode()).isEqualTo(500);
    assertThat(failed.body()).contains("The resource refused");

    server.pipeline.execute(new SetResource(Map.of("error-rate", "0")));

    assertThat(server.get("/direct/serial").statusCode()).isEqualTo(200);
  }

  @Test
  void shouldStartNoneWhileTheServerStops() throws Exception {
    server.readiness.drain();
    for (String way : List.of("/direct/serial", "/direct/async")) {
      HttpResponse<String> answer = server.post(way, new byte[10]);
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }
    assertThat(figures("serial")).isEqualTo(List.of(0, 0, 0));
    assertThat(figures("async")).isEqualTo(List.of(0, 0, 0));
  }

  private List<Future<HttpResponse<String>>> call(String path) {
    List<Future<HttpResponse<String>>> answers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      answers.add(callers.submit(() -> server.get(path)));
    }
    return answers;
  }

  private void awaitFigures(String way, int started, int completed, int failed) throws Exception {
    while (!figures(way).equals(List.of(started, completed, failed))) {
      Thread.sleep(1);
    }
  }

  private List<Integer> figures(String way) throws Exception {
    JsonNode figures = JsonMapper.builder().build().readTree(server.get("/direct").body()).get(way);
    return List.of(
        figures.get("started").asInt(),
        figures.get("completed").asInt(),
        figures.get("failed").asInt());
  }
}
