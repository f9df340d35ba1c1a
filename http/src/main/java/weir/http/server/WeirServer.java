package weir.http.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.figures.ResourceUse;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;
import weir.core.watch.PipelineBean;
import weir.http.config.ServeSettings;
import weir.http.config.SettingsException;

/** A running server: a pipeline, its local socket and its HTTP endpoint. Thread-safe. */
public final class WeirServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(WeirServer.class);

  /** Those of its requests that are answered when their events have ended may take longer. */
  private static final Duration LOAD_PATIENCE = Duration.ofSeconds(1);

  private final Readiness readiness;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final InetSocketAddress address;
  private final String host;
  private final Duration drainTimeout;
  private final Pipeline<HttpEvent> pipeline;
  private final LinkServer link;
  private final HttpEndpoint endpoint;

  /** Null where clients can't have this server send itself a load. */
  private final @Nullable ServerLoad load;

  private WeirServer(
      Readiness readiness,
      InetSocketAddress address,
      ServeSettings settings,
      Pipeline<HttpEvent> pipeline,
      LinkServer link,
      HttpEndpoint endpoint,
      @Nullable ServerLoad load) {
    this.readiness = readiness;
    this.address = address;
    this.host = settings.host();
    this.drainTimeout = settings.drainTimeout();
    this.pipeline = pipeline;
    this.link = link;
    this.endpoint = endpoint;
    this.load = load;
  }

  /**
   * Starts everything, or nothing: what was opened before a fault is closed again.
   *
   * @param settings what to start
   * @return the server, ready for requests
   * @throws SettingsException if there is no such handler
   * @throws StartException if the port can't be listened on, or the journal can't be opened
   * @throws LinkException if the local socket can't be opened, or nothing can be recorded
   */
  public static WeirServer start(ServeSettings settings)
      throws SettingsException, StartException, LinkException {
    return start(settings, null);
  }

  /**
   * The same of a server that its clients can have send itself a load.
   *
   * @param settings what to start
   * @param generator makes what sends it, given the server's URL without a path; null for none
   * @return the server, ready for requests
   * @throws SettingsException if there is no such handler
   * @throws StartException if the port can't be listened on, or the journal can't be opened
   * @throws LinkException if the local socket can't be opened, or nothing can be recorded
   */
  public static WeirServer start(
      ServeSettings settings, @Nullable Function<String, ServerLoad> generator)
      throws SettingsException, StartException, LinkException {
    LinkAddress linkAddress =
        ServedPipeline.address(settings).orElse(LinkAddresses.defaultAddress());
    // Before anything is opened that others may use: a file to replay may be unusable.
    Pipeline<HttpEvent> pipeline = ServedPipeline.start(settings);
    ServerSocketChannel socket = null;
    HttpEndpoint endpoint = null;
    boolean started = false;
    try {
      socket = ListenSocket.bind(settings.host(), settings.port());
      InetSocketAddress address = (InetSocketAddress) socket.socket().getLocalSocketAddress();
      Readiness readiness = Readiness.of(pipeline);
      // It says that it is starting, to whoever asks meanwhile.
      endpoint =
          HttpEndpoint.start(
              socket,
              visitors(settings, address),
              ClientLimits.defaults(),
              pipeline,
              pipeline::useResource,
              readiness,
              settings.orderByKey());
      Rehearsal.run(settings.rehearsal());
      ServerLoad load =
          generator == null ? null : generator.apply(urlFromHere(settings.host(), address));
      if (load != null) {
        pipeline.sendLoadsWith(load);
      }
      LinkServer link = ServedPipeline.show(pipeline, settings, linkAddress);
      readiness.open();
      started = true;
      showByJmx(pipeline);
      return new WeirServer(readiness, address, settings, pipeline, link, endpoint, load);
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    } finally {
      if (!started) {
        closeAll(pipeline, endpoint, socket);
      }
    }
  }

  private static void closeAll(
      Pipeline<HttpEvent> pipeline,
      @Nullable HttpEndpoint endpoint,
      @Nullable ServerSocketChannel socket) {
    Closing closing = new Closing();
    if (endpoint != null) {
      closing.close(endpoint::stop);
    }
    closing.close(pipeline);
    if (socket != null) {
      closing.close(() -> ListenSocket.close(socket));
    }
    closing.report();
  }

  /** Beside everything else: the JVM's management takes a while to start. */
  private static void showByJmx(Pipeline<HttpEvent> pipeline) {
    Thread.ofPlatform()
        .name("jmx")
        .daemon()
        .start(
            () -> {
              try {
                PipelineBean.registerToRead(pipeline);
              } catch (IllegalStateException e) {
                LOG.debug("Closed before it had an MXBean", e);
              }
            });
  }

  /**
   * Checks what settings name outside of themselves and {@link #start} would read: a file to
   * replay.
   *
   * @param settings what would be started
   * @throws SettingsException if the file can't be used
   */
  public static void check(ServeSettings settings) throws SettingsException {
    PipelineSettings small =
        PipelineSettings.defaults()
            .withRingSize(1)
            .withWorkers(1, 1)
            .withResource(settings.pipeline().resource());
    try {
      Pipeline.start(small, (event, context) -> {}).close();
    } catch (IllegalArgumentException e) {
      throw new SettingsException(String.valueOf(e.getMessage()), e);
    }
  }

  private static Visitors visitors(ServeSettings settings, InetSocketAddress address) {
    return address.getAddress().isLoopbackAddress()
        ? Visitors.ofLoopback(settings.host(), settings.allowedHosts())
        : Visitors.ofAnywhere(settings.host(), settings.allowedHosts());
  }

  /**
   * Where HTTP clients find it.
   *
   * @return e.g. {@code http://127.0.0.1:4000}
   */
  public String url() {
    return url(host, address.getPort());
  }

  private static String url(String host, int port) {
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  /** "Any address" is one to listen on and none to send to. */
  private static String urlFromHere(String host, InetSocketAddress address) {
    return url(
        address.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : host,
        address.getPort());
  }

  /**
   * How late sleeps end on this machine, at the median.
   *
   * @return nanoseconds
   */
  public long timingFloorNanos() {
    return pipeline.timingFloorNanos();
  }

  /**
   * How its resource behaves now.
   *
   * @return the figures, with what is replayed if anything is
   */
  public ResourceUse resource() {
    return pipeline.resource();
  }

  /**
   * Its pipeline.
   *
   * @return what requests publish to; closed with this server
   */
  public Pipeline<?> pipeline() {
    return pipeline;
  }

  /**
   * Offers an event as a request does, without one.
   *
   * @param body what the handler is given
   * @param intendedNanos when it should have arrived, on {@link System#nanoTime()}
   * @return whether it was accepted
   */
  public PublishOutcome publish(byte[] body, long intendedNanos) {
    return pipeline.publish(HttpEvent.of(body), intendedNanos);
  }

  /**
   * Shows another pipeline on the local socket, beside this server's own, until either is closed.
   *
   * @param other of another name
   */
  public void show(Pipeline<?> other) {
    other.reportTo(link);
  }

  /**
   * How it stands, in one line. Takes a sample: does not return while the sampler hangs.
   *
   * @return for whoever supervises it
   */
  public String status() {
    return url() + ": " + pipeline.snapshot().ledger();
  }

  /**
   * Whether only programs on this machine can reach it.
   *
   * @return true for a loopback address
   */
  public boolean isLoopback() {
    return address.getAddress().isLoopbackAddress();
  }

  /**
   * Where panels and commands find it, as it is written after {@code --socket}.
   *
   * @return the path of the local socket, or {@code tcp:PORT}
   */
  public String socket() {
    return LinkAddresses.text(link.address());
  }

  /**
   * What is being recorded.
   *
   * @return the file; empty if nothing is
   */
  public Optional<Path> recording() {
    return link.recording();
  }

  /**
   * Stops in order. A load that this server sends itself ends first. Readiness turns to 503 and so
   * do new events, while the other routes go on answering, so that the drain can be watched; the
   * workers handle the backlog, for the drain timeout at most; then the requests under way finish
   * and everything closes.
   *
   * @param report gets what was left, even where closing fails
   * @throws InterruptedException if the calling thread is interrupted
   */
  public void stop(Consumer<DrainReport> report) throws InterruptedException {
    finishLoad();
    readiness.drain();
    DrainReport drained = pipeline.drain(drainTimeout);
    try {
      close();
    } finally {
      // Counted anew: closing lets the workers finish the events they are at.
      report.accept(new DrainReport(pipeline.totals(), drained.took()));
    }
  }

  private void finishLoad() {
    if (load != null) {
      load.finish(LOAD_PATIENCE);
    }
  }

  /**
   * Closes everything without waiting for the backlog. Callers are answered when no worker is at an
   * event any more, so that they are told what is known. Everything is closed, whatever fails
   * meanwhile; then the first fault is thrown. Idempotent.
   */
  @Override
  public void close() {
    finishLoad();
    readiness.drain();
    if (closed.compareAndSet(false, true)) {
      Closing closing = new Closing();
      closing.close(pipeline::stopWorkers);
      closing.close(endpoint::stop);
      // It may have waited for the answers of the last requests.
      if (load != null) {
        closing.close(load);
      }
      closing.close(pipeline);
      closing.report();
    }
  }
}
