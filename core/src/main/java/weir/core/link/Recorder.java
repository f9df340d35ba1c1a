package weir.core.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.files.BlockFile;
import weir.core.files.Outage;
import weir.core.recording.BlockBuilder;
import weir.core.recording.RecordingHeader;

/**
 * Writes what a server says into a file: a client like any other, which keeps the frames as they
 * come and looks into none but the two that start a conversation. Each block starts with those, so
 * that it can be read without the ones before it.
 *
 * <p>While the file can't be written, one block waits and another is collected; then this client
 * reads no more, and the server adds up what it has for it, as for every client that stalls.
 */
final class Recorder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recorder.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long FLUSH_NANOS = 750_000_000;
  private static final long RETRY_NANOS = 1_000_000_000;
  private static final int FULL_BYTES = 256 * 1024;

  /** With the largest frame on top it is still below what readers take. */
  private static final int MOST_BYTES = 1024 * 1024;

  private static final long JOIN_MILLIS = 5_000;

  private final Path file;
  private final BlockFile blocks;
  private final byte[] header;
  private final long startNanos;
  private final FrameChannel frames;
  private final LinkAddress address;
  private final Thread reader;
  private final Thread writer;
  private final RecordingNews news;
  private final CompletableFuture<Void> connected = new CompletableFuture<>();

  /** The server's greeting and its sources, as they stand at the start of each block. */
  @GuardedBy("this")
  private @Nullable ByteBuffer welcome;

  @GuardedBy("this")
  private @Nullable ByteBuffer sources;

  /** What was read and is not being written yet. */
  @GuardedBy("this")
  private BlockBuilder collected = new BlockBuilder();

  /** Set by the reader once nothing more will come. */
  @GuardedBy("this")
  private boolean ended;

  // The writer's own.
  private final Outage outage;

  private Recorder(
      Path file,
      LinkAddress address,
      BlockFile.Creator creator,
      long uptimeNanos,
      Consumer<RecordingStatus> listener)
      throws LinkException {
    this.file = file;
    long startEpochMillis = System.currentTimeMillis();
    news = new RecordingNews(file, startEpochMillis, listener);
    this.address = address;
    frames = new FrameChannel(Dialer.open(address));
    startNanos = System.nanoTime();
    header =
        new RecordingHeader(Protocol.VERSION, startEpochMillis, uptimeNanos, writerName()).encode();
    boolean opened = false;
    try {
      blocks = BlockFile.create(file, creator, header);
      opened = true;
    } finally {
      if (!opened) {
        Quietly.close(frames.channel());
      }
    }
    outage = new Outage(file, "recording", LOG);
    reader = new Thread(this::readAll, "weir-recorder-reader");
    writer = new Thread(this::writeAll, "weir-recorder-writer");
    reader.setDaemon(true);
    writer.setDaemon(true);
  }

  private static String writerName() {
    String version = Recorder.class.getPackage().getImplementationVersion();
    return "Weir %s, Java %s"
        .formatted(version == null ? "of a class folder" : version, Runtime.version());
  }

  /**
   * Starts to record.
   *
   * @param file where; must not exist, so that no recording is lost
   * @param address of the server
   * @param uptimeNanos how long the server has been up
   * @param news hears how it stands, from several threads, at about every block
   * @return the recorder, which is being told already
   * @throws IllegalArgumentException if the file can't be made; the message says why and what to do
   * @throws LinkException if the server takes no more clients
   */
  static Recorder start(
      Path file, LinkAddress address, long uptimeNanos, Consumer<RecordingStatus> news)
      throws LinkException {
    return start(file, address, uptimeNanos, BlockFile.OnDisk::create, news);
  }

  static Recorder start(
      Path file,
      LinkAddress address,
      long uptimeNanos,
      BlockFile.Creator creator,
      Consumer<RecordingStatus> news)
      throws LinkException {
    Recorder recorder = new Recorder(file, address, creator, uptimeNanos, news);
    recorder.reader.start();
    recorder.writer.start();
    boolean started = false;
    try {
      recorder.connected.get(CONNECT_TIMEOUT.toNanos(), TimeUnit.NANOSECONDS);
      started = true;
      recorder.news.start();
      return recorder;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new LinkException("nothing can be recorded: " + cause.getMessage(), cause);
    } catch (TimeoutException e) {
      throw new LinkException("nothing can be recorded: the server does not answer itself", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LinkException("interrupted while starting to record: try again", e);
    } finally {
      if (!started) {
        recorder.close();
        recorder.discard();
      }
    }
  }

  /** A file without a block would be in the way of the next attempt. */
  private void discard() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("{}, in which nothing is, can't be removed: {}", file, BlockFile.reason(e));
    }
  }

  Path file() {
    return file;
  }

  /** Whether the conversation has ended, so that another recording can start. */
  synchronized boolean hasEnded() {
    return ended;
  }

  private void readAll() {
    @Nullable String fault = null;
    try {
      Dialer.connect(frames.channel(), address);
      greet();
      for (ByteBuffer frame = frames.read(Protocol.MAX_SERVER_FRAME_BYTES);
          frame != null;
          frame = frames.read(Protocol.MAX_SERVER_FRAME_BYTES)) {
        collect(frame);
      }
    } catch (LinkException e) {
      fault = e.getMessage();
    } catch (IOException e) {
      fault = LinkFiles.reason(e);
    } catch (InterruptedException e) {
      // Closed, with a block that can't be written.
      Thread.currentThread().interrupt();
    } finally {
      boolean early =
          connected.completeExceptionally(
              new LinkException(fault == null ? "the server has hung up" : fault));
      if (fault != null && !early) {
        LOG.error("{} ends early: {}", file, fault);
      }
      Quietly.close(frames.channel());
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }

  private void greet() throws LinkException {
    try {
      frames.write(
          new ClientMessage.Hello(
              Protocol.VERSION, "recording " + file.getFileName(), Dialer.token(address)));
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      // The server has hung up already; it has left a reason.
      LOG.debug("the greeting was not taken: {}", e.toString());
    }
  }

  /** Waits while there is too much that can't be written. */
  private synchronized void collect(ByteBuffer frame) throws InterruptedException, LinkException {
    int type = frame.get(frame.position());
    if (type == Codec.REJECTION) {
      String reason = ((ServerMessage.Rejection) Codec.decodeServer(frame)).reason();
      if (!connected.isDone()) {
        throw new LinkException(reason);
      }
      return; // The server says why it ends, which is no figure.
    }
    if (type == Codec.RECORDING) {
      return; // Of this very recording: each block would make another.
    }
    if (type == Codec.DEPTHS) {
      return; // The latest events over and over: they would be most of the file.
    }
    if (type == Codec.WELCOME) {
      welcome = frame;
      return;
    }
    while (collected.rawBytes() >= MOST_BYTES) {
      wait();
    }
    long nanos = System.nanoTime() - startNanos;
    boolean isList = type == Codec.SOURCE_LIST;
    if (isList) {
      sources = frame;
      connected.complete(null);
    }
    if (collected.isEmpty()) {
      addIfKnown(nanos, welcome);
      addIfKnown(nanos, isList ? null : sources);
    }
    collected.add(nanos, frame);
    notifyAll();
  }

  @GuardedBy("this")
  private void addIfKnown(long nanos, @Nullable ByteBuffer frame) {
    if (frame != null) {
      collected.add(nanos, frame);
    }
  }

  private void writeAll() {
    try {
      for (BlockBuilder block = next(); block != null; block = next()) {
        write(block);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      // Without a writer there is nothing to read for.
      Quietly.close(frames.channel());
      reader.interrupt();
      try {
        blocks.close();
      } catch (IOException e) {
        LOG.error("{} could not be closed ({})", file, BlockFile.reason(e));
      }
      news.end();
    }
  }

  /** Waits until a block is due; null at the end. */
  private synchronized @Nullable BlockBuilder next() throws InterruptedException {
    while (!isDue()) {
      if (ended) {
        return null;
      }
      wait(collected.isEmpty() ? 0 : untilDueMillis());
    }
    BlockBuilder block = collected;
    collected = new BlockBuilder();
    notifyAll();
    return block;
  }

  @GuardedBy("this")
  private boolean isDue() {
    return !collected.isEmpty()
        && (ended || collected.rawBytes() >= FULL_BYTES || untilDueMillis() <= 0);
  }

  @GuardedBy("this")
  private long untilDueMillis() {
    long waitedNanos = System.nanoTime() - startNanos - collected.fromNanos();
    return waitedNanos >= FLUSH_NANOS ? 0 : 1 + (FLUSH_NANOS - waitedNanos) / 1_000_000;
  }

  /** Writes a block, as soon as that can be done; gives up at the end. */
  private void write(BlockBuilder block) throws InterruptedException {
    byte[] bytes = block.encode();
    while (!tryWrite(bytes)) {
      if (!pause()) {
        if (!tryWrite(bytes)) {
          LOG.error(
              "{} ends at {} s: what came after that could not be written ({}) and is lost",
              file,
              block.fromNanos() / 1_000_000_000,
              outage.reason());
        }
        return;
      }
    }
  }

  private boolean tryWrite(byte[] block) {
    try {
      if (!blocks.isThere()) {
        blocks.createAgain();
        LOG.warn("{} was deleted or moved: the recording goes on in a new file of that name", file);
      }
      blocks.append(blocks.isEmpty() ? concat(header, block) : block);
    } catch (IOException e) {
      outage.fail(e, System.nanoTime() - startNanos);
      news.wrote(blocks.length(), outage.reason());
      return false;
    }
    news.wrote(blocks.length(), "");
    if (outage.end()) {
      LOG.warn("{} is written again: nothing of the time between is missing", file);
    }
    return true;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
  }

  /** Waits before the next attempt; false if there is no time left for one. */
  private synchronized boolean pause() throws InterruptedException {
    long untilNanos = System.nanoTime() + RETRY_NANOS;
    for (long left = RETRY_NANOS; left > 0 && !ended; left = untilNanos - System.nanoTime()) {
      wait(1 + left / 1_000_000);
    }
    return !ended;
  }

  /**
   * Ends the conversation, writes what was said until then and closes the file; logs what could not
   * be written. Idempotent.
   */
  @Override
  public void close() {
    try {
      endConversation();
      join(reader);
      if (reader.isAlive()) {
        // It waits for room that does not come.
        Quietly.close(frames.channel());
        reader.interrupt();
        join(reader);
      }
      join(writer);
    } catch (InterruptedException e) {
      Quietly.close(frames.channel());
      Thread.currentThread().interrupt();
    }
  }

  /** The server then sends what it still has, and hangs up. */
  private void endConversation() {
    try {
      frames.endOutput();
    } catch (IOException e) {
      LOG.debug("{}: the conversation has ended before: {}", file, e.toString());
    }
  }

  private static void join(Thread thread) throws InterruptedException {
    thread.join(JOIN_MILLIS);
  }
}
