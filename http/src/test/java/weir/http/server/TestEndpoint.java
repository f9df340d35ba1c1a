package weir.http.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongPredicate;
import weir.core.journal.DiskJournalSettings;
import weir.core.journal.JournalException;
import weir.core.pipeline.Journal;
import weir.core.pipeline.Journals;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.FullRingPolicy;

/** A small pipeline behind real HTTP on a free port, and a client for it. */
final class TestEndpoint implements AutoCloseable {

  static final int RING_SIZE = 8;
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  final GatedHandler handler = new GatedHandler();
  final Pipeline<HttpEvent> pipeline;
  final Readiness readiness;

  /** What uses the resource without an event; set before anybody asks for it. */
  volatile LongPredicate resource;

  final int port;
  private final HttpEndpoint endpoint;
  private final HttpClient client = HttpClient.newHttpClient();

  TestEndpoint() throws StartException {
    this(ClientLimits.defaults(), new FullRingPolicy.Reject());
  }

  TestEndpoint(ClientLimits limits, FullRingPolicy fullRing) throws StartException {
    this(settings(fullRing), limits, true, Journals.memory(), false);
  }

  /** One that goes on starting, until its readiness says otherwise. */
  static TestEndpoint starting() throws StartException {
    return new TestEndpoint(
        settings(new FullRingPolicy.Reject()),
        ClientLimits.defaults(),
        false,
        Journals.memory(),
        false);
  }

  /** One whose journal hands events to whoever asks for them. */
  static TestEndpoint withEventsHandledElsewhere() throws Exception {
    return new TestEndpoint(
        settings(new FullRingPolicy.Reject()),
        ClientLimits.defaults(),
        true,
        setup -> new HandledElsewhere<>(Journals.<HttpEvent>memory().open(setup)).journal(),
        false);
  }

  /** One that keeps events on disk. */
  static TestEndpoint withJournalIn(Path folder) throws StartException {
    return new TestEndpoint(
        settings(new FullRingPolicy.Reject()),
        ClientLimits.defaults(),
        true,
        Journals.disk(DiskJournalSettings.defaults(folder).withMaxBytes(1 << 20), HttpEvent.FORMAT),
        false);
  }

  /** One whose events have keys, with two workers. */
  static TestEndpoint ordered() throws StartException {
    return new TestEndpoint(
        settings(new FullRingPolicy.Reject()).withWorkers(2, 2),
        ClientLimits.defaults(),
        true,
        Journals.memory(HttpEvent::key),
        true);
  }

  private static PipelineSettings settings(FullRingPolicy fullRing) {
    return PipelineSettings.defaults().withRingSize(RING_SIZE).withFullRing(fullRing);
  }

  private TestEndpoint(
      PipelineSettings settings,
      ClientLimits limits,
      boolean open,
      Journal.Opener<HttpEvent> journal,
      boolean ordered)
      throws StartException {
    try {
      pipeline = HttpEvent.pipeline(settings, handler, journal);
    } catch (JournalException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
    resource = pipeline::useResource;
    readiness = Readiness.of(pipeline);
    if (open) {
      readiness.open();
    }
    ServerSocketChannel socket = ListenSocket.bind("127.0.0.1", 0);
    port = ((InetSocketAddress) socket.socket().getLocalSocketAddress()).getPort();
    endpoint =
        HttpEndpoint.start(
            socket,
            Visitors.ofLoopback("127.0.0.1", List.of("Weir.Example")),
            limits,
            pipeline,
            number -> resource.test(number),
            readiness,
            ordered);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send("GET", path, BodyPublishers.noBody());
  }

  HttpResponse<String> get(String path, String header, String value)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(uri(path)).header(header, value).build(), BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, byte[] body) throws IOException, InterruptedException {
    return send("POST", path, BodyPublishers.ofByteArray(body));
  }

  /** Posts an event of a key. */
  HttpResponse<String> post(String path, String body, String key)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path))
            .timeout(TIMEOUT)
            .header("Weir-Key", key)
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).timeout(TIMEOUT).method(method, body).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void stopHttp() {
    endpoint.stop();
  }

  @Override
  public void close() {
    handler.open();
    client.close();
    endpoint.stop();
    pipeline.close();
  }
}
