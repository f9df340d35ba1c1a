package weir.http.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir cluster} with a real broker, and what happens when its processes are killed. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be asked to stop")
class ClusterProcessTest {

  private static final Path BROKER = Path.of("broker", "target").toAbsolutePath();
  private static final Path LAUNCH = Path.of("..", "launch").toAbsolutePath();
  private static final Pattern ROW = Pattern.compile("(.*?) +pid (\\d+) +(\\S+) .*");

  /** A line of what there is. */
  private record Row(String name, ProcessHandle process, String what) {}

  @TempDir Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Row> rows = new ArrayList<>();
  private @Nullable Process cluster;

  @AfterEach
  void endAll() throws Exception {
    if (cluster != null) {
      cluster.destroyForcibly().waitFor();
    }
    for (Row row : rows) {
      row.process().destroyForcibly();
      row.process().onExit().get(10, TimeUnit.SECONDS);
    }
    client.close();
  }

  @Test
  void shouldHandleAllThatWasAcceptedAndLeaveNothingRunning() throws Exception {
    Process started = start();
    try (BufferedReader out = started.inputReader()) {
      readRows(out);
      List<String> urls =
          rows.stream().filter(row -> row.name().startsWith("server")).map(Row::what).toList();
      assertThat(urls).hasSize(2);
      for (int i = 0; i < 200; i++) {
        publish(1, urls.get(i % 2));
        if (i == 100) {
          process("worker process 1").destroyForcibly();
        }
      }
      awaitStats(urls.getFirst(), "\"completed\":200");

      started.toHandle().destroy(); // SIGTERM

      List<String> rest = out.readAllLines();
      assertThat(rest)
          .filteredOn(line -> line.startsWith("worker process 1 "))
          .singleElement()
          .asString()
          .contains("has ended, signal 9");
      assertThat(rest.getLast())
          .startsWith(
              "the group's ledger: accepted 200 = completed 200 + failed 0 + backlog 0 + in flight"
                  + " 0");
      assertThat(started.waitFor()).isZero();
    }
    assertThat(rows).hasSize(5).noneMatch(row -> row.process().isAlive());
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("weir-cluster"));
    }
  }

  @Test
  @Tag("kafka")
  void shouldLoseNothingWhenAServerIsKilledAndLeaveNothingWhenItIsKilledItself() throws Exception {
    Process started = start();
    try (BufferedReader out = started.inputReader()) {
      readRows(out);
      String first = what("server 1");
      String second = what("server 2");
      publish(100, first, second);
      process("server 2").destroyForcibly();
      publish(100, first);
      awaitStats(first, "\"completed\":200");

      started.destroyForcibly();
      for (Row row : rows) {
        row.process().onExit().get(30, TimeUnit.SECONDS);
      }
    }
  }

  @Test
  @Tag("kafka")
  void shouldStartTheBrokerAgainThatWasKilledAndLoseNothing() throws Exception {
    Process started = start();
    try (BufferedReader out = started.inputReader()) {
      readRows(out);
      String url = what("server 1");
      publish(100, url);

      process("broker").destroyForcibly();

      String again = awaitLine(out, "broker is there again (pid ");
      long pid = Long.parseLong(again.replaceAll("\\D", ""));
      rows.add(new Row("broker again", ProcessHandle.of(pid).orElseThrow(), ""));
      int accepted = 100;
      while (accepted < 200) {
        accepted += answerToEvent(url).statusCode() == 202 ? 1 : 0;
      }
      awaitStats(url, "\"backlog\":0,\"inFlight\":0", "\"settled\":true");
      started.toHandle().destroy();

      // What nobody knew to be accepted may be in the topic as well.
      assertThat(out.readAllLines().getLast())
          .matches(
              "the group's ledger: accepted (2\\d\\d) = completed \\1 \\+ failed 0 \\+ backlog 0"
                  + " \\+ in flight 0.*");
      assertThat(started.waitFor()).isZero();
    }
    assertThat(rows).hasSize(6).noneMatch(row -> row.process().isAlive());
  }

  private static String awaitLine(BufferedReader out, String begin) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(begin)) {
      line = out.readLine();
    }
    assertThat(line).as("a line that begins with '%s'", begin).isNotNull();
    return line;
  }

  private ProcessHandle process(String name) {
    return row(name).process();
  }

  private String what(String name) {
    return row(name).what();
  }

  private Row row(String name) {
    return rows.stream().filter(row -> row.name().equals(name)).findAny().orElseThrow();
  }

  private Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    List<String> weir = List.of(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m");
    List<String> broker =
        List.of(
            java,
            "@" + LAUNCH.resolve("broker.flags"),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            brokerJar().toString());
    List<String> words = new ArrayList<>(weir);
    words.add(
        "-Dweir.command="
            + String.join("\n", weir)
            + "\n"
            + String.join("\n", List.of("-cp", classPath, "weir.http.Main")));
    words.add("-Dweir.brokerCommand=" + String.join("\n", broker));
    words.add("-Djava.io.tmpdir=" + folder);
    words.addAll(List.of("-cp", classPath, "weir.http.Main", "cluster"));
    words.addAll(List.of("--port", "0", "--service-time", "20ms"));
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("XDG_RUNTIME_DIR", folder.toString());
    builder.environment().put("WEIR_REHEARSAL", "0ms");
    cluster = builder.start();
    return cluster;
  }

  private static Path brokerJar() throws IOException {
    try (Stream<Path> files = Files.list(BROKER)) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("weir-broker-[^-]+(-SNAPSHOT)?\\.jar"))
          .findAny()
          .orElseThrow();
    }
  }

  private void readRows(BufferedReader out) throws IOException {
    for (String line = out.readLine();
        line != null && !line.startsWith("stop:");
        line = out.readLine()) {
      Matcher matcher = ROW.matcher(line);
      if (matcher.matches()) {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(matcher.group(2)));
        rows.add(new Row(matcher.group(1), process.orElseThrow(), matcher.group(3)));
      }
    }
    assertThat(rows).hasSize(5);
  }

  private void publish(int events, String... urls) throws Exception {
    for (int i = 0; i < events; i++) {
      HttpResponse<String> answer = answerToEvent(urls[i % urls.length]);
      assertThat(answer.statusCode())
          .as(() -> answer.body() + "; the cluster said " + restOfOutput())
          .isEqualTo(202);
    }
  }

  private HttpResponse<String> answerToEvent(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/events")).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private List<String> restOfOutput() {
    Process ended = Objects.requireNonNull(cluster).destroyForcibly();
    return ended.inputReader().lines().toList();
  }

  private void awaitStats(String url, String... wanted) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/stats")).build();
    long deadlineNanos = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    String stats = "";
    while (!Stream.of(wanted).allMatch(stats::contains)) {
      assertThat(System.nanoTime()).as(stats).isLessThan(deadlineNanos);
      stats = client.send(request, BodyHandlers.ofString()).body();
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }
}
