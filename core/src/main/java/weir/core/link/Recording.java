package weir.core.link;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.core.recording.RecordedBlock;
import weir.core.recording.RecordedFrame;
import weir.core.recording.RecordingException;
import weir.core.recording.RecordingReader;

/**
 * A recording that is being read: what a server told its clients, one message after the other, from
 * any moment on. Not thread-safe.
 */
public final class Recording implements AutoCloseable {

  private final Path file;
  private final RecordingReader reader;
  private final Queue<RecordedFrame> ahead = new ArrayDeque<>();
  private int nextBlock;
  private long nanos;
  private List<Source> sources = List.of();
  private @Nullable ServerInfo server;

  /** By their place: one that is read again is no other. */
  private final Set<Integer> damagedBlocks = new HashSet<>();

  private @Nullable String damage;

  private Recording(Path file, RecordingReader reader) {
    this.file = file;
    this.reader = reader;
  }

  /**
   * Opens a recording.
   *
   * @param file where it is; may still be written
   * @return the recording, before its first message
   * @throws LinkException if it can't be read; the message says why and what to do
   */
  public static Recording open(Path file) throws LinkException {
    RecordingReader reader;
    try {
      reader = RecordingReader.open(file);
    } catch (RecordingException e) {
      throw new LinkException(String.valueOf(e.getMessage()), e);
    }
    int protocol = reader.header().protocolVersion();
    if (protocol < Protocol.OLDEST_RECORDED || protocol > Protocol.VERSION) {
      reader.close();
      throw new LinkException(
          file
              + " holds protocol "
              + protocol
              + ", this build reads "
              + Protocol.VERSION
              + ": read it with the build that made it ("
              + reader.header().writer()
              + ")");
    }
    return new Recording(file, reader);
  }

  /**
   * Where it is.
   *
   * @return as it was given
   */
  public Path file() {
    return file;
  }

  /**
   * When it was started.
   *
   * @return wall-clock time, in milliseconds since 1970 UTC
   */
  public long startEpochMillis() {
    return reader.header().startEpochMillis();
  }

  /**
   * How long the server had been up then.
   *
   * @return nanoseconds
   */
  public long startUptimeNanos() {
    return reader.header().startUptimeNanos();
  }

  /**
   * What wrote it.
   *
   * @return version and Java of the server, for people
   */
  public String writer() {
    return reader.header().writer();
  }

  /**
   * How long it is.
   *
   * @return time of the last message, in nanoseconds since the start
   */
  public long lengthNanos() {
    List<RecordedBlock> blocks = reader.blocks();
    return blocks.isEmpty() ? 0 : blocks.get(blocks.size() - 1).toNanos();
  }

  /**
   * Its whole blocks, as far as they can be found.
   *
   * @return their number
   */
  public int blocks() {
    return reader.blocks().size();
  }

  /**
   * Its messages, as far as they can be found.
   *
   * @return their number, as the blocks say; each block repeats two
   */
  public long messages() {
    return reader.blocks().stream().mapToLong(RecordedBlock::frames).sum();
  }

  /** Checks every block, without a look at what it says; {@link #fault()} tells of the damaged. */
  public void check() {
    for (int block = 0; block < reader.blocks().size(); block++) {
      try {
        reader.check(reader.blocks().get(block));
      } catch (RecordingException e) {
        damaged(block, String.valueOf(e.getMessage()));
      }
    }
  }

  /**
   * When a block starts.
   *
   * @param block 0 for the first
   * @return nanoseconds since the start of the recording
   */
  public long blockNanos(int block) {
    return reader.blocks().get(block).fromNanos();
  }

  /**
   * What is missing: at the end of the file, or in blocks that were read and are damaged.
   *
   * @return a sentence; empty if nothing is, as far as it was read
   */
  public Optional<String> fault() {
    Optional<String> atEnd = reader.fault();
    if (damage == null) {
      return atEnd;
    }
    int others = damagedBlocks.size() - 1;
    String more = others > 0 ? " (and " + others + " more such blocks)" : "";
    return Optional.of(damage + more + atEnd.map(text -> "; " + text).orElse(""));
  }

  /**
   * The server, as of the message that was read last.
   *
   * @return what clients were told about it; empty before the first message
   */
  public Optional<ServerInfo> server() {
    return Optional.ofNullable(server);
  }

  /**
   * The sources, as of the message that was read last.
   *
   * @return as in {@link LinkClient#sources()}
   */
  public List<Source> sources() {
    return sources;
  }

  /**
   * The time of the message that was read last.
   *
   * @return nanoseconds since the start of the recording
   */
  public long nanos() {
    return nanos;
  }

  /**
   * Goes to a moment: the next message is the first of the block that has it, at most about a
   * second before it. What lies between is not read.
   *
   * @param toNanos since the start of the recording
   */
  public void seek(long toNanos) {
    ahead.clear();
    nextBlock = reader.indexAt(toNanos);
    sources = List.of();
    nanos = reader.blocks().isEmpty() ? 0 : reader.blocks().get(nextBlock).fromNanos();
  }

  /**
   * Goes to a moment, and looks which sources there were.
   *
   * @param toNanos since the start of the recording
   * @return their names, as of the start of the block that has the moment
   */
  public List<String> sourcesAt(long toNanos) {
    seek(toNanos);
    // Each block starts with the welcome and the list.
    for (int message = 0; message < 2 && next(LinkListener.IGNORE); message++) {}
    return sources.stream().map(Source::name).toList();
  }

  /**
   * Time of the next message.
   *
   * @return nanoseconds since the start of the recording; {@link Long#MAX_VALUE} at its end
   */
  public long nextNanos() {
    fill();
    RecordedFrame next = ahead.peek();
    return next == null ? Long.MAX_VALUE : next.nanos();
  }

  /**
   * Reads the next message.
   *
   * @param listener hears it, unless it says what was said before
   * @return false at the end of the recording
   */
  public boolean next(LinkListener listener) {
    fill();
    RecordedFrame next = ahead.poll();
    if (next == null) {
      return false;
    }
    nanos = next.nanos();
    try {
      deliver(Codec.decodeServer(next.frame().duplicate()), listener);
    } catch (LinkException e) {
      // Whole and not Weir's: whoever wrote it, the rest of the block is worth no more.
      ahead.clear();
      damaged(nextBlock - 1, file + " holds a message that is none: " + e.getMessage());
    }
    return true;
  }

  private void fill() {
    while (ahead.isEmpty() && nextBlock < reader.blocks().size()) {
      RecordedBlock block = reader.blocks().get(nextBlock++);
      try {
        ahead.addAll(reader.frames(block));
      } catch (RecordingException e) {
        damaged(nextBlock - 1, String.valueOf(e.getMessage()));
      }
    }
  }

  private void damaged(int block, String sentence) {
    damagedBlocks.add(block);
    if (damage == null) {
      damage = sentence;
    }
  }

  /** As a client does with what it hears. */
  private void deliver(ServerMessage message, LinkListener listener) throws LinkException {
    if (message instanceof ServerMessage.Welcome welcome) {
      server = welcome.server();
    } else if (message instanceof ServerMessage.SourceList list) {
      // Each block repeats it.
      if (!list.sources().equals(sources)) {
        sources = list.sources();
        listener.onSources(sources);
      }
    } else if (message instanceof ServerMessage.SnapshotMessage published) {
      String name = published.snapshot().source();
      if (sources.stream().noneMatch(source -> source.name().equals(name))) {
        throw new LinkException("a snapshot of " + name + ", which is no source of the server");
      }
      listener.onSnapshot(published.snapshot());
    } else if (message instanceof ServerMessage.ChangeMessage told) {
      listener.onChange(told.change());
    } else if (message instanceof ServerMessage.PastMessage past) {
      listener.onPast(past.source(), past.snapshots(), past.changes());
    }
  }

  @Override
  public void close() {
    reader.close();
  }
}
