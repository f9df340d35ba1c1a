package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands that talk to a server, where that shows more than one source. */
@Timeout(60)
class SourcesTest {

  @TempDir Path folder;

  private TwoSources server;

  @BeforeEach
  void start() throws Exception {
    server = new TwoSources(folder.resolve("s"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workers",
        "workers 2",
        "service-time",
        "resource",
        "reset",
        "stats",
        "scaling --each 1ms"
      })
  void shouldAskWhichOfSeveralIsMeant(String line) {
    CommandRun run = run(line.split(" "));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsOnlyOnce("\n")
        .contains("this server shows weir (pipeline), orders (executor): choose one with --source");
  }

  @Test
  void shouldNameThoseThatThereAreWhereOneIsNot() {
    CommandRun run = run("stats", "--source", "mails");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("there is no source 'mails': this server shows weir (pipeline), orders");
  }

  @Test
  void shouldControlTheOneThatIsNamed() {
    assertThat(succeed("workers", "3", "--source", "weir")).contains("3 requested");
    assertThat(succeed("workers", "--source", "weir")).contains("3 requested", "limit 64");
    assertThat(succeed("service-time", "--source", "weir")).contains("5ms");
    assertThat(succeed("resource", "--source", "weir")).contains("in use 0");
    assertThat(succeed("reset", "--source", "weir")).contains("reset");
    assertThat(succeed("workers", "--source", "orders"))
        .isEqualToIgnoringNewLines("4 requested, 4 effective (can't be resized)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "workers 2          | orders can't be resized: the number of its workers is set elsewhere",
        "scaling --each 1ms | orders can't be resized",
        "reset              | orders can't be reset",
        "service-time 5ms   | orders has no resource that can be set",
        "service-time       | orders (executor) has no resource that Weir knows of",
        "resource           | orders (executor) has no resource that Weir knows of"
      })
  void shouldSayWhatASourceCanNotDo(String line, String expected) {
    CommandRun run =
        run(
            Stream.of(line.split(" "), new String[] {"--source", "orders"})
                .flatMap(Arrays::stream)
                .toArray(String[]::new));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).containsOnlyOnce("\n").contains(expected);
  }

  @Test
  void shouldLeaveOutOfTheTextWhatASourceDoesNotHave() {
    List<String> lines = succeed("stats", "--source", "orders").lines().toList();

    assertThat(lines.get(0)).matches("accepted \\d+ = ended \\d+ \\+ backlog 2 \\+ in flight 1");
    assertThat(lines.get(1)).isEqualTo("workers 4 requested, 4 effective");
    assertThat(lines.get(2)).isEmpty();
    assertThat(lines.subList(3, lines.size()))
        .extracting(line -> line.replaceFirst(" .*", ""))
        .containsExactly("latency", "wait", "service", "response");
  }

  @Test
  void shouldLeaveOutOfTheJsonWhatASourceDoesNotHave() throws Exception {
    JsonNode orders =
        JsonMapper.builder().build().readTree(succeed("stats", "--json", "--source", "orders"));

    assertThat(orders.fieldNames())
        .toIterable()
        .containsExactly(
            "source", "accepted", "completed", "backlog", "inFlight", "workers", "latency");
    assertThat(orders.at("/source").asText()).isEqualTo("orders");
    assertThat(orders.at("/latency").fieldNames())
        .toIterable()
        .containsExactly("waitMicros", "serviceMicros", "responseMicros");

    JsonNode weir =
        JsonMapper.builder().build().readTree(succeed("stats", "--json", "--source", "weir"));
    assertThat(weir.fieldNames())
        .toIterable()
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
    assertThat(weir.at("/resource").has("replay")).isTrue();
  }

  @Test
  void shouldWatchUntilTheSourceGoes() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] line = {
      "stats", "--watch", "--interval", "1ms", "--source", "orders", "--socket", socket()
    };
    CommandLine commandLine =
        WeirCommand.commandLine(Map.of(), "stats")
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    FutureTask<Integer> watching = new FutureTask<>(() -> commandLine.execute(line));
    Thread.ofPlatform().start(watching);
    while (out.getBuffer().indexOf("4/4") < 0 && !watching.isDone()) {
      Thread.onSpinWait();
    }

    server.closeOrders();

    assertThat(watching.get()).isEqualTo(1);
    assertThat(out.toString())
        .startsWith(" accepted     ended   backlog inflight workers  ended/s  resp. p99");
    assertThat(err.toString()).containsOnlyOnce("\n").contains("the source orders is gone");
    assertThat(succeed("workers")).as("the only one again").contains("1 requested");
  }

  private String succeed(String... arguments) {
    CommandRun run = run(arguments);
    assertThat(run.err()).isEmpty();
    assertThat(run.status()).isZero();
    return run.out();
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(
        Stream.concat(Arrays.stream(arguments), Stream.of("--socket", socket()))
            .toArray(String[]::new));
  }

  private String socket() {
    return folder.resolve("s").toString();
  }
}
