package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.figures.LoadFigures;
import weir.core.figures.LoadFigures.State;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.link.LinkAddresses;
import weir.core.pipeline.DrainReport;
import weir.http.client.CommandFailure;
import weir.http.client.ServerConnection;
import weir.http.config.SettingsLoader;
import weir.http.server.WeirServer;

/** A server that sends itself a load: real processes, over its real socket and HTTP. */
@Timeout(180)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be asked to stop")
class ServerLoadTest {

  /** As the generator is run by default, which the server that is killed does, but started fast. */
  private static final String GENERATOR =
      String.join(
          "\n",
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-Xmx256m",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED",
          "-cp",
          System.getProperty("java.class.path"),
          "weir.http.Main",
          "load",
          "--rehearsal",
          "0s");

  @TempDir Path folder;

  private final StringWriter said = new StringWriter();
  private @Nullable WeirServer server;
  private @Nullable Process process;

  @BeforeEach
  void start() throws Exception {
    System.setProperty(LoadProcess.COMMAND, GENERATOR);
    Map<String, String> flags =
        Map.of("port", "0", "socket", socket(), "rehearsal", "0ms", "service-time", "0ms");
    server =
        WeirServer.start(
            SettingsLoader.load(flags, Map.of(), null).serve(),
            url -> new LoadProcess(url, new PrintWriter(said)));
  }

  @AfterEach
  void stop() throws Exception {
    System.clearProperty(LoadProcess.COMMAND);
    if (server != null) {
      server.close();
    }
    if (process != null) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    assertThat(generators(ProcessHandle.current())).isEmpty();
  }

  @Test
  void shouldSendItselfALoadThatGoesOnWithoutWhoeverStartedItAndStopIt() throws Exception {
    assertThat(succeed("load", "start", "--constant", "200", "--duration", "10m"))
        .contains("the load has started");
    // The client that started it is gone.
    Snapshot sending = await(load -> load.state() == State.SENDING && load.sent() >= 200);
    assertThat(sending.load().orElseThrow().what())
        .isEqualTo("constant 200, duration 10m to /events");
    assertThat(succeed("stats")).contains("load constant 200", "sending", "late by");
    assertThat(succeed("stats", "--json")).contains("\"load\"", "latenessP99Micros");
    assertThat(refusal("load", "start", "--poisson", "5")).contains("already", "stop that first");

    assertThat(succeed("load", "stop")).contains("stopped");
    Snapshot last = await(load -> load.state() == State.ENDED);
    LoadFigures load = last.load().orElseThrow();
    assertThat(load.answered()).isEqualTo(load.sent());
    assertThat(last.ledger().accepted()).isEqualTo(load.sent());
    assertThat(last.ledger().isClosed()).isTrue();
    assertThat(refusal("load", "stop")).contains("nothing to stop");
    // The report for people. Those it never sent, as no connection was free, are told apart.
    assertThat(said.toString())
        .containsPattern("load: \\d+ requests in ")
        .contains("load: ok " + load.sent() + ",");

    assertThat(succeed("load", "start", "--closed", "--clients", "2", "--count", "10"))
        .contains("started");
    assertThat(await(again -> again.state() == State.ENDED && again.sent() == 10)).isNotNull();
  }

  @Test
  void shouldStartOneOfTwoAtTheSameTime() throws Exception {
    List<Future<CommandRun>> runs = new ArrayList<>();
    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      for (int client = 0; client < 2; client++) {
        runs.add(
            clients.submit(
                () -> run("load", "start", "--poisson", "20", "--route", "/events/await")));
      }
    }
    List<Integer> statuses = new ArrayList<>();
    for (Future<CommandRun> run : runs) {
      statuses.add(run.get().status());
    }
    assertThat(statuses).containsExactlyInAnyOrder(0, 1);
    assertThat(generators(ProcessHandle.current())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-                                        | choose how to send",
        "--poisson=0                              | --poisson can't be used: a rate must be",
        "--constant=NaN                           | a rate must be above 0",
        "--constant=1e9                           | up to 10,000,000",
        "--constant=rubbish                       | no number",
        "--poisson=                               | no number",
        "--poisson=5 --constant=5                 | mutually exclusive",
        "--poisson=5 --duration=never             | --duration can't be used",
        "--closed --clients=0                     | whole number from 1",
        "--closed --clients=10001                 | 1 to 10000",
        "--burst=-1                               | whole number from 1",
        "--poisson=5 --seed=x                     | is not a long",
        "--poisson=5 --route=/no/such             | choose /events or /events/await",
        "--poisson=5 --route=//elsewhere.example/ | choose /events or /events/await",
      })
  void shouldRefuseWhatWeirLoadRefuses(String flags, String reason) throws Exception {
    String[] words =
        Stream.concat(Stream.of("load", "start"), Stream.of(flags.split(" ")))
            .filter(word -> !word.equals("-"))
            .toArray(String[]::new);
    CommandRun run = run(words);
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains(reason);
    assertThat(generators(ProcessHandle.current())).isEmpty();
    assertThat(Objects.requireNonNull(server).resource()).isNotNull();
  }

  /** Not from a command line, but from whoever speaks the protocol. */
  @Test
  void shouldRefuseSettingsThatNameFilesOrOtherServers() throws Exception {
    try (ServerConnection client = client()) {
      for (String key :
          List.of(
              "url", "hlog", "body", "replay", "warm-up", "for-server", "", "\n\u0000", "--x")) {
        assertThat(refusal(client, Map.of("poisson", "5", key, "/tmp/x")))
            .contains("knows no '")
            .doesNotContainPattern("\\p{C}");
      }
      assertThat(refusal(client, Map.of())).contains("choose how to send");
      assertThat(refusal(client, Map.of("poisson", "\u0000\n--hlog=/tmp/x"))).contains("no number");
      assertThat(refusal(client, Map.of("poisson", "9".repeat(4_000)))).isNotEmpty();
    }
    assertThat(generators(ProcessHandle.current())).isEmpty();
  }

  @Test
  void shouldSayThatTheGeneratorWasKilledAndStartAnother() throws Exception {
    succeed("load", "start", "--constant", "50", "--duration", "10m");
    await(load -> load.state() == State.SENDING);
    generators(ProcessHandle.current()).forEach(ProcessHandle::destroyForcibly);

    LoadFigures failed = await(load -> load.state() == State.FAILED).load().orElseThrow();
    assertThat(failed.note()).contains("status 137");
    assertThat(failed.sent()).isPositive();
    succeed("load", "start", "--burst", "10");
    await(load -> load.state() == State.ENDED && load.answered() == 10);
  }

  @Test
  void shouldStopALoadThatCanNotBeKeptUp() throws Exception {
    succeed("load", "start", "--constant", "1e7", "--duration", "10m", "--connections", "2");
    Snapshot sending = await(load -> load.state() == State.SENDING);
    assertThat(sending.load().orElseThrow().sent()).isLessThan(10_000_000);
    succeed("load", "stop");
    await(load -> load.state() == State.ENDED);
  }

  @Test
  void shouldSayThatTheGeneratorCanNotBeStarted() throws Exception {
    System.setProperty(LoadProcess.COMMAND, "/no/such/java\nweir.http.Main");
    assertThat(refusal("load", "start", "--poisson", "5"))
        .contains("can't be started (/no/such/java is no program");
    System.setProperty(LoadProcess.COMMAND, "sh\n-c\necho no memory; exit 3");
    succeed("load", "start", "--poisson", "5");
    LoadFigures failed = await(load -> load.state() == State.FAILED).load().orElseThrow();
    assertThat(failed.note()).contains("status 3", "no memory");
  }

  @Test
  void shouldEndTheGeneratorFirstWhenTheServerStops() throws Exception {
    succeed("load", "start", "--constant", "300", "--duration", "10m", "--route", "/events/await");
    await(load -> load.state() == State.SENDING && load.sent() >= 300);
    ProcessHandle generator = generators(ProcessHandle.current()).getFirst();

    WeirServer stopping = Objects.requireNonNull(server);
    List<DrainReport> told = new ArrayList<>();
    stopping.stop(told::add);
    DrainReport report = told.getFirst();

    assertThat(generator.isAlive()).isFalse();
    assertThat(report.left()).isZero();
    assertThat(report.ledger().isClosed()).isTrue();
    assertThat(said.toString())
        .contains("ok " + report.ledger().accepted() + ", rejected (503) 0")
        .contains("connection errors 0, no answer 0");
  }

  /** No chance to tidy up. */
  @Test
  void shouldLeaveNoGeneratorBehindWhenTheServerIsKilled() throws Exception {
    Path socket = folder.resolve("killed");
    Process killed = serve(socket);
    try (BufferedReader out = killed.inputReader()) {
      while (!Objects.requireNonNull(out.readLine()).startsWith("try: ")) {}
      assertThat(
              CommandRun.of("load", "start", "--poisson", "50", "--socket", socket.toString())
                  .status())
          .isZero();
      List<ProcessHandle> generators = generators(killed.toHandle());
      assertThat(generators).hasSize(1);

      killed.destroyForcibly().waitFor();

      generators.getFirst().onExit().get(60, TimeUnit.SECONDS);
    }
  }

  private Process serve(Path socket) throws IOException {
    Process started =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                "weir.http.Main",
                "serve",
                "--port",
                "0",
                "--rehearsal",
                "0ms",
                "--socket",
                socket.toString())
            .redirectErrorStream(true)
            .start();
    process = started;
    return started;
  }

  private static List<ProcessHandle> generators(ProcessHandle parent) {
    return parent.children().filter(ProcessHandle::isAlive).toList();
  }

  private String socket() {
    return folder.resolve("s").toString();
  }

  private ServerConnection client() throws Exception {
    return ServerConnection.open(LinkAddresses.parse(socket()), "test", null);
  }

  private static String refusal(ServerConnection client, Map<String, String> settings)
      throws Exception {
    try {
      client.execute(new Command.StartLoad(settings));
    } catch (CommandFailure e) {
      return String.valueOf(e.getMessage());
    }
    throw new AssertionError("it was not refused: " + settings);
  }

  /** The first snapshot with such a load. */
  private Snapshot await(Predicate<LoadFigures> wanted) throws Exception {
    try (ServerConnection client = client()) {
      while (true) {
        Snapshot snapshot = client.nextSnapshot();
        if (snapshot.load().filter(wanted).isPresent()) {
          return snapshot;
        }
      }
    }
  }

  private CommandRun run(String... words) {
    String[] all =
        Stream.concat(Stream.of(words), Stream.of("--socket", socket())).toArray(String[]::new);
    return CommandRun.of(all);
  }

  private String succeed(String... words) {
    CommandRun run = run(words);
    assertThat(run.status()).as(run.err()).isZero();
    return run.out();
  }

  private String refusal(String... words) {
    CommandRun run = run(words);
    assertThat(run.status()).isEqualTo(1);
    return run.err();
  }
}
