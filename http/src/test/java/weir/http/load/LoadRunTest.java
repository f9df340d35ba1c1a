package weir.http.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.http.load.LoadResult.Outcome;
import weir.http.load.LoadSettings.Pattern;
import weir.http.wire.IntendedArrival;

/** The generator against a server of the JDK's, which does what the test says. */
@Timeout(60)
class LoadRunTest {

  private static final long SECOND = 1_000_000_000L;

  private final AtomicInteger requests = new AtomicInteger();
  private final Set<String> intended = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Answer> answer = new AtomicReference<>(request -> 202);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @TempDir private Path folder;

  /** What the server does with its n-th request; returns the status. */
  private interface Answer {
    int to(int request) throws InterruptedException;
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          String header = exchange.getRequestHeaders().getFirst(IntendedArrival.HEADER);
          if (header != null) {
            intended.add(header);
          }
          try {
            int status = answer.get().to(requests.getAndIncrement());
            byte[] body = "OK".getBytes(StandardCharsets.US_ASCII);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    threads.close();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
  }

  private LoadResult run(Pattern pattern, int connections, long timeoutNanos) throws Exception {
    LoadSettings settings = new LoadSettings(url(), pattern, connections, 0, timeoutNanos);
    return new LoadRun(settings, progress -> {}).run();
  }

  private static Pattern open(Schedule schedule) {
    return new Pattern.Open(schedule);
  }

  @Test
  void shouldSendEveryRequestOnceAndSayWhenItWasMeant() throws Exception {
    LoadResult result =
        run(open(Schedule.poisson(500, 1).upTo(300, Long.MAX_VALUE)), 8, 10 * SECOND);

    assertThat(requests).hasValue(300);
    assertThat(result.count(Outcome.OK)).isEqualTo(300);
    assertThat(result.total()).isEqualTo(300);
    assertThat(result.fromIntended().getTotalCount()).isEqualTo(300);
    assertThat(result.fromSend().getTotalCount()).isEqualTo(300);
    assertThat(result.sendDelay().getTotalCount()).isEqualTo(300);
    assertThat(intended).hasSizeGreaterThan(250).allMatch(text -> text.matches("\\d{16}"));
  }

  @Test
  void shouldChargeAFreezeToThoseWhoWouldHaveFeltIt() throws Exception {
    // 100/s for 2 s over one connection; the 51st answer takes half a second.
    answer.set(
        request -> {
          if (request == 50) {
            Thread.sleep(500);
          }
          return 202;
        });
    LoadResult result = run(open(Schedule.constant(100).upTo(200, Long.MAX_VALUE)), 1, 10 * SECOND);

    assertThat(result.count(Outcome.OK)).isEqualTo(200);
    // A client that times from sending sees one slow request, and on a busy machine some more.
    long seen = result.fromSend().getCountBetweenValues(400_000, 10_000_000);
    assertThat(seen).isPositive();
    // 50 requests were meant for that half second; they waited from 490 ms down to nothing.
    assertThat(result.fromIntended().getCountBetweenValues(100_000, 10_000_000))
        .as("users felt it many times")
        .isGreaterThanOrEqualTo(35)
        .isGreaterThanOrEqualTo(5 * seen);
    assertThat(result.fromIntended().getMaxValue()).isGreaterThanOrEqualTo(500_000);
    assertThat(LoadReport.text(result)).contains("coordinated omission", "too few samples");
  }

  @Test
  void shouldLeaveItsClientsWaitingInAClosedLoop() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    answer.set(
        request -> {
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          Thread.sleep(5);
          inside.decrementAndGet();
          return 200;
        });
    LoadResult result = run(new Pattern.Closed(0, 100, Long.MAX_VALUE), 4, 10 * SECOND);

    assertThat(requests).hasValue(100);
    assertThat(result.count(Outcome.OK)).isEqualTo(100);
    assertThat(most).hasValueLessThanOrEqualTo(4);
    assertThat(intended).as("a closed loop has no intended arrivals").isEmpty();
  }

  @Test
  void shouldCountEachKindOfFailure() throws Exception {
    answer.set(request -> request % 4 == 0 ? 503 : request % 4 == 1 ? 404 : 202);
    LoadResult result = run(open(Schedule.burst(40)), 4, 10 * SECOND);

    assertThat(result.count(Outcome.REJECTED)).isEqualTo(10);
    assertThat(result.count(Outcome.OTHER_STATUS)).isEqualTo(10);
    assertThat(result.count(Outcome.OK)).isEqualTo(20);
  }

  @Test
  void shouldGiveUpOnAnAnswerThatDoesNotComeAndGoOn() throws Exception {
    answer.set(
        request -> {
          if (request == 0) {
            Thread.sleep(30_000);
          }
          return 202;
        });
    LoadResult result = run(open(Schedule.burst(5)), 1, SECOND / 2);

    assertThat(result.count(Outcome.NO_ANSWER)).isPositive();
    assertThat(result.total()).isEqualTo(5);
  }

  @Test
  void shouldSayThatNobodyIsThere() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    LoadSettings settings =
        new LoadSettings(
            URI.create("http://127.0.0.1:" + port), open(Schedule.burst(1)), 2, 0, SECOND);
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(() -> new LoadRun(settings, progress -> {}).run())
        .withMessageContaining("can't be reached");
  }

  @Test
  void shouldCountEveryRequestOfALoadThatItCannotSend() throws Exception {
    int second = 10_000_000;
    for (Schedule schedule :
        List.of(
            Schedule.constant(second).upTo(Long.MAX_VALUE, SECOND / 2),
            Schedule.poisson(second, 1).upTo(second / 2, Long.MAX_VALUE),
            Schedule.burst(second / 2))) {
      requests.set(0);
      LoadResult result = run(open(schedule), 4, SECOND / 4);

      assertThat(result.total()).isEqualTo(second / 2L);
      assertThat(result.count(Outcome.NOT_SENT)).isEqualTo(second / 2L - requests.get());
      assertThat(result.sendDelay().getTotalCount()).isEqualTo(requests.get());
      assertThat(LoadReport.text(result))
          .contains("never sent " + result.count(Outcome.NOT_SENT), "could not be kept up");
    }
  }

  @Test
  void shouldCountWhatWasDueWhenItIsTold() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch leave = new CountDownLatch(1);
    answer.set(
        request -> {
          inside.countDown();
          leave.await();
          return 202;
        });
    LoadSettings settings = new LoadSettings(url(), open(Schedule.burst(50)), 2, 0, 30 * SECOND);
    LoadRun run = new LoadRun(settings, progress -> {});
    Future<LoadResult> result = threads.submit(run::run);
    inside.await();
    run.stop();
    leave.countDown();

    assertThat(result.get().total()).isEqualTo(50);
    assertThat(result.get().count(Outcome.NOT_SENT)).isEqualTo(50 - result.get().count(Outcome.OK));
    assertThat(result.get().count(Outcome.NOT_SENT)).isPositive();
  }

  @Test
  void shouldWriteItsOwnFiguresToALog() throws Exception {
    Path log = folder.resolve("load.hlog");
    LoadSettings settings =
        new LoadSettings(
            LoadRequest.get(url()),
            open(Schedule.constant(200).upTo(300, Long.MAX_VALUE)),
            8,
            SECOND / 2,
            10 * SECOND,
            log);
    LoadResult result = new LoadRun(settings, progress -> {}).run();

    assertThat(result.logIsWhole()).isTrue();
    assertThat(result.total()).isEqualTo(200);
    Map<String, Histogram> sums = new HashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(log.toFile())) {
      while (reader.hasNext()) {
        Histogram line = (Histogram) reader.nextIntervalHistogram();
        sums.computeIfAbsent(line.getTag(), tag -> new Histogram(3_600_000_000L, 3)).add(line);
      }
    }
    assertThat(sums)
        .containsOnly(
            Map.entry("send-delay", result.sendDelay()),
            Map.entry("from-send", result.fromSend()),
            Map.entry("from-intended", result.fromIntended()));
    assertThatExceptionOfType(LoadException.class)
        .isThrownBy(() -> new LoadRun(settings, progress -> {}).run())
        .withMessageContaining("already");
  }

  /** A server may close some before all are open; its connection is opened again then. */
  @Test
  void shouldNotTakeAConnectionThatIsOpenedAgainBeforeItsStartForItsEnd() throws Exception {
    LoadSettings settings = new LoadSettings(url(), open(Schedule.burst(5)), 2, 0, 10 * SECOND);
    LoadRun run = new LoadRun(settings, progress -> {});
    LoadConnection early = new LoadConnection(run, settings);
    run.ready(early);
    run.lost(early);
    LoadResult result = run.run();

    assertThat(result.total()).isEqualTo(5);
    assertThat(requests).hasValue(5);
  }

  @Test
  void shouldSendNothingIfItIsToldToStopBeforeItsStart() throws Exception {
    LoadSettings settings = new LoadSettings(url(), open(Schedule.burst(5)), 2, 0, 10 * SECOND);
    LoadRun run = new LoadRun(settings, progress -> {});
    run.stop();
    LoadResult result = run.run();

    assertThat(result.total()).isZero();
    assertThat(requests).hasValue(0);
    assertThat(LoadReport.text(result)).contains("no request was counted");
    assertThat(LoadReport.document(result)).containsEntry("requests", 0L);
  }

  /** One user sends one request in his time to think, also if each finds its connection closed. */
  @Test
  void shouldThinkBetweenRequestsThoughItsConnectionIsClosedMeanwhile() throws Exception {
    long thinkNanos = SECOND / 20;
    int count = 10;
    try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      threads.execute(() -> answerAndClose(closing));
      LoadSettings settings =
          new LoadSettings(
              URI.create("http://127.0.0.1:" + closing.getLocalPort()),
              new Pattern.Closed(thinkNanos, count, Long.MAX_VALUE),
              1,
              0,
              10 * SECOND);
      LoadResult result = new LoadRun(settings, progress -> {}).run();

      assertThat(result.total()).isEqualTo(count);
      assertThat(result.tookNanos()).isGreaterThanOrEqualTo((count - 1) * thinkNanos);
    }
  }

  /** Says nothing of its closing, as one does that waits for the next request for some time. */
  private static void answerAndClose(ServerSocket server) {
    byte[] answer =
        "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    while (!server.isClosed()) {
      try (Socket connection = server.accept()) {
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        String line = lines.readLine();
        while (line != null && !line.isEmpty()) {
          line = lines.readLine();
        }
        connection.getOutputStream().write(answer);
      } catch (IOException e) {
        // The client has closed its side, or the test is over.
      }
    }
  }

  @Test
  void shouldEndWhenTold() throws Exception {
    LoadSettings settings =
        new LoadSettings(url(), open(Schedule.constant(200)), 4, 0, 10 * SECOND);
    AtomicReference<LoadRun> run = new AtomicReference<>();
    run.set(new LoadRun(settings, progress -> run.get().stop()));
    assertThat(run.get().run().total()).isPositive();
  }
}
