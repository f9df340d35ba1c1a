package weir.bench.http.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import weir.bench.http.HttpContender;
import weir.bench.http.Route;

/** Real processes, on free ports. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@EnabledOnOs(value = OS.LINUX, disabledReason = "the comparison of servers runs on Linux only")
class BareServersTest {

  /** What Weir answers to an event, but for the time. */
  private static final String ACCEPTED =
      """
      HTTP/1.1 202 Accepted
      Date: now
      Content-Type: text/plain
      Content-Length: 2
      Connection: keep-alive

      OK\
      """;

  @TempDir Path folder;

  private Children children;
  private Servers servers;

  @BeforeEach
  void prepare() {
    children = new Children(folder);
    servers =
        new Servers(children, Path.of("no-launcher"), folder, List.of("-Xmx64m"), Optional.empty());
  }

  @AfterEach
  void endAll() {
    children.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"JAVALIN", "JETTY"})
  void shouldAnswerAsManyBytesAsWeir(HttpContender contender) throws Exception {
    ServerProcess server = servers.start(contender);
    try {
      assertThat(server.readyAfter()).isPositive();
      assertThat(server.cpuTime()).isPositive();
      assertThat(server.memory().residentBytes()).isPositive();
      assertThat(ask(server.url(Route.STATS), "GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"))
          .isEqualTo(ACCEPTED);
      assertThat(
              ask(
                  server.url(Route.POST_EVENTS),
                  "POST / HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nab"))
          .isEqualTo(ACCEPTED);
    } finally {
      server.end();
    }
    assertThatThrownBy(server::cpuTime).isInstanceOf(RunFault.class);
  }

  @Test
  void shouldSayWhatAServerSaidThatDidNotStart() throws IOException {
    Path launcher = executable("echo 'port 4000 is taken'; exit 1");
    Servers broken = new Servers(children, launcher, folder, List.of(), Optional.empty());

    assertThatThrownBy(() -> broken.start(HttpContender.WEIR_0MS))
        .isInstanceOf(RunFault.class)
        .hasMessage("Weir, 0 ms handler: it ended before it was ready: port 4000 is taken");
  }

  @Test
  void shouldSayThatNginxIsNotInstalled() {
    assertThatThrownBy(() -> servers.start(HttpContender.NGINX))
        .isInstanceOf(RunFault.class)
        .hasMessage("nginx is not installed (Debian: nginx-light)");
  }

  @Test
  void shouldEndWhatItStartedAndWhatThatStarted() throws Exception {
    Process process = children.start(List.of(executable("sleep 600 & echo $!; wait").toString()));
    long grandchild = Long.parseLong(process.inputReader().readLine());
    Optional<ProcessHandle> found = ProcessHandle.of(grandchild);

    children.close();

    process.waitFor();
    if (found.isPresent()) {
      found.get().onExit().get();
    }
    assertThat(ProcessHandle.of(grandchild).filter(ProcessHandle::isAlive)).isEmpty();
  }

  @Test
  void shouldKillAProgramThatTakesTooLong() {
    assertThatThrownBy(() -> children.run(List.of("sleep", "600"), Duration.ofMillis(20)))
        .isInstanceOf(RunFault.class)
        .hasMessage("sleep did not end within 0 s");
  }

  private Path executable(String script) throws IOException {
    Path file = Files.writeString(folder.resolve("program"), "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private static String ask(String url, String request) throws IOException {
    URI address = URI.create(url);
    try (Socket socket = new Socket(address.getHost(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      StringBuilder answer = new StringBuilder();
      while (answer.indexOf("\r\n\r\nOK") < 0) {
        int read = socket.getInputStream().read();
        assertThat(read).as(answer.toString()).isNotNegative();
        answer.append((char) read);
      }
      return answer.toString().replace("\r", "").replaceFirst("Date: .*", "Date: now");
    }
  }
}
