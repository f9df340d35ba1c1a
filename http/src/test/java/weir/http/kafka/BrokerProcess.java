package weir.http.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;

/**
 * A real broker in a process that can be killed. It ends with the JVM of the tests at the latest,
 * as its standard input does.
 */
final class BrokerProcess implements AutoCloseable {

  private static final Path MODULE = Path.of("broker").toAbsolutePath();

  private final Path folder;
  private final int port;
  private final List<String> settings;
  private Process process;

  private BrokerProcess(Path folder, int port, List<String> settings) throws IOException {
    this.folder = folder;
    this.port = port;
    this.settings = settings;
    process = started();
  }

  /** Holds the broker that all tests of this JVM share. */
  private static final class Shared {

    private static final BrokerProcess BROKER;

    static {
      try {
        BROKER = start(Files.createTempDirectory("weir-broker"));
        Runtime.getRuntime().addShutdownHook(new Thread(BROKER::discard));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The broker that all tests of this JVM share: started once, with topics and groups for each. */
  static BrokerProcess shared() {
    return Shared.BROKER;
  }

  /** Starts a broker of one's own in an owner-only folder. */
  static BrokerProcess start(Path folder, String... settings) throws IOException {
    return new BrokerProcess(folder, freePort(), List.of(settings));
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  KafkaSettings settings(String topic) {
    return KafkaSettings.of(bootstrap()).with(topic, topic + "-group");
  }

  Admin admin() {
    return Admin.create(java.util.Map.of("bootstrap.servers", bootstrap()));
  }

  void killHard() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  void signal(String name) throws InterruptedException {
    Signals.send(name, process);
  }

  void restart() throws IOException {
    process = started();
  }

  private Process started() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "@" + MODULE.resolve("../../launch/common.flags"),
            "@" + MODULE.resolve("../../launch/broker.flags"),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            jar().toString(),
            "--folder",
            folder.toString(),
            "--port",
            Integer.toString(port),
            "--until-input-ends"));
    command.addAll(settings);
    Process starting =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = starting.inputReader();
    assertThat(output.readLine()).startsWith("broker ready on 127.0.0.1:" + port);
    return starting;
  }

  private static Path jar() throws IOException {
    try (Stream<Path> files = Files.list(MODULE.resolve("target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("weir-broker-[^-]+(-SNAPSHOT)?\\.jar"))
          .findAny()
          .orElseThrow(
              () -> new IllegalStateException("build it first: mvn package -pl http/broker"));
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void discard() {
    close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // It is a folder for temporary files.
    }
  }
}
