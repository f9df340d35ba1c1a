package weir.http.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.http.time.Deadline;

/**
 * Sends requests before any user does, so that the JVM has loaded and compiled what answers them: a
 * server that has just started would be ten times as slow. They come in over real connections, on
 * the real way, but to an endpoint and a pipeline of their own: nothing of them is in the figures.
 */
final class Rehearsal {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  /**
   * Several at a time, so that the code is compiled for selectors that get into each other's way.
   */
  private static final int USERS = 2;

  private static final int CONNECTIONS_OF_A_USER = 25;
  private static final int RING_SIZE = 1024;

  /** Every how many rounds the connections are new, and something else is asked for as well. */
  private static final int ROUNDS_OF_A_CONNECTION = 20;

  private static final Duration PAUSE = Duration.ofMillis(10);

  /** As ApacheBench asks, and as others do. */
  private static final List<byte[]> PUBLISH =
      List.of(
          request("GET", "/events", "HTTP/1.0", "Connection: Keep-Alive\r\n", ""),
          request("GET", "/events", "HTTP/1.1", "", ""));

  private static final List<byte[]> OTHERS =
      List.of(
          request("POST", "/events", "HTTP/1.1", "", "rehearsal"),
          request("GET", "/events/await", "HTTP/1.1", "", ""),
          request("GET", "/stats", "HTTP/1.1", "", ""),
          request("GET", "/health/ready", "HTTP/1.1", "", ""));

  /** Of one user; confined to its thread, like the buffer. */
  private final List<Client> clients = new ArrayList<>();

  /** The one that is being read. */
  private final ByteBuffer answer = ByteBuffer.allocate(1 << 16);

  private Rehearsal() {}

  /**
   * Rehearses. A fault ends it early and is logged: the server then starts slower, and as well.
   *
   * @param longest how long at most; 0 for not at all
   */
  static void run(Duration longest) {
    if (longest.isZero()) {
      return;
    }
    PipelineSettings settings =
        PipelineSettings.defaults().withRingSize(RING_SIZE).withServiceTime(Duration.ZERO);
    try (Pipeline<HttpEvent> pipeline = HttpEvent.pipeline(settings, new MockResourceHandler());
        ServerSocketChannel socket = ServerSocketChannel.open()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Readiness readiness = Readiness.of(pipeline);
      readiness.open();
      HttpEndpoint endpoint =
          HttpEndpoint.start(
              socket,
              Visitors.ofLoopback("127.0.0.1", List.of()),
              ClientLimits.defaults(),
              pipeline,
              pipeline::useResource,
              readiness,
              false);
      try {
        sendFromAllSides((InetSocketAddress) socket.getLocalAddress(), longest);
      } finally {
        endpoint.stop();
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("The server could not rehearse, and will be slow at first", e);
    }
    // What this left behind would take memory until there is none left.
    System.gc();
  }

  private static byte[] request(
      String method, String path, String version, String header, String body) {
    String contentLength = body.isEmpty() ? "" : "Content-Length: " + body.length() + "\r\n";
    return """
    %s %s %s\r
    Host: localhost\r
    User-Agent: weir\r
    Accept: */*\r
    %s%s\r
    %s"""
        .formatted(method, path, version, header, contentLength, body)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void sendFromAllSides(InetSocketAddress address, Duration longest)
      throws IOException {
    try (ExecutorService users = Executors.newFixedThreadPool(USERS)) {
      List<Future<Long>> sent = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        sent.add(users.submit(() -> new Rehearsal().send(address, longest)));
      }
      long sum = 0;
      for (Future<Long> requests : sent) {
        sum += requests.get();
      }
      LOG.debug("Rehearsed {} requests", sum);
    } catch (ExecutionException e) {
      throw new IOException("a user of the rehearsal failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Returns how many requests were answered. */
  private long send(InetSocketAddress address, Duration longest) throws IOException {
    Deadline deadline = Deadline.in(longest);
    long sent = 0;
    try {
      for (int turn = 0; !deadline.isOver(); turn++) {
        connect(address);
        for (int round = 0; round < ROUNDS_OF_A_CONNECTION; round++) {
          round(PUBLISH.get(round % PUBLISH.size()));
        }
        round(OTHERS.get(turn % OTHERS.size()));
        giveWay();
        sent += (long) CONNECTIONS_OF_A_USER * (ROUNDS_OF_A_CONNECTION + 1);
      }
    } finally {
      disconnect();
    }
    return sent;
  }

  /** To the compiler, which would fall behind: it would then be at it when the first users come. */
  private static void giveWay() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private void connect(InetSocketAddress address) throws IOException {
    disconnect();
    for (int client = 0; client < CONNECTIONS_OF_A_USER; client++) {
      clients.add(new Client(address));
    }
  }

  private void disconnect() throws IOException {
    for (Client client : clients) {
      client.channel.close();
    }
    clients.clear();
  }

  private void round(byte[] request) throws IOException {
    for (Client client : clients) {
      client.write(request);
    }
    for (Client client : clients) {
      client.readAnswer(answer);
    }
  }

  /** One connection, one request at a time. */
  private static final class Client {

    private static final String HEAD_END = "\r\n\r\n";
    private static final String LENGTH = "\r\nContent-Length: ";

    private final SocketChannel channel;

    private Client(InetSocketAddress address) throws IOException {
      channel = SocketChannel.open(address);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    private void write(byte[] request) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(request);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    }

    private void readAnswer(ByteBuffer answer) throws IOException {
      answer.clear();
      int length = Integer.MAX_VALUE;
      while (answer.position() < length) {
        if (channel.read(answer) <= 0) {
          throw new IOException("an answer broke off");
        }
        length = length(StandardCharsets.US_ASCII.decode(answer.duplicate().flip()).toString());
      }
    }

    /** Length of an answer, as far as its head tells. */
    private static int length(String text) {
      int headEnd = text.indexOf(HEAD_END);
      if (headEnd < 0) {
        return Integer.MAX_VALUE;
      }
      int start = text.indexOf(LENGTH) + LENGTH.length();
      int bodyBytes = Integer.parseInt(text, start, text.indexOf("\r\n", start), 10);
      return headEnd + HEAD_END.length() + bodyBytes;
    }
  }
}
