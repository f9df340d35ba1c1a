package weir.http.server;

import java.io.IOException;
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
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/**
 * Sends requests before any user does, so that the JVM has loaded and compiled what answers them: a
 * server that has just started would be ten times as slow. They come in over real connections, on
 * the real way, but to an endpoint and a pipeline of their own: nothing of them is in the figures.
 */
final class Rehearsal {

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private static final int CONNECTIONS = 16;
  private static final int RING_SIZE = 1024;

  /** Every how many rounds something else than the publishing of events is rehearsed. */
  private static final int OTHERS_EVERY = 64;

  private static final byte[] PUBLISH = request("GET", "/events", "");
  private static final List<byte[]> OTHERS =
      List.of(
          request("POST", "/events", "rehearsal"),
          request("GET", "/events/await", ""),
          request("GET", "/stats", ""),
          request("GET", "/health/ready", ""));

  private final List<Client> clients = new ArrayList<>();

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
      HttpEndpoint endpoint =
          HttpEndpoint.start(
              socket,
              Visitors.ofLoopback("127.0.0.1", List.of()),
              ClientLimits.defaults(),
              pipeline,
              () -> true);
      try {
        new Rehearsal().send((InetSocketAddress) socket.getLocalAddress(), longest);
      } finally {
        endpoint.stop();
      }
    } catch (IOException e) {
      LOG.warn("The server could not rehearse, and will be slow at first", e);
    }
  }

  private static byte[] request(String method, String path, String body) {
    String request =
        String.format(
            Locale.ROOT,
            """
    %s %s HTTP/1.1\r
    Host: localhost\r
    User-Agent: weir\r
    Accept: */*\r
    Content-Length: %d\r
    \r
    %s""",
            method,
            path,
            body.length(),
            body);
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  private void send(InetSocketAddress address, Duration longest) throws IOException {
    long endNanos = System.nanoTime() + longest.toNanos();
    long sent = 0;
    try {
      for (int client = 0; client < CONNECTIONS; client++) {
        clients.add(new Client(address));
      }
      for (int round = 0; System.nanoTime() - endNanos < 0; round++) {
        round(PUBLISH);
        if (round % OTHERS_EVERY == 0) {
          round(OTHERS.get(round / OTHERS_EVERY % OTHERS.size()));
        }
        sent += CONNECTIONS;
      }
    } finally {
      for (Client client : clients) {
        client.channel.close();
      }
    }
    LOG.debug("Rehearsed {} requests", sent);
  }

  private void round(byte[] request) throws IOException {
    for (Client client : clients) {
      client.write(request);
    }
    for (Client client : clients) {
      client.readAnswer();
    }
  }

  /** One connection, one request at a time. */
  private static final class Client {

    private static final String HEAD_END = "\r\n\r\n";
    private static final String LENGTH = "\r\nContent-Length: ";

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

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

    private void readAnswer() throws IOException {
      buffer.clear();
      int answerBytes = Integer.MAX_VALUE;
      while (buffer.position() < answerBytes) {
        if (channel.read(buffer) <= 0) {
          throw new IOException("an answer broke off");
        }
        answerBytes = answerBytes();
      }
    }

    /** Length of the answer in the buffer, as far as its head tells. */
    private int answerBytes() {
      String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
      int headEnd = text.indexOf(HEAD_END);
      if (headEnd < 0) {
        return Integer.MAX_VALUE;
      }
      int length = text.indexOf(LENGTH) + LENGTH.length();
      return headEnd
          + HEAD_END.length()
          + Integer.parseInt(text, length, text.indexOf("\r\n", length), 10);
    }
  }
}
