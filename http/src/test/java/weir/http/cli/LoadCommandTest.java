package weir.http.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code weir load} against a server of the JDK's that writes down what it gets. */
@Timeout(120)
class LoadCommandTest {

  private final Queue<String> got = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @TempDir private Path folder;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          got.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(202, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url(String userInfo) {
    return "http://" + userInfo + "127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  @Test
  void shouldReplayAtASpeedWithABodyAndAPasswordThatIsNotPrinted() throws IOException {
    Path trace = Files.writeString(folder.resolve("trace.csv"), "0\n0.1\n0.2\n1\n");
    Path body = Files.writeString(folder.resolve("body.txt"), "hello");
    String[] arguments = {
      "load",
      "--replay",
      trace.toString(),
      "--speed",
      "2",
      "--body",
      body.toString(),
      "--url",
      url("user:s3cret@"),
      "--hlog",
      folder.resolve("load.hlog").toString()
    };

    CommandRun run = CommandRun.of(arguments);
    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out()).contains("replayed at 2 times its speed", "4 requests", "8.0/s offered");
    assertThat(run.out() + run.err()).doesNotContain("s3cret");
    assertThat(got).hasSize(4).containsOnly("POST Basic dXNlcjpzM2NyZXQ= hello");
    assertThat(folder.resolve("load.hlog"))
        .content()
        .contains("Tag=send-delay", "Tag=from-send", "Tag=from-intended");

    CommandRun again = CommandRun.of(arguments);
    assertThat(again.status()).isEqualTo(2);
    assertThat(again.err()).contains("name a new one").hasLineCount(1);
    assertThat(got).hasSize(4);
  }

  /** Three at ten a second are meant to take 300 ms, though the last is sent after 200. */
  @Test
  void shouldSayWhatWasOffered() throws IOException {
    assertThat(CommandRun.load("--constant", "10", "--duration", "300ms", "--url", url("")).out())
        .contains("3 requests", "10.0/s offered");
    assertThat(CommandRun.load("--constant", "10", "--count", "3", "--url", url("")).out())
        .contains("3 requests", "10.0/s offered");
    assertThat(CommandRun.load("--burst", "3", "--url", url("")).out())
        .contains("all at once offered");
    Path counts = Files.writeString(folder.resolve("counts.csv"), "second,requests\n0,4\n");
    CommandRun run = CommandRun.load("--replay", counts.toString(), "--url", url(""));
    assertThat(run.out()).contains("4 requests", "4.0/s offered");
    assertThat(run.err())
        .startsWith("replays " + counts + ": 4 requests over 1.000 s")
        .contains("spaced evenly within each interval");
  }

  @Test
  void shouldNotCountNothingAsDone() {
    CommandRun run =
        CommandRun.load("--closed", "--count", "3", "--warm-up", "1h", "--url", url(""));

    assertThat(run.out()).contains("no request was counted");
    assertThat(run.status()).isEqualTo(1);
  }

  /** Through the writer that every command has unless a test sets another. */
  @Test
  void shouldFailWhenItsOutputCannotBeWritten() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int oneByte) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    PrintStream before = System.out;
    StringWriter err = new StringWriter();
    int status;
    try (PrintStream failing = new PrintStream(full, true, StandardCharsets.UTF_8)) {
      System.setOut(failing);
      status =
          WeirCommand.commandLine(Map.of()).setErr(new PrintWriter(err)).execute("load", "--help");
    } finally {
      System.setOut(before);
    }
    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("weir load: its output could not be written");
  }

  /** Without the launcher and its flags. */
  @Test
  void shouldEndWithASentenceWhenMemoryRunsOut() throws Exception {
    Path trace = folder.resolve("long.csv");
    try (Writer out = Files.newBufferedWriter(trace)) {
      for (int line = 0; line < 4_000_000; line++) {
        out.write("1\n");
      }
    }
    Process load =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx24m",
                "-cp",
                System.getProperty("java.class.path"),
                "weir.http.Main",
                "load",
                "--replay",
                trace.toString())
            .start();
    try {
      String said = new String(load.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(load.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(said).startsWith("weir: out of memory").endsWith("-Xmx2g\n").hasLineCount(1);
      assertThat(load.exitValue()).isEqualTo(3);
    } finally {
      load.destroyForcibly();
    }
  }
}
