package weir.http.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import weir.core.figures.Snapshot;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;
import weir.core.pipeline.EventHandlerProvider;

/**
 * A server, or workers alone, as a user starts them: {@code weir serve} or {@code weir worker},
 * with the {@link NotingHandler}.
 */
final class WeirProcess {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path socket;
  private final List<String> command;
  private Process process;
  private String firstLine = "";

  private WeirProcess(Path socket, List<String> command) throws IOException {
    this.socket = socket;
    this.command = command;
    process = started();
  }

  /** A folder of the class path in which the handler is found. */
  static void offerHandler(Path folder) throws IOException {
    Path file = folder.resolve("META-INF/services/" + EventHandlerProvider.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, NotingHandler.class.getName());
  }

  /**
   * Starts one and waits until it is ready.
   *
   * @param folder for its socket, in which the handler is offered, and the notes are
   * @param name of the process
   * @param kind serve or worker
   * @param settings where events are
   * @param flags more of them
   */
  static WeirProcess start(
      Path folder, String name, String kind, KafkaSettings settings, String... flags)
      throws IOException {
    Path socket = folder.resolve(name);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-Dslf4j.internal.verbosity=WARN",
            "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
            "-D" + NotingHandler.FILE + "=" + folder.resolve("notes"),
            "-cp",
            folder + java.io.File.pathSeparator + System.getProperty("java.class.path"),
            "weir.http.Main",
            kind,
            "--bootstrap",
            settings.bootstrap(),
            "--topic",
            settings.topic(),
            "--group",
            settings.group(),
            "--handler",
            NotingHandler.NAME,
            "--socket",
            socket.toString()));
    command.addAll(List.of(flags));
    return new WeirProcess(socket, command);
  }

  private Process started() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("WEIR_"));
    Process starting = builder.start();
    BufferedReader output = starting.inputReader();
    String line = output.readLine();
    firstLine = line == null ? "" : line;
    while (line != null && !line.startsWith("local socket")) {
      line = output.readLine();
    }
    if (line == null) {
      throw new IOException("it did not start: " + firstLine);
    }
    return starting;
  }

  /** The first line that it has printed, where a server says its URL. */
  String firstLine() {
    return firstLine;
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Figures of now. */
  Snapshot snapshot() throws Exception {
    CompletableFuture<Snapshot> first = new CompletableFuture<>();
    LinkListener listener =
        new LinkListener() {
          @Override
          public void onSnapshot(Snapshot snapshot) {
            first.complete(snapshot);
          }

          @Override
          public void onClosed(String reason) {
            first.completeExceptionally(new IOException(reason));
          }
        };
    LinkClient client =
        LinkClient.connect(LinkAddresses.parse(socket.toString()), "test", PATIENCE, listener);
    try {
      return first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } finally {
      client.close();
    }
  }

  void killHard() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Stops it by SIGTERM, and returns what it has said. */
  String stop() throws IOException, InterruptedException {
    process.toHandle().destroy();
    String last = "";
    BufferedReader output = process.inputReader();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      last = line;
    }
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("it did not stop in order: " + last);
    }
    return last;
  }

  void restart() throws IOException {
    process = started();
  }

  void signal(String name) throws InterruptedException {
    Signals.send(name, process);
  }
}
