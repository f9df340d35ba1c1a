package weir.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Snapshot;
import weir.core.link.LinkListener;
import weir.core.link.Recording;
import weir.http.service.DatagramReceiver;

/** {@code weir serve} as a process of its own, stopped by a signal. */
@Timeout(120)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process can't be asked to stop")
class ServeProcessTest {

  private static final Pattern URL = Pattern.compile("Weir listens on (http://\\S+) .*");

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private @Nullable Process process;

  @AfterEach
  void kill() throws InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void shouldHandleTheBacklogAndReportItWhenTerminated() throws Exception {
    Process server = serve("--service-time", "1ms");
    try (BufferedReader out = server.inputReader()) {
      publish(startedUrl(out), 50);

      server.toHandle().destroy(); // SIGTERM

      assertThat(restOf(out)).contains("drained: 0 left of 50 accepted, 50 completed, 0 failed");
      assertThat(server.waitFor()).isZero();
    }
    assertThat(folder.resolve("s")).doesNotExist();
  }

  @Test
  void shouldSayHowManyEventsWereLeft() throws Exception {
    Process server = serve("--service-time", "60s", "--drain-timeout", "10ms");
    try (BufferedReader out = server.inputReader()) {
      publish(startedUrl(out), 7);

      server.toHandle().destroy();

      assertThat(restOf(out))
          .contains("stopped with 7 events not handled (7 accepted, 0 completed, 0 failed)");
      assertThat(server.waitFor()).isZero();
    }
  }

  @Test
  void shouldStopAtOnceAtTheSecondSignal() throws Exception {
    Process server = serve("--service-time", "60s", "--drain-timeout", "1h");
    try (BufferedReader out = server.inputReader()) {
      publish(startedUrl(out), 1);

      server.toHandle().destroy();
      while (!Objects.requireNonNull(out.readLine()).startsWith("stopping")) {}
      server.toHandle().destroy();

      assertThat(server.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isEqualTo(130);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void shouldTellAServiceManagerThatItIsReadyAndStopping() throws Throwable {
    Path notify = folder.resolve("notify");
    environment.put("NOTIFY_SOCKET", notify.toString());
    try (DatagramReceiver systemd = new DatagramReceiver(notify)) {
      Process server = serve();
      try (BufferedReader out = server.inputReader()) {
        String url = startedUrl(out);

        assertThat(systemd.receive()).startsWith("READY=1\nSTATUS=" + url + ": accepted 0 = ");
        server.toHandle().destroy();
        String last = systemd.receive();
        while (last.startsWith("STATUS=")) {
          last = systemd.receive();
        }

        assertThat(last).isEqualTo("STOPPING=1\nSTATUS=draining for up to 10s");
        assertThat(server.waitFor()).isZero();
      }
    }
  }

  @Test
  void shouldWriteAllOfStandardErrorAsJsonWhereThatIsAskedFor() throws Exception {
    environment.put("WEIR_LOG_FORMAT", "json");
    environment.put("WEIR_RING_SISE", "8");
    Path taken = Files.createFile(folder.resolve("taken"));
    Process server = serve("--record", taken.toString());
    List<String> lines;
    try (BufferedReader out = server.inputReader()) {
      lines = restOf(out);
    }

    assertThat(server.waitFor()).isEqualTo(2);
    List<JsonNode> objects = new ArrayList<>();
    for (String line : lines) {
      objects.add(JsonMapper.builder().build().readTree(line));
    }
    assertThat(objects).extracting(each -> each.get("level").asText()).startsWith("WARN");
    assertThat(objects.getFirst().get("formattedMessage").asText()).contains("WEIR_RING_SISE");
    assertThat(objects.getLast().get("level").asText()).isEqualTo("ERROR");
    assertThat(objects.getLast().get("formattedMessage").asText()).contains(taken.toString());
    assertThat(objects).allSatisfy(each -> assertThat(each.get("timestamp").asLong()).isPositive());
  }

  /** The event that its worker was at is handled twice, and none less than once. */
  @Test
  void shouldHandleAfterTheNextStartWhatWasAnsweredBeforeItWasKilled() throws Exception {
    String journal = folder.resolve("journal").toString();
    String[] flags = {"--journal", "disk", "--journal-dir", journal, "--service-time"};
    Process first = serve(Stream.concat(Arrays.stream(flags), Stream.of("60s")));
    try (BufferedReader out = first.inputReader()) {
      publish(startedUrl(out), 30);

      first.destroyForcibly().waitFor();
    }

    Process second = serve(Stream.concat(Arrays.stream(flags), Stream.of("1ms")));
    try (BufferedReader out = second.inputReader()) {
      String url = startedUrl(out);
      publish(url, 5);
      second.toHandle().destroy();

      assertThat(restOf(out))
          .anySatisfy(
              line ->
                  assertThat(line)
                      .startsWith("journal in " + journal + ", sync always: can lose nothing")
                      .endsWith("30 events of earlier runs are handled first"))
          .contains("drained: 0 left of 35 accepted, 35 completed, 0 failed");
    }
  }

  /** No chance to tidy up: what is in the file is what was written each second. */
  @Test
  void shouldLeaveAReadableRecordingWhenKilled() throws Exception {
    Path file = folder.resolve("run.weir");
    Process server = serve("--service-time", "1ms", "--record", file.toString());
    try (BufferedReader out = server.inputReader()) {
      String url = startedUrl(out);
      publish(url, 50);
      while (completed(file) < 50) {
        assertThat(server.isAlive()).isTrue();
        TimeUnit.MILLISECONDS.sleep(20); // each look reads the whole file
      }
      publish(url, 5);

      server.destroyForcibly().waitFor();
    }

    assertThat(completed(file)).isBetween(50L, 55L);
    assertThat(file.toFile()).canRead();
  }

  /** Events completed at the recording's end, which its intervals add up to. */
  private static long completed(Path file) throws Exception {
    List<Snapshot> snapshots = new ArrayList<>();
    try (Recording recording = Recording.open(file)) {
      LinkListener listener =
          new LinkListener() {
            @Override
            public void onSnapshot(Snapshot snapshot) {
              snapshots.add(snapshot);
            }

            @Override
            public void onClosed(String reason) {}
          };
      while (recording.next(listener)) {}
    }
    long inIntervals =
        snapshots.stream()
            .mapToLong(snapshot -> snapshot.interval().responseTime().decode().getTotalCount())
            .sum();
    long completed = snapshots.isEmpty() ? 0 : snapshots.getLast().ledger().completed();
    // An event is recorded an instant before it is counted, and more may end in between.
    assertThat(inIntervals).isBetween(completed, 55L);
    return completed;
  }

  private Process serve(Stream<String> flags) throws IOException {
    return serve(flags.toArray(String[]::new));
  }

  private Process serve(String... flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path")));
    command.addAll(List.of("weir.http.Main", "serve", "--port", "0", "--rehearsal", "0ms"));
    command.addAll(List.of("--socket", folder.resolve("s").toString()));
    command.addAll(List.of(flags));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("WEIR_"));
    builder.environment().putAll(environment);
    Process started = builder.start();
    process = started;
    return started;
  }

  private static String startedUrl(BufferedReader out) throws IOException {
    String first = Objects.requireNonNull(out.readLine());
    Matcher matcher = URL.matcher(first);
    assertThat(matcher.matches()).as(first).isTrue();
    return matcher.group(1);
  }

  private static List<String> restOf(BufferedReader out) {
    return out.lines().toList();
  }

  private static void publish(String url, int events) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/events")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int event = 0; event < events; event++) {
        assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(202);
      }
    }
  }
}
