package weir.core.link;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * The client's end of the local socket: hears of sources and their snapshots, and sends them
 * commands. Thread-safe.
 */
public final class LinkClient implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LinkClient.class);

  private static final String CLOSED_HERE = "the connection was closed by this program";
  private static final long JOIN_MILLIS = 1_000;

  private final LinkAddress address;
  private final ClientMessage.Hello hello;
  private final LinkListener listener;
  private final FrameChannel frames;
  private final Thread reader;
  private final Thread writer;
  private final CompletableFuture<ServerInfo> server = new CompletableFuture<>();
  private final PendingCommands pending = new PendingCommands();
  // Written by the reader before it completes `server`, and again whenever it hears of a change.
  private volatile List<Source> sources = List.of();
  // Why the connection is over; set once, null while it lives.
  private final AtomicReference<@Nullable String> ended = new AtomicReference<>();

  private LinkClient(
      LinkAddress address,
      ClientMessage.Hello hello,
      SocketChannel channel,
      LinkListener listener) {
    this.address = address;
    this.hello = hello;
    this.listener = listener;
    this.frames = new FrameChannel(channel);
    this.reader = new Thread(this::readAll, "weir-link-client-reader");
    this.writer = new Thread(this::writeAll, "weir-link-client-writer");
    reader.setDaemon(true);
    writer.setDaemon(true);
  }

  /**
   * Connects and greets.
   *
   * @param address where the server is
   * @param clientName who is calling, for the server's log
   * @param timeout for all of it
   * @param listener hears of sources, snapshots and the end of the connection
   * @return the connected client
   * @throws LinkException if there is no server, it does not answer in time, or it turns us away
   */
  public static LinkClient connect(
      LinkAddress address, String clientName, Duration timeout, LinkListener listener)
      throws LinkException {
    ClientMessage.Hello hello =
        new ClientMessage.Hello(Protocol.VERSION, clientName, Dialer.token(address));
    LinkClient client = new LinkClient(address, hello, Dialer.open(address), listener);
    client.reader.start();
    try {
      client.server.get(TimeUnit.NANOSECONDS.convert(timeout), TimeUnit.NANOSECONDS);
      client.writer.start();
      return client;
    } catch (TimeoutException e) {
      client.end(CLOSED_HERE);
      throw new LinkException(
          "the server at "
              + LinkAddresses.describe(address)
              + " has not answered within "
              + TimeUnit.MILLISECONDS.convert(timeout)
              + " ms: it may be stuck, restart it",
          e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LinkException(String.valueOf(cause.getMessage()), cause);
    } catch (InterruptedException e) {
      client.end(CLOSED_HERE);
      Thread.currentThread().interrupt();
      throw new LinkException("interrupted while connecting: try again", e);
    }
  }

  /**
   * What this client is connected to.
   *
   * @return the server's answer to the greeting
   */
  public ServerInfo server() {
    return server.join();
  }

  /**
   * The sources that there are, as the server last said.
   *
   * @return at most {@link Protocol#MAX_SOURCES}, in the order in which they were added; empty if
   *     the server shows none at present
   */
  public List<Source> sources() {
    return sources;
  }

  /**
   * Sends a command; does not wait.
   *
   * @param source name of the source that is to do it
   * @param command what to do
   * @return completed on the reader thread with the outcome; exceptionally, with a {@link
   *     LinkException}, if the connection ends before that or too many commands are unanswered
   */
  public CompletableFuture<CommandOutcome> send(String source, Command command) {
    return pending.add(source, command);
  }

  private void readAll() {
    String reason = "the server at " + LinkAddresses.describe(address) + " closed the connection";
    try {
      Dialer.connect(frames.channel(), address);
      ServerInfo info = ClientHandshake.greet(frames, hello, LinkAddresses.describe(address));
      hear(ClientHandshake.readSources(frames));
      server.complete(info);
      for (var frame = frames.read(Protocol.MAX_SERVER_FRAME_BYTES);
          frame != null;
          frame = frames.read(Protocol.MAX_SERVER_FRAME_BYTES)) {
        dispatch(Codec.decodeServer(frame));
      }
    } catch (LinkException e) {
      server.completeExceptionally(e);
      reason = String.valueOf(e.getMessage());
    } catch (IOException e) {
      server.completeExceptionally(new LinkException(reason, e));
      LOG.debug("{}: {}", reason, e.toString());
    } finally {
      server.completeExceptionally(new LinkException(reason)); // nothing, where it was completed
      boolean established = !server.isCompletedExceptionally();
      if (end(reason) && established) {
        tell(reason);
      }
    }
  }

  private void dispatch(ServerMessage message) throws LinkException {
    if (message instanceof ServerMessage.SnapshotMessage published) {
      requireListed(published.snapshot().source(), "a snapshot");
      hear(published.snapshot());
    } else if (message instanceof ServerMessage.ChangeMessage told) {
      requireListed(told.change().source(), "a change");
      tellListener("a change", () -> listener.onChange(told.change()));
    } else if (message instanceof ServerMessage.PastMessage past) {
      requireListed(past.source(), "a past");
      tellListener(
          "the past", () -> listener.onPast(past.source(), past.snapshots(), past.changes()));
    } else if (message instanceof ServerMessage.DepthMessage depths) {
      requireListed(depths.sample().source(), "a sample");
      tellListener("a sample of events", () -> listener.onDepths(depths.sample()));
    } else if (message instanceof ServerMessage.SourceList list) {
      hear(list.sources());
    } else if (message instanceof ServerMessage.RecordingMessage recording) {
      tellListener("the state of the recording", () -> listener.onRecording(recording.status()));
    } else if (message instanceof ServerMessage.CommandReply reply) {
      pending.answer(reply);
    } else if (message instanceof ServerMessage.Rejection rejection) {
      throw new LinkException(rejection.reason());
    } else {
      throw new LinkException("the server greeted twice: use client and server of one build");
    }
  }

  private void hear(List<Source> list) {
    sources = list;
    if (ended.get() != null) {
      return;
    }
    try {
      listener.onSources(list);
    } catch (RuntimeException e) {
      LOG.error("the listener failed at the list of sources", e);
    }
  }

  /** So that listeners can keep something for each source, and it stays little. */
  private void requireListed(String name, String what) throws LinkException {
    if (sources.stream().noneMatch(source -> source.name().equals(name))) {
      throw new LinkException(
          "malformed frame: " + what + " of " + name + ", which is no source of the server");
    }
  }

  private void tellListener(String what, Runnable call) {
    if (ended.get() != null) {
      return;
    }
    try {
      call.run();
    } catch (RuntimeException e) {
      LOG.error("the listener failed at {}", what, e);
    }
  }

  private void hear(Snapshot snapshot) {
    if (ended.get() != null) {
      return;
    }
    try {
      listener.onSnapshot(snapshot);
    } catch (RuntimeException e) {
      LOG.error(
          "the listener failed at snapshot {} of {}", snapshot.number(), snapshot.source(), e);
    }
  }

  private void tell(String reason) {
    try {
      listener.onClosed(reason);
    } catch (RuntimeException e) {
      LOG.error("the listener failed at the end of the connection", e);
    }
  }

  private void writeAll() {
    try {
      while (ended.get() == null) {
        frames.write(pending.takeUnsent());
      }
    } catch (IOException e) {
      // The reader sees the end too, and perhaps the server's reason for it.
      LOG.debug("a command was not taken: {}", e.toString());
    } catch (InterruptedException e) {
      // The connection has ended.
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the connection; false if it had ended before. */
  private boolean end(String reason) {
    if (!ended.compareAndSet(null, reason)) {
      return false;
    }
    try {
      frames.close();
    } catch (IOException e) {
      LOG.debug("closing failed", e);
    }
    writer.interrupt();
    pending.fail(reason);
    return true;
  }

  /**
   * Ends the connection; unanswered commands fail. Idempotent. The listener is not told, and is
   * called no more unless a call under way takes longer than a second.
   */
  @Override
  public void close() {
    end(CLOSED_HERE);
    try {
      for (Thread thread : new Thread[] {reader, writer}) {
        if (thread != Thread.currentThread()) {
          thread.join(JOIN_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
