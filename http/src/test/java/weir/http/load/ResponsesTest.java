package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;

/** Answers of every shape, byte by byte, and that each is taken for one. */
@Timeout(60)
class ResponsesTest {

  private static final long SECOND = 1_000_000_000L;
  private static final int REQUESTS = 20;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
    threads.shutdownNow();
    threads.close();
  }

  private void answerWith(String answer, boolean close) {
    threads.execute(
        () -> {
          try {
            while (true) {
              Socket socket = server.accept();
              connections.incrementAndGet();
              threads.execute(() -> serve(socket, answer, close));
            }
          } catch (IOException e) {
            // The test has ended.
          }
        });
  }

  private void serve(Socket socket, String answer, boolean close) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        OutputStream out = socket.getOutputStream()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          requests.incrementAndGet();
          out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
          out.flush();
          if (close) {
            return;
          }
        }
      }
    } catch (IOException e) {
      // The generator has hung up.
    }
  }

  private LoadResult run(String method) throws Exception {
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    LoadSettings settings =
        new LoadSettings(
            LoadRequest.of(url, method, List.of(), new byte[0], false),
            new Pattern.Open(Schedule.burst(REQUESTS)),
            2,
            0,
            10 * SECOND,
            null);
    return new LoadRun(settings, progress -> {}).run();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nOK', OK",
    "GET, 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nOK\r\n0\r\n\r\n', OK",
    "GET, 'HTTP/1.1 204 No Content\r\n\r\n', OK",
    "GET, 'HTTP/1.1 304 Not Modified\r\nContent-Length: 7\r\n\r\n', OTHER_STATUS",
    "HEAD, 'HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n', OK",
    "GET, 'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 503 Full\r\nContent-Length: 0\r\n\r\n',"
        + " REJECTED",
    "GET, 'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n', OK"
  })
  void shouldTakeEachForOneAnswerAndKeepTheConnection(String method, String answer, Outcome outcome)
      throws Exception {
    answerWith(answer, false);
    LoadResult result = run(method);

    assertThat(result.count(outcome)).isEqualTo(REQUESTS);
    assertThat(result.total()).isEqualTo(REQUESTS);
    assertThat(requests).hasValue(REQUESTS);
    assertThat(connections).hasValue(2);
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nOK'",
    "'HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nOK'",
    "'HTTP/1.1 200 OK\r\n\r\nuntil the end'"
  })
  void shouldSendNothingMoreOverAConnectionThatIsClosing(String answer) throws Exception {
    answerWith(answer, true);
    LoadResult result = run("GET");

    assertThat(result.count(Outcome.OK)).isEqualTo(REQUESTS);
    assertThat(result.total()).isEqualTo(REQUESTS);
    assertThat(requests).hasValue(REQUESTS);
  }

  @Test
  void shouldCountAnAnswerThatBreaksOff() throws Exception {
    answerWith("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nOK", true);
    assertThat(run("GET").count(Outcome.CONNECTION_ERROR)).isEqualTo(REQUESTS);
  }
}
