package weir.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.link.CommandOutcome;

/** Pools that are none of the JDK's, in a JVM of their own. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerPoolInJvmTest {

  @TempDir Path folder;

  /** The pools, and how they are shown. */
  enum Kind {
    JETTY(JettyPool.class, "jetty", "Jetty QueuedThreadPool", 2),
    TOMCAT(TomcatPool.class, "tomcat-exec", "Tomcat ThreadPoolExecutor", 1);

    final Class<?> program;
    final String source;
    final String type;

    /** Jetty keeps a thread in reserve. */
    final int fewest;

    Kind(Class<?> program, String source, String type, int fewest) {
      this.program = program;
      this.source = source;
      this.type = type;
      this.fewest = fewest;
    }

    String className() {
      return HookedPool.valueOf(name()).className;
    }
  }

  /** Another version of the server is in the other class loader. */
  private TargetJvm start(Kind kind) throws IOException {
    List<String> arguments = new ArrayList<>(List.of(kind.program.getName()));
    arguments.add(TargetJvm.classes().toString());
    try (Stream<Path> jars = Files.list(Path.of("target", "older-versions"))) {
      jars.map(Path::toString).forEach(arguments::add);
    }
    return new TargetJvm(folder, List.of(), ServerProgram.class, arguments);
  }

  private static boolean hasTimes(Snapshot snapshot) {
    return snapshot.sinceReset().waitTime().orElseThrow().count() > 10
        && snapshot.sinceReset().serviceTime().orElseThrow().p50Micros()
            >= PoolCommands.TASK_MILLIS * 1_000 * 9 / 10
        && snapshot.workers().orElseThrow().requested() == 4;
  }

  @ParameterizedTest
  @EnumSource
  void shouldWatchThoseOfAllClassLoadersWheneverTheyAreLoaded(Kind kind) throws Exception {
    try (TargetJvm target = start(kind)) {
      target.ask("first busy");
      String before = target.bridgeCalls(kind.className());
      target.tell("");
      try (Panel panel = new Panel(target, kind.source, ServerPoolInJvmTest::hasTimes)) {
        panel.await();
        assertThat(panel.source().handler()).contains(kind.type + ", only watched");
        assertThat(panel.source().capacity()).hasValue(8);
        assertThat(((CommandOutcome.Refused) panel.resize(3)).reason()).contains("--control");
      }
      target.ask("other busy");
      try (Panel panel = new Panel(target, kind.source + " 2", ServerPoolInJvmTest::hasTimes)) {
        panel.await();
      }
      String during = target.bridgeCalls(kind.className());
      target.tell("detach");

      assertThat(before).isEqualTo("0 in 1");
      assertThat(during).doesNotStartWith("0").endsWith(" in 2");
      assertThat(target.bridgeCalls(kind.className())).isEqualTo("0 in 2");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldResizeInBothDirectionsAndUndoThat(Kind kind) throws Exception {
    try (TargetJvm target = start(kind)) {
      target.ask("first busy");
      target.tell("control");
      try (Panel panel = new Panel(target, kind.source, it -> true)) {
        panel.await();
        assertThat(panel.source().handler()).contains(kind.type);

        assertThat(panel.resize(9)).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(target.ask("first threads")).isEqualTo("2 9");
        assertThat(panel.resize(kind.fewest)).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(target.ask("first threads")).isEqualTo(kind.fewest + " " + kind.fewest);
        assertThat(panel.resize(kind.fewest - 1))
            .isEqualTo(
                new CommandOutcome.Refused(
                    "threads must be from "
                        + kind.fewest
                        + " to 256, and "
                        + (kind.fewest - 1)
                        + " is not"));
      }
      assertThat(target.tell("detach,undo")).isEqualTo("done 1 executor has its size again");
      assertThat(target.ask("first threads")).isEqualTo("2 4");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldCountWhatIsRejectedAndWhatFails(Kind kind) throws Exception {
    try (TargetJvm target = start(kind)) {
      target.tell("");
      for (String pool : List.of("first", "other")) {
        String source = kind.source + (pool.equals("first") ? "" : " 2");
        shouldCountOnce(target, pool, source);
      }
    }
  }

  @Test
  void shouldCountThatOfTheJdkAlike() throws Exception {
    List<String> arguments = List.of(JdkPool.class.getName());
    try (TargetJvm target = new TargetJvm(folder, List.of(), ServerProgram.class, arguments)) {
      target.tell("");
      shouldCountOnce(target, "first", "jdk");
    }
  }

  /** What the pool itself has said is what is shown. */
  private static void shouldCountOnce(TargetJvm target, String pool, String source)
      throws Exception {
    // Each of its threads has had a task then, and goes on with code that is hooked.
    assertThat(target.ask(pool + " work")).isEqualTo("done");
    Ledger before;
    try (Panel panel = new Panel(target, source, it -> it.ledger().inPipeline() == 0)) {
      before = panel.await().ledger();
    }

    int rejected = Integer.parseInt(target.ask(pool + " burst"));
    assertThat(rejected).isBetween(50, 99);
    assertThat(target.ask(pool + " mistakes")).isEqualTo("null");
    try (Panel panel =
        new Panel(
            target,
            source,
            it -> it.ledger().failed().orElse(0) > 0 && it.ledger().inPipeline() == 0)) {
      Ledger after = panel.await().ledger();
      assertThat(after.rejected().orElseThrow() - before.rejected().orElseThrow())
          .isEqualTo(rejected);
      assertThat(after.failed()).hasValue(1);
      assertThat(after.completed() - before.completed()).isEqualTo(100 - rejected + 2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldGoOnWhenAPoolIsStoppedAndKeepNoClassLoader(Kind kind) throws Exception {
    try (TargetJvm target = start(kind)) {
      target.tell("");
      // Found by its threads.
      awaitSource(target, kind.source);
      target.ask("other work");
      awaitSource(target, kind.source + " 2");

      assertThat(target.ask("other stop")).isEqualTo("stopped");
      assertThat(target.ask("forget")).isEqualTo("true");
      target.ask("first work");
      awaitSource(target, kind.source);
      assertThat(target.errors()).doesNotContain("Exception", "weir: the agent has switched");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {JettyServer.class, TomcatServer.class})
  void shouldShowTheRequestsOfARealServer(Class<?> server) throws Exception {
    List<String> arguments = List.of(server.getName());
    try (TargetJvm target = new TargetJvm(folder, List.of(), ServerProgram.class, arguments)) {
      target.tell("");
      URI address = URI.create("http://127.0.0.1:" + target.ask("first port") + "/");
      String source = server == JettyServer.class ? "jetty" : "http-nio-127.0.0.1-auto-1-exec";
      try (HttpClient client = HttpClient.newHttpClient();
          Panel panel = new Panel(target, source, ServerPoolInJvmTest::hasRequests)) {
        do {
          sendAtOnce(client, address, 16);
        } while (!panel.hasSeen());
      }
    }
  }

  private static boolean hasRequests(Snapshot snapshot) {
    return snapshot.ledger().completed() > 30
        && snapshot.sinceReset().waitTime().orElseThrow().count() > 30
        && snapshot.sinceReset().serviceTime().orElseThrow().maxMicros()
            >= PoolCommands.TASK_MILLIS * 1_000 * 9 / 10;
  }

  private static void sendAtOnce(HttpClient client, URI address, int requests) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(address).build();
    List<CompletableFuture<HttpResponse<Void>>> answers = new ArrayList<>();
    for (int count = 0; count < requests; count++) {
      answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.discarding()));
    }
    for (CompletableFuture<HttpResponse<Void>> answer : answers) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
    }
  }

  private static void awaitSource(TargetJvm target, String source) throws Exception {
    try (Panel panel = new Panel(target, source, it -> true)) {
      panel.await();
    }
  }
}
