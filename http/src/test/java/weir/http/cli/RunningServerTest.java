package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import picocli.CommandLine;
import weir.core.link.LinkAddresses;
import weir.core.theory.UniversalScalabilityFit.Point;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsLoader;
import weir.http.files.Cases;
import weir.http.scaling.ScalingProbe;
import weir.http.server.WeirServer;

/** The commands that talk to a server, against one. */
@Timeout(60)
class RunningServerTest {

  @TempDir Path folder;

  private WeirServer server;

  @BeforeEach
  void start() throws Exception {
    Map<String, String> flags = Map.of("port", "0", "socket", socket(), "rehearsal", "0ms");
    server = WeirServer.start(SettingsLoader.load(flags, Map.of(), null).serve());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void shouldShowAndChangeTheWorkers() {
    assertThat(succeed("workers")).contains("1 requested", "limit 64");

    assertThat(succeed("workers", "3")).contains("3 requested");

    assertThat(succeed("workers")).contains("3 requested");
  }

  @Test
  void shouldFindTheServerWhereTheEnvironmentOrItsFileSays() throws Exception {
    Path file = folder.resolve("f.conf");
    Files.writeString(file, "weir.socket = \"%s\"".formatted(socket()));

    assertThat(CommandRun.in(Map.of("WEIR_SOCKET", socket()), "workers").out())
        .contains("limit 64");
    assertThat(CommandRun.in(Map.of("WEIR_CONFIG", file.toString()), "workers").out())
        .contains("limit 64");
    assertThat(CommandRun.in(Map.of("WEIR_SOCKET", socket() + "x"), "workers").err())
        .contains(socket() + "x");
  }

  @Test
  void shouldPauseWithZeroWorkers() {
    assertThat(succeed("workers", "0")).contains("paused");
    assertThat(succeed("workers")).contains("0 requested");
  }

  @Test
  void shouldPassOnWhyTheServerRefused() {
    CommandRun run = run("workers", "65");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains("64");
    assertThat(succeed("workers")).contains("1 requested");
  }

  @Test
  void shouldKillWorkersOnlyOfAServerThatWasStartedForThat() throws Exception {
    assertThat(run("kill-worker", "0").err()).contains("weir serve --faults");
    assertThat(run("kill-worker", "one").err()).contains("'one' is no place of a worker");
    server.close();
    Map<String, String> flags =
        Map.of("port", "0", "socket", socket(), "rehearsal", "0ms", "faults", "true");
    server = WeirServer.start(SettingsLoader.load(flags, Map.of(), null).serve());

    assertThat(succeed("kill-worker", "0")).contains("worker 0 killed");

    CommandRun none = run("kill-worker", "7");
    assertThat(none.status()).isEqualTo(1);
    assertThat(none.err()).contains("there is no worker 7 to kill");
  }

  @Test
  void shouldShowAndChangeTheResource() {
    assertThat(succeed("resource")).contains("service-time      500ms", "capacity          0");

    assertThat(succeed("resource", "--capacity", "5", "--distribution", "exponential"))
        .contains("capacity          5", "distribution      exponential")
        .doesNotContain("service-time");
    succeed("resource", "--service-time", "2ms");

    assertThat(succeed("resource"))
        .contains("service-time      2ms", "capacity          5", "distribution      exponential");
    assertThat(succeed("resource", "--freeze", "10s")).contains("frozen for 10s");
    assertThat(succeed("resource")).contains("frozen right now");
  }

  @Test
  void shouldKeepTheResourceAsItIsWhenAChangeCanNotBe() {
    CommandRun bad = run("resource", "--capacity", "5", "--error-rate", "2");
    assertThat(bad.status()).isEqualTo(2);
    assertThat(bad.err()).contains("--error-rate can't be used", "from 0 to 1");
    CommandRun missing = run("resource", "--distribution", "replay:no-such-file.csv");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("no-such-file.csv");

    assertThat(succeed("resource")).contains("capacity          0", "distribution      fixed");
  }

  @Test
  void shouldSayWhatIsReplayedAndNotAServiceTimeThatIsNone() throws Exception {
    String file = Cases.file("hlog-all-tagged.hlog").toString();
    String said = "500 values, mean 5.260 ms, maximum 5.499 ms; tag read, in µs (inferred";

    assertThat(succeed("resource", "--distribution", "replay:" + file + ",tag=read"))
        .contains("replay:" + file + ",tag=read", said);
    assertThat(succeed("resource")).contains(said);
    assertThat(succeed("service-time")).contains(said);
    assertThat(succeed("stats")).contains(said).doesNotContain("service time 500");
    JsonNode stats = JsonMapper.builder().build().readTree(succeed("stats", "--json"));
    assertThat(stats.at("/resource/replay/count").asInt()).isEqualTo(500);
    CommandRun refused = run("service-time", "5ms");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains(file, "--distribution fixed");

    CommandRun untold = run("resource", "--distribution", "replay:" + file);
    assertThat(untold.status()).isEqualTo(1);
    assertThat(untold.err()).contains("read, write");
    assertThat(succeed("stats")).contains(said);
  }

  @Test
  void shouldSendALoadAndReportWhatUsersFelt() {
    succeed("service-time", "0ms");
    CommandRun run =
        CommandRun.load("--constant", "200", "--count", "60", "--url", server.url() + "/events");

    assertThat(run.status()).isZero();
    assertThat(run.out())
        .contains("60 requests", "ok 60,", "closed-loop", "what users", "send delay");
    assertThat(succeed("stats")).contains("accepted 60 =");

    CommandRun json =
        CommandRun.load("--burst", "5", "--json", "--url", server.url() + "/events/await");
    assertThat(json.status()).isZero();
    assertThat(json.out()).contains("\"requests\" : 5");
  }

  @Test
  void shouldMeasureHowThroughputGrowsWithWorkers() {
    CommandRun idle = run("scaling", "--each", "100ms");
    assertThat(idle.status()).isEqualTo(1);
    assertThat(idle.err()).contains("the backlog ran empty at 1 workers", "weir load");
    assertThat(succeed("workers")).contains("1 requested");

    succeed("resource", "--service-time", "20ms", "--contention", "0.1,0.1");
    succeed("workers", "2");
    CommandRun.load("--burst", "1000", "--url", server.url() + "/events");
    CommandRun scaling = run("scaling", "--each", "400ms");

    assertThat(scaling.status()).isZero();
    assertThat(scaling.err()).contains("1 workers: ", "8 workers: ").doesNotContain("64 workers");
    assertThat(scaling.out()).contains("λ =", "σ =", "κ =", "peak");
    assertThat(succeed("workers")).contains("2 requested");
  }

  @Test
  void shouldMeasureNothingWhereMoreWorkersAreAskedForThanTheServerTakes() {
    CommandRun run = run("scaling", "--up-to", "65", "--each", "100ms");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("--up-to", "64 workers at most").hasLineCount(1);
  }

  @Test
  void shouldKeepWhatItHasMeasuredWhenTheServerIsGone() throws Exception {
    server.close();
    Map<String, String> flags =
        Map.of(
            "port", "0",
            "socket", socket(),
            "rehearsal", "0ms",
            "drain-timeout", "0ms",
            "service-time", "20ms");
    server = WeirServer.start(SettingsLoader.load(flags, Map.of(), null).serve());
    CommandRun.load("--burst", "1000", "--url", server.url() + "/events");
    StringWriter said = new StringWriter();
    PrintWriter progress =
        new PrintWriter(said) {
          @Override
          public void println(String line) {
            super.println(line);
            if (line.startsWith("8 workers: ")) {
              server.close();
            }
          }
        };

    List<Point> points;
    try (ServerConnection connection =
        ServerConnection.open(LinkAddresses.parse(socket()), "test", null)) {
      points =
          new ScalingProbe(connection, Duration.ofMillis(200), () -> false, progress)
              .measureUpTo(64);
    }

    assertThat(points).extracting(Point::workers).containsExactly(1.0, 2.0, 4.0, 8.0);
    assertThat(said.toString()).contains("ended early: ", "could not be put back to 1: ");
  }

  @Test
  void shouldShowAndChangeTheServiceTime() {
    assertThat(succeed("service-time")).isEqualToIgnoringNewLines("500ms");

    assertThat(succeed("service-time", "0.25ms")).contains("250us");

    assertThat(succeed("service-time")).isEqualToIgnoringNewLines("250us");
  }

  @Test
  void shouldPrintTheFigures() throws Exception {
    assertThat(succeed("stats")).contains("accepted 0", "in flight 0", "response", "p99");

    JsonNode stats = JsonMapper.builder().build().readTree(succeed("stats", "--json"));

    assertThat(stats.at("/workers/requested").asInt()).isEqualTo(1);
    assertThat(stats.at("/latency/waitMicros/count").isNumber()).isTrue();
  }

  @Test
  void shouldWatchUntilTheServerGoes() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        WeirCommand.commandLine(Map.of(), "stats")
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    FutureTask<Integer> watching =
        new FutureTask<>(
            () ->
                commandLine.execute("stats", "--watch", "--interval", "1ms", "--socket", socket()));
    Thread.ofPlatform().start(watching);
    while (out.getBuffer().indexOf("1/1") < 0 && !watching.isDone()) {
      Thread.onSpinWait();
    }

    server.close();

    assertThat(watching.get()).isEqualTo(1);
    assertThat(out.toString())
        .startsWith(
            " accepted completed  failed  rejected   backlog    oldest inflight workers  busy in use"
                + "  ended/s  resp. p99");
    assertThat(err.toString().lines()).hasSize(1);
  }

  @Test
  void shouldResetTheStatistics() {
    assertThat(succeed("reset")).contains("reset");
  }

  @Test
  void shouldRefuseASecondServerOnTheSameSocket() {
    CommandRun run = run("serve", "--port", "0");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err().lines()).hasSize(1);
    assertThat(run.err()).contains(Long.toString(ProcessHandle.current().pid()));
    assertThat(succeed("workers")).contains("1 requested");
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
