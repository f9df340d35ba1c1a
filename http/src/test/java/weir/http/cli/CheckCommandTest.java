package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.http.config.SettingsLoader;
import weir.http.server.WeirServer;

@Timeout(60)
class CheckCommandTest {

  @TempDir Path folder;

  private CommandRun check(String... arguments) {
    List<String> all = new ArrayList<>(List.of("check"));
    all.addAll(List.of(arguments));
    return CommandRun.of(all.toArray(String[]::new));
  }

  private WeirServer server(Path recording) throws Exception {
    return WeirServer.start(
        SettingsLoader.load(
                Map.of(
                    "port", "0",
                    "socket", socket(),
                    "rehearsal", "0ms",
                    "service-time", "1ms",
                    "record", recording.toString()),
                Map.of(),
                null)
            .serve());
  }

  private String socket() {
    return folder.resolve("s").toString();
  }

  @Test
  void shouldCheckARunningServerAndItsRecording() throws Exception {
    Path recording = folder.resolve("run.weir");
    Path junit = folder.resolve("junit.xml");
    try (WeirServer server = server(recording)) {
      AtomicBoolean sending = new AtomicBoolean(true);
      Thread client = Thread.ofPlatform().start(() -> send(server, sending));
      CommandRun run =
          check(
              "--socket",
              socket(),
              "--for",
              "1500ms",
              "--junit",
              junit.toString(),
              "rejected == 0",
              "accepted > 0",
              "mean(service) >= 1ms",
              "max(response) < 1us",
              "max(workers) == 1");
      sending.set(false);
      client.join();

      assertThat(run.err()).isEmpty();
      assertThat(run.status()).as(run.out()).isEqualTo(ExitStatus.CHECK_FAILED);
      assertThat(run.out().lines().filter(line -> line.startsWith("ok "))).hasSize(4);
      assertThat(run.out().lines().filter(line -> line.startsWith("failed ")))
          .singleElement()
          .asString()
          .contains("max(response) < 1us");
      assertThat(Files.readString(junit)).contains("failures=\"1\"");
    }

    CommandRun run =
        check("--recording", recording.toString(), "accepted > 0", "max(workers) == 1", "--json");
    assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).contains("\"source\" : \"weir\"", "\"ok\" : 2");
    assertThat(check("--recording", recording.toString(), "p99.999(response) < 1h").status())
        .isEqualTo(ExitStatus.FAILURE);
  }

  private static void send(WeirServer server, AtomicBoolean sending) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create(server.url() + "/events/await");
      while (sending.get()) {
        client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
      }
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void shouldCheckTheSourceThatIsNamedByWhatItHas() throws Exception {
    try (TwoSources server = new TwoSources(folder.resolve("s"))) {
      CommandRun run =
          check(
              "--socket",
              socket(),
              "--source",
              "orders",
              "--for",
              "1s",
              "mean(response) >= 1.5ms",
              "last(backlog) == 2",
              "failed == 0");

      assertThat(run.status()).as(run.out() + run.err()).isEqualTo(ExitStatus.FAILURE);
      assertThat(run.out().lines())
          .satisfiesExactly(
              line -> assertThat(line).startsWith("ok "),
              line -> assertThat(line).startsWith("ok "),
              line -> assertThat(line).startsWith("cannot tell").contains("does not count"),
              line -> assertThat(line).startsWith("orders, "));
      assertThat(check("--socket", socket(), "rejected == 0").err()).contains("--source");

      server.closeOrders();
      assertThat(check("--socket", socket(), "--source", "orders", "rejected == 0").status())
          .isEqualTo(ExitStatus.USAGE);
    }
  }

  @Test
  void shouldTellBadUsageFromWhatCannotBeMeasured() {
    assertThat(check("rejcted == 0"))
        .satisfies(
            run -> {
              assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
              assertThat(run.err()).contains("did you mean rejected?");
              assertThat(run.err().lines()).hasSize(1);
            });
    assertThat(check("--socket", socket(), "rejected == 0").status()).isEqualTo(ExitStatus.FAILURE);
    assertThat(check().status()).isEqualTo(ExitStatus.USAGE);
    assertThat(check("--for", "0s", "rejected == 0").status()).isEqualTo(ExitStatus.USAGE);
    assertThat(check("--from", "1s", "rejected == 0").err()).contains("--recording");
    assertThat(check("--recording", "f", "--socket", "s", "rejected == 0").err())
        .contains("one of the two");
  }
}
