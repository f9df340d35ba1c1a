package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.link.LinkException;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.PipelineSettings;
import weir.http.config.JournalChoice;
import weir.http.config.ServeSettings;

@Timeout(60)
class WeirServerTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void shouldHandleTheBacklogBeforeItStops() throws Exception {
    try (WeirServer server = WeirServer.start(settings(0, Duration.ofMillis(1), LONG));
        HttpClient client = HttpClient.newHttpClient()) {
      for (int event = 0; event < 20; event++) {
        assertThat(get(client, server, "/events")).isEqualTo(202);
      }

      DrainReport report = stop(server);

      assertThat(report.left()).isZero();
      assertThat(report.ledger().accepted()).isEqualTo(20);
      assertThat(report.ledger().completed()).isEqualTo(20);
    }
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void shouldReportWhatIsLeftAtTheDeadline() throws Exception {
    try (WeirServer server = WeirServer.start(settings(0, LONG, Duration.ofMillis(50)));
        HttpClient client = HttpClient.newHttpClient()) {
      for (int event = 0; event < 5; event++) {
        assertThat(get(client, server, "/events")).isEqualTo(202);
      }

      DrainReport report = stop(server);

      assertThat(report.left()).isEqualTo(5);
      assertThat(report.ledger().accepted()).isEqualTo(5);
    }
  }

  @Test
  void shouldAnswer503WhileItDrains() throws Exception {
    try (WeirServer server = WeirServer.start(settings(0, LONG, LONG));
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(get(client, server, "/health/ready")).isEqualTo(200);
      assertThat(get(client, server, "/events")).isEqualTo(202);

      Thread stopper = Thread.ofPlatform().start(() -> stopUninterrupted(server));
      while (get(client, server, "/events") == 202) {
        Thread.onSpinWait();
      }

      assertThat(get(client, server, "/health/ready")).isEqualTo(503);
      assertThat(get(client, server, "/health/live")).isEqualTo(200);
      assertThat(get(client, server, "/stats")).isEqualTo(200);
      stopper.interrupt();
      stopper.join();
    }
  }

  @Test
  void shouldHaveNothingOfTheRehearsalInItsFigures() throws Exception {
    try (WeirServer server = WeirServer.start(settings(0, Duration.ZERO, LONG));
        HttpClient client = HttpClient.newHttpClient()) {
      assertThat(text(client, server, "/metrics").lines())
          .contains(
              "weir_accepted_events_total{pool=\"weir\"} 0.0",
              "weir_rejected_events_total{pool=\"weir\",reason=\"ring_full\"} 0.0",
              "weir_response_seconds_count{pool=\"weir\"} 0");
      assertThat(text(client, server, "/stats")).contains("\"accepted\":0", "\"cohorts\":[]");
    }
  }

  @Test
  void shouldLeaveNothingOpenWhenThePortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(
              () -> WeirServer.start(settings(taken.getLocalPort(), Duration.ZERO, LONG)))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("taken");
    }
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void shouldGiveThePortBackWhenTheLocalSocketCannotBeOpened() throws Exception {
    Files.writeString(folder.resolve("s"), "not a socket");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }

    assertThatThrownBy(() -> WeirServer.start(settings(port, Duration.ZERO, LONG)))
        .isInstanceOf(LinkException.class);

    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    assertThat(folder.resolve("s")).hasContent("not a socket");
  }

  private ServeSettings settings(int port, Duration serviceTime, Duration drainTimeout) {
    return new ServeSettings(
        "127.0.0.1",
        port,
        PipelineSettings.defaults().withServiceTime(serviceTime),
        "mock-resource",
        Optional.of(folder.resolve("s").toString()),
        drainTimeout,
        Optional.empty(),
        Set.of(),
        Duration.ofMillis(50),
        Optional.empty(),
        new JournalChoice.Memory(),
        false,
        false);
  }

  private static void stopUninterrupted(WeirServer server) {
    try {
      stop(server);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int get(HttpClient client, WeirServer server, String path)
      throws IOException, InterruptedException {
    return client.send(request(server, path), BodyHandlers.discarding()).statusCode();
  }

  private static String text(HttpClient client, WeirServer server, String path)
      throws IOException, InterruptedException {
    return client.send(request(server, path), BodyHandlers.ofString()).body();
  }

  private static HttpRequest request(WeirServer server, String path) {
    return HttpRequest.newBuilder(URI.create(server.url() + path))
        .timeout(Duration.ofSeconds(20))
        .build();
  }

  private static DrainReport stop(WeirServer server) throws InterruptedException {
    List<DrainReport> told = new ArrayList<>();
    server.stop(told::add);
    return told.getFirst();
  }
}
