package weir.core.link;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.fault.FaultLog;
import weir.core.figures.Source;

/**
 * The server's end of the local socket: shows every client the sources that there are, which may
 * come and go, sends it their snapshots, and has them execute the commands that clients send. A
 * client that is slow, silent, stalled or hostile costs bounded memory and disturbs neither the
 * publisher nor other clients. Thread-safe.
 */
public final class LinkServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkServer.class);
  private static final Duration JOIN_TIMEOUT = Duration.ofSeconds(5);
  private static final long ACCEPT_RETRY_MILLIS = 100;
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(10);

  private final Endpoint endpoint;
  private final ServerInfo info;
  private final Limits limits;
  private final Clients clients;
  private final Recordings recordings;
  private final Sources sources;
  private final Thread acceptor;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final FaultLog acceptFaults = new FaultLog(LOG, FAULT_PAUSE);

  private LinkServer(Endpoint endpoint, ServerInfo info, Limits limits) {
    this.endpoint = endpoint;
    this.info = info;
    this.limits = limits;
    this.clients = new Clients(limits.clients());
    this.recordings = new Recordings(endpoint.address());
    this.sources = new Sources(clients, recordings);
    this.acceptor = new Thread(this::acceptAll, "weir-link-accept");
    acceptor.setDaemon(true);
  }

  /**
   * Opens the socket and starts to accept clients. It shows nothing until a source is {@linkplain
   * #add added}.
   *
   * @param address where to listen; a missing folder is made, owner-only, and what a dead server
   *     left there is replaced
   * @param info what clients are told about this server
   * @return the running server
   * @throws LinkException if a server is already running there, or the place cannot be used
   */
  public static LinkServer open(LinkAddress address, ServerInfo info) throws LinkException {
    return open(address, info, Limits.DEFAULT);
  }

  static LinkServer open(LinkAddress address, ServerInfo info, Limits limits) throws LinkException {
    LinkServer server = new LinkServer(Endpoint.open(address), info, limits);
    server.acceptor.start();
    return server;
  }

  /**
   * Where clients reach this server.
   *
   * @return the address, with the real port where port 0 was asked for
   */
  public LinkAddress address() {
    return endpoint.address();
  }

  /**
   * Adds a source; the clients are told.
   *
   * @param source what it is, and what it can be told to do
   * @param executor executes the commands for it
   * @return where its snapshots go; closing it takes the source away again
   * @throws IllegalArgumentException if there is a source of that name
   * @throws IllegalStateException if there are {@link Protocol#MAX_SOURCES} sources already
   */
  public PublishedSource add(Source source, CommandExecutor executor) {
    return sources.add(source, executor);
  }

  /**
   * Records everything that clients are shown from now on, until this closes. A disk that is full
   * costs nothing but detail: what could not be written is added up.
   *
   * @param file a file that does not exist yet; only its owner can read it
   * @throws IllegalArgumentException if it can't be made; the message says why and what to do
   * @throws IllegalStateException if a recording is under way, or this is closed
   * @throws LinkException if there are too many clients
   */
  public void record(Path file) throws LinkException {
    recordings.start(file);
  }

  /**
   * Lets clients start and stop recordings, which are kept in a folder; without this they can't.
   *
   * @param folder made, owner-only, when the first recording starts
   */
  public void allowRecordingsIn(Path folder) {
    recordings.allowIn(folder);
  }

  /**
   * What is recorded now.
   *
   * @return the file; empty if nothing is
   */
  public Optional<Path> recording() {
    return Optional.ofNullable(recordings.current());
  }

  private void acceptAll() {
    for (int number = 1; !closed.get(); number++) {
      try {
        welcome(endpoint.channel().accept(), number);
      } catch (ClosedChannelException e) {
        return;
      } catch (Throwable e) {
        // E.g. out of file descriptors or threads: others may free some. One client is lost at
        // most, and those that come later are let in.
        acceptFaults.report(() -> "cannot accept a connection", e);
        if (!pause()) {
          return;
        }
      }
    }
  }

  private static boolean pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(ACCEPT_RETRY_MILLIS);
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  private void welcome(SocketChannel channel, int number) {
    boolean settled = false;
    try {
      if (channel.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      @Nullable String refusal = endpoint.refusePeer(channel);
      if (refusal == null && !connect(channel, number)) {
        refusal =
            "this server already has " + limits.clients() + " clients: close one of them first";
      }
      if (refusal != null) {
        LOG.info("client {} is turned away: {}", number, refusal);
        turnAway(channel, refusal);
      }
      settled = true;
    } catch (IOException e) {
      LOG.debug("client {} is gone: {}", number, e.toString());
    } finally {
      if (!settled) {
        Quietly.close(channel);
      }
    }
  }

  /** Starts a conversation; false if there are too many. */
  private boolean connect(SocketChannel channel, int number) {
    ClientConnection connection =
        new ClientConnection(channel, number, endpoint, info, sources, limits, clients);
    if (!clients.admit(connection)) {
      return false;
    }
    boolean started = false;
    try {
      connection.start();
      started = true;
    } finally {
      if (!started) {
        // No more threads: this client goes, the server stays.
        connection.abort();
        clients.remove(connection);
      }
    }
    return true;
  }

  /** One sentence fits into an empty socket buffer, so this does not wait. */
  private static void turnAway(SocketChannel channel, String reason) throws IOException {
    channel.configureBlocking(false);
    channel.write(Codec.encode(new ServerMessage.Rejection(reason)));
    FrameChannel frames = new FrameChannel(channel);
    frames.endOutput();
    frames.discardArrived();
    frames.close();
  }

  /**
   * Sends what is still queued, for at most half a second, then ends every connection and removes
   * the socket and its companions. All of that is done whatever fails meanwhile; then the first
   * fault is thrown. Idempotent.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    Closing closing = new Closing();
    closing.close(endpoint);
    closing.close(this::endConnections);
    // Those that a fault or an interrupt left there.
    clients.all().forEach(connection -> closing.close(connection::abort));
    closing.close(recordings);
    closing.report();
  }

  private void endConnections() {
    try {
      sayGoodbye();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sayGoodbye() throws InterruptedException {
    acceptor.join(JOIN_TIMEOUT.toMillis());
    List<ClientConnection> connections = clients.all();
    connections.forEach(connection -> connection.finish("the server is shutting down"));
    long deadline = System.nanoTime() + limits.farewell().toNanos();
    for (ClientConnection connection : connections) {
      connection.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    }
    connections.forEach(ClientConnection::abort);
    deadline = System.nanoTime() + JOIN_TIMEOUT.toNanos();
    for (ClientConnection connection : connections) {
      if (!connection.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
        LOG.warn("{} has not ended, a command may hang", connection);
      }
    }
  }
}
