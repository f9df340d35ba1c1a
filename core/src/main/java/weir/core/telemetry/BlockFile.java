package weir.core.telemetry;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weir.core.files.OwnerOnly;

/**
 * A file of one's own that grows by blocks. A block is in it as a whole or not at all, so that
 * nothing is ever appended to half a line. Not thread-safe.
 */
final class BlockFile implements AutoCloseable {

  /** The bytes of an open file. */
  interface Storage {

    /** Writes all of the bytes, or throws after some of them. */
    void write(byte[] bytes, long position) throws IOException;

    void truncate(long length) throws IOException;

    void close() throws IOException;
  }

  /** Makes a new file. */
  interface Creator {

    /**
     * Makes a file, owner-only, where there is none.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    Storage create(Path file) throws IOException;
  }

  /** In the place of the file is something that this process has not written. */
  static final class ForeignFileException extends IOException {

    private static final long serialVersionUID = 1L;

    ForeignFileException(String message) {
      super(message);
    }
  }

  private final Path file;
  private final Creator creator;
  private Storage storage;
  private @Nullable Object key;

  /** Length of the whole blocks. */
  private long wholeBytes;

  /** Whether part of a block may follow the whole ones. */
  private boolean torn;

  private BlockFile(Path file, Creator creator) throws IOException {
    this.file = file;
    this.creator = creator;
    storage = creator.create(file);
    key = keyOf(file);
  }

  static BlockFile create(Path file, Creator creator) throws IOException {
    return new BlockFile(file, creator);
  }

  private static @Nullable Object keyOf(Path file) throws IOException {
    return attributes(file).fileKey();
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  boolean isEmpty() {
    return wholeBytes == 0;
  }

  /**
   * Looks whether the file is still the one that was made, with what was written.
   *
   * @return false if nothing is in its place any more
   * @throws ForeignFileException if another file is, or somebody has changed it
   */
  boolean isThere() throws IOException {
    BasicFileAttributes now;
    try {
      now = attributes(file);
    } catch (NoSuchFileException e) {
      return false;
    }
    if (!Objects.equals(key, now.fileKey())) {
      throw new ForeignFileException("another file has taken its place");
    }
    if (torn ? now.size() < wholeBytes : now.size() != wholeBytes) {
      throw new ForeignFileException(
          "somebody else has " + (now.size() < wholeBytes ? "cut it short" : "written to it"));
    }
    return true;
  }

  /** Makes the file anew after it has gone from its place. */
  void createAgain() throws IOException {
    Storage fresh = creator.create(file);
    Storage before = storage;
    storage = fresh;
    key = keyOf(file);
    wholeBytes = 0;
    torn = false;
    before.close();
  }

  /**
   * Appends a block.
   *
   * @throws IOException if it can't be written; nothing of it is in front of the next block then
   */
  void append(byte[] block) throws IOException {
    if (torn) {
      storage.truncate(wholeBytes);
    }
    torn = true;
    try {
      storage.write(block, wholeBytes);
      wholeBytes += block.length;
      torn = false;
    } catch (IOException e) {
      try {
        storage.truncate(wholeBytes);
        torn = false;
      } catch (IOException alsoFailed) {
        // Done before the next block, or that one is not written either.
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    storage.close();
  }

  /** On a disk. A FileChannel would not do: it closes when its thread is interrupted. */
  static final class OnDisk implements Storage {

    private final RandomAccessFile bytes;

    private OnDisk(RandomAccessFile bytes) {
      this.bytes = bytes;
    }

    static Storage create(Path file) throws IOException {
      Files.createFile(file, OwnerOnly.file(file));
      return new OnDisk(new RandomAccessFile(file.toFile(), "rw"));
    }

    @Override
    public void write(byte[] block, long position) throws IOException {
      bytes.seek(position);
      bytes.write(block);
    }

    @Override
    public void truncate(long length) throws IOException {
      bytes.setLength(length);
    }

    @Override
    public void close() throws IOException {
      bytes.close();
    }
  }
}
