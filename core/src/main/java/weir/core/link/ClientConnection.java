package weir.core.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;

/**
 * One client as the server sees it. The reader thread waits for the greeting, then executes
 * commands; the writer thread watches the greeting's deadline, then sends what the outbox holds.
 * Whichever ends takes the other along.
 */
final class ClientConnection {

  private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
  private static final int MAX_NAME_LENGTH = 64;
  private static final Duration FAULT_PAUSE = Duration.ofSeconds(1);

  private final FrameChannel frames;
  private final Endpoint endpoint;
  private final ServerInfo info;
  private final Sources sources;
  private final Limits limits;
  private final Clients clients;
  private final Outbox outbox;
  private final Thread reader;
  private final Thread writer;
  private final FaultLog commandFaults = new FaultLog(LOG, FAULT_PAUSE);

  /** Open until the greeting was answered, either way. */
  private final CountDownLatch greeting = new CountDownLatch(1);

  private final CountDownLatch writerDone = new CountDownLatch(1);

  // Set by the reader before it finishes the outbox, read by the writer after it saw the outbox
  // finished: then the reader closes the channel.
  private volatile boolean readerEnding;

  /** What the client calls itself. Confined to the reader. */
  private String who = "";

  // Written by the reader, read by whoever logs.
  private volatile String name;

  ClientConnection(
      SocketChannel channel,
      int number,
      Endpoint endpoint,
      ServerInfo info,
      Sources sources,
      Limits limits,
      Clients clients) {
    this.frames = new FrameChannel(channel);
    this.endpoint = endpoint;
    this.info = info;
    this.sources = sources;
    this.limits = limits;
    this.clients = clients;
    this.outbox = new Outbox(limits.unreadReplies());
    this.name = "client " + number;
    this.reader = new Thread(this::readAll, "weir-link-reader-" + number);
    this.writer = new Thread(this::writeAll, "weir-link-writer-" + number);
    reader.setDaemon(true);
    writer.setDaemon(true);
  }

  void start() {
    reader.start();
    writer.start();
  }

  void tell(List<Source> list) {
    outbox.tell(list);
  }

  void publish(Snapshot snapshot) {
    outbox.publish(snapshot);
  }

  void tell(Change change) {
    outbox.tell(change);
  }

  void tell(DepthSample sample) {
    outbox.tell(sample);
  }

  void tell(RecordingStatus status) {
    outbox.tell(status);
  }

  void recall(String source, List<ServerMessage.PastMessage> past) {
    outbox.recall(source, past);
  }

  /** Says goodbye after everything that is queued. */
  void finish(String reason) {
    outbox.finish(new ServerMessage.Rejection(reason));
    greeting.countDown();
  }

  /** Ends at once. */
  void abort() {
    outbox.finish(null);
    greeting.countDown();
    close();
  }

  /** Waits for the writer, then for both threads; false if time is up. */
  boolean join(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    for (Thread thread : new Thread[] {writer, reader}) {
      // A command may close the server from its own connection's thread.
      if (thread != Thread.currentThread()) {
        long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        thread.join(Math.max(1, millis));
        if (thread.isAlive()) {
          return false;
        }
      }
    }
    return true;
  }

  private void readAll() {
    try {
      if (greet()) {
        executeCommands();
      }
    } catch (LinkException e) {
      LOG.info("{} is turned away: {}", name, e.getMessage());
      readerEnding = true;
      outbox.finish(new ServerMessage.Rejection(Objects.requireNonNull(e.getMessage())));
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", name, e.toString());
    } finally {
      clients.removeReceiver(this);
      readerEnding = true;
      outbox.finish(null);
      greeting.countDown();
      closeAfterWriter();
      clients.remove(this);
    }
  }

  /** Answers the greeting; false if the client left without one. */
  private boolean greet() throws IOException {
    ByteBuffer frame = frames.read(Protocol.MAX_CLIENT_FRAME_BYTES);
    if (frame == null) {
      return false;
    }
    ClientMessage.Hello hello = ServerHandshake.check(Codec.decodeClient(frame), endpoint);
    who = printable(hello.clientName());
    name = name + " (" + who + ")";
    outbox.reply(new ServerMessage.Welcome(Protocol.VERSION, info));
    sources.welcome(this);
    greeting.countDown();
    LOG.debug("{} is connected", name);
    return true;
  }

  private static String printable(String text) {
    String clean = text.replaceAll("\\p{C}", "?");
    return clean.length() <= MAX_NAME_LENGTH ? clean : clean.substring(0, MAX_NAME_LENGTH) + "…";
  }

  private void executeCommands() throws IOException {
    for (ByteBuffer frame = frames.read(Protocol.MAX_CLIENT_FRAME_BYTES);
        frame != null;
        frame = frames.read(Protocol.MAX_CLIENT_FRAME_BYTES)) {
      if (!(Codec.decodeClient(frame) instanceof ClientMessage.CommandRequest request)) {
        throw new LinkException("a second greeting: send commands after the first");
      }
      CommandOutcome outcome = execute(request);
      if (!outbox.reply(new ServerMessage.CommandReply(request.requestId(), outcome))) {
        LOG.info("{} is disconnected: it has left {} replies unread", name, limits.unreadReplies());
        close();
        return;
      }
    }
  }

  private CommandOutcome execute(ClientMessage.CommandRequest request) {
    try {
      return Objects.requireNonNull(
          sources.execute(request.source(), request.command(), who), "no outcome");
    } catch (Throwable e) {
      // An Error too (no more threads, say) is an answer, and the client stays.
      commandFaults.report(
          () -> request.command() + " failed, asked for by " + name + " of " + request.source(), e);
      return new CommandOutcome.Refused(
          "the server failed to execute the command ("
              + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
              + "): see its log");
    }
  }

  private void writeAll() {
    try {
      if (!greeting.await(limits.greeting().toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("{} is turned away: it has not greeted", name);
        outbox.finish(new ServerMessage.Rejection("no greeting came in time"));
      }
      for (var batch = outbox.take(); !batch.isEmpty(); batch = outbox.take()) {
        for (ServerMessage message : batch) {
          frames.write(message);
        }
      }
      frames.endOutput();
    } catch (LinkException e) {
      LOG.error("{} is disconnected: {}", name, e.getMessage());
      close();
    } catch (IOException e) {
      LOG.debug("{} is gone: {}", name, e.toString());
      close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      close();
    } finally {
      outbox.finish(null);
      if (!readerEnding) {
        close();
      }
      writerDone.countDown();
    }
  }

  /** Lets the writer send the last words, for a bounded time, then hangs up. */
  private void closeAfterWriter() {
    try {
      if (writerDone.await(limits.farewell().toMillis(), TimeUnit.MILLISECONDS)
          && frames.channel().isOpen()) {
        frames.discardArrived();
      }
    } catch (IOException e) {
      LOG.debug("{} left before the end: {}", name, e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  private void close() {
    try {
      frames.close();
    } catch (IOException e) {
      LOG.debug("closing {} failed", name, e);
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
