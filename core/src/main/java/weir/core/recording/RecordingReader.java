package weir.core.recording;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Reads a recording: what whole blocks there are, found without reading what is in them, and the
 * frames of each. Whatever the bytes are, it takes bounded memory. Not thread-safe.
 */
public final class RecordingReader implements AutoCloseable {

  /** A block each second for six weeks. */
  private static final int MAX_BLOCKS = 4_000_000;

  private final Path file;
  private final RandomAccessFile bytes;
  private final RecordingHeader header;
  private final List<RecordedBlock> blocks = new ArrayList<>();
  private @Nullable String fault;

  private RecordingReader(Path file, RandomAccessFile bytes) throws IOException {
    this.file = file;
    this.bytes = bytes;
    header = readHeader();
    findBlocks();
  }

  /**
   * Opens a recording.
   *
   * @param file where it is; may still be written
   * @return the open recording
   * @throws RecordingException if there is none, or it is none; the message says why and what to do
   */
  public static RecordingReader open(Path file) throws RecordingException {
    if (Files.isDirectory(file)) {
      throw new RecordingException(file + " is a folder: name the file of a recording in it");
    }
    RandomAccessFile bytes;
    try {
      bytes = new RandomAccessFile(file.toFile(), "r");
    } catch (FileNotFoundException e) {
      throw new RecordingException(
          Files.exists(file)
              ? file + " can't be read (permission denied): make it readable for yourself first"
              : "there is no file " + file + ": name a recording, as 'weir serve --record' makes",
          e);
    }
    boolean opened = false;
    try {
      RecordingReader reader = new RecordingReader(file, bytes);
      opened = true;
      return reader;
    } catch (RecordingException e) {
      throw e;
    } catch (IOException e) {
      throw new RecordingException(file + " can't be read (" + e.getMessage() + ")", e);
    } finally {
      if (!opened) {
        close(bytes);
      }
    }
  }

  private static void close(RandomAccessFile bytes) {
    try {
      bytes.close();
    } catch (IOException e) {
      // It was only read: nothing is lost, and the fault before this one is the one to tell.
    }
  }

  private RecordingHeader readHeader() throws IOException {
    long length = bytes.length();
    if (length == 0) {
      throw new RecordingException(file + " is empty: nothing was recorded in it");
    }
    if (length < Long.BYTES || bytes.readLong() != RecordingHeader.MAGIC) {
      throw new RecordingException(
          file + " is no recording of Weir: name one that 'weir serve --record' has made");
    }
    if (length < RecordingHeader.FIXED_BYTES) {
      throw cutInHeader();
    }
    int version = bytes.readInt();
    int bodyBytes = bytes.readInt();
    if (bodyBytes < 0 || bodyBytes > RecordingHeader.MAX_BODY_BYTES) {
      throw damagedHeader();
    }
    int checked = RecordingHeader.FIXED_BYTES + bodyBytes;
    if (length < checked + RecordingHeader.CHECKSUM_BYTES) {
      throw cutInHeader();
    }
    byte[] whole = read(0, checked + RecordingHeader.CHECKSUM_BYTES);
    ByteBuffer buffer = ByteBuffer.wrap(whole);
    if (buffer.getInt(checked) != RecordingHeader.checksum(whole, checked)) {
      throw damagedHeader();
    }
    if (version != RecordingHeader.FORMAT_VERSION) {
      throw new RecordingException(
          file
              + " has version "
              + version
              + " of the format, this build reads "
              + RecordingHeader.FORMAT_VERSION
              + ": read it with a build as new as the one that made it");
    }
    return RecordingHeader.decodeBody(
        buffer.slice(RecordingHeader.FIXED_BYTES, bodyBytes).asReadOnlyBuffer());
  }

  private RecordingException cutInHeader() {
    return new RecordingException(
        file + " ends inside its header: nothing of what was recorded is in it");
  }

  private RecordingException damagedHeader() {
    return new RecordingException(
        file
            + " is damaged in its header, so it can't be read: take a copy of it, if there is one");
  }

  private byte[] read(long position, int length) throws IOException {
    byte[] part = new byte[length];
    bytes.seek(position);
    bytes.readFully(part);
    return part;
  }

  private void findBlocks() throws IOException {
    long length = bytes.length();
    long position = bytes.getFilePointer();
    long nanos = 0;
    while (position < length && fault == null) {
      if (length - position < RecordedBlock.FIELD_BYTES) {
        fault = cut(length - position);
        return;
      }
      RecordedBlock block =
          RecordedBlock.decode(read(position, RecordedBlock.FIELD_BYTES), position);
      if (block == null || block.fromNanos() < nanos) {
        fault =
            "it is damaged at byte " + position + " of " + length + ": what follows can't be read";
      } else if (block.end() > length) {
        fault = cut(length - position);
      } else if (blocks.size() == MAX_BLOCKS) {
        fault = "it has more than " + MAX_BLOCKS + " blocks: those after that are not read";
      } else {
        blocks.add(block);
        nanos = block.toNanos();
        position = block.end();
      }
    }
  }

  private static String cut(long left) {
    return "it ends inside a block, whose "
        + left
        + " bytes can't be read: its writer was killed, or is writing on";
  }

  /**
   * How the recording begins.
   *
   * @return the header
   */
  public RecordingHeader header() {
    return header;
  }

  /**
   * The whole blocks, as far as they can be found.
   *
   * @return the blocks, in order of time
   */
  public List<RecordedBlock> blocks() {
    return Collections.unmodifiableList(blocks);
  }

  /**
   * What is wrong with the end of the file.
   *
   * @return a sentence; empty if it ends with a whole block
   */
  public Optional<String> fault() {
    return Optional.ofNullable(fault);
  }

  /**
   * The place of a moment.
   *
   * @param nanos since the start of the recording
   * @return index of the last block that starts at or before it; 0 if there is none
   */
  public int indexAt(long nanos) {
    int low = 0;
    int high = blocks.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (blocks.get(middle).fromNanos() <= nanos) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * Reads a block.
   *
   * @param block one of {@link #blocks()}
   * @return its frames
   * @throws RecordingException if it is damaged, or can't be read
   */
  public List<RecordedFrame> frames(RecordedBlock block) throws RecordingException {
    try {
      byte[] compressed =
          read(block.position() + RecordedBlock.FIELD_BYTES, block.compressedBytes());
      if (RecordingHeader.checksum(compressed, compressed.length) != block.checksum()) {
        throw damaged(block, null);
      }
      return split(ByteBuffer.wrap(unpack(compressed, block)), block);
    } catch (EOFException e) {
      throw new RecordingException(file + " was cut short while it was read: open it again", e);
    } catch (RecordingException e) {
      throw e;
    } catch (IOException e) {
      throw new RecordingException(file + " can't be read on (" + e.getMessage() + ")", e);
    }
  }

  private byte[] unpack(byte[] compressed, RecordedBlock block) throws RecordingException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(compressed);
      byte[] raw = new byte[block.rawBytes()];
      int length = 0;
      while (length < raw.length) {
        int more = inflater.inflate(raw, length, raw.length - length);
        if (more == 0) {
          throw damaged(block, null);
        }
        length += more;
      }
      return raw;
    } catch (DataFormatException e) {
      throw damaged(block, e);
    } finally {
      inflater.end();
    }
  }

  private List<RecordedFrame> split(ByteBuffer raw, RecordedBlock block) throws RecordingException {
    List<RecordedFrame> frames = new ArrayList<>();
    while (raw.hasRemaining()) {
      if (raw.remaining() < BlockBuilder.FRAME_FIELD_BYTES) {
        throw damaged(block, null);
      }
      long afterNanos = raw.getLong();
      int length = raw.getInt();
      if (afterNanos < 0
          || afterNanos > block.toNanos() - block.fromNanos()
          || length < 1
          || length > raw.remaining()) {
        throw damaged(block, null);
      }
      frames.add(
          new RecordedFrame(block.fromNanos() + afterNanos, raw.slice(raw.position(), length)));
      raw.position(raw.position() + length);
    }
    if (frames.size() != block.frames()) {
      throw damaged(block, null);
    }
    return frames;
  }

  private RecordingException damaged(RecordedBlock block, @Nullable Exception cause) {
    String sentence =
        String.format(
            Locale.ROOT,
            "%s is damaged in the block at byte %d: its %.1f s are missing",
            file,
            block.position(),
            (block.toNanos() - block.fromNanos()) / 1e9);
    return cause == null
        ? new RecordingException(sentence)
        : new RecordingException(sentence, cause);
  }

  @Override
  public void close() {
    close(bytes);
  }
}
