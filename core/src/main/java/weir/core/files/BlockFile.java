package weir.core.files;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file of one's own that grows by blocks. A block is in it as a whole or not at all, so that
 * nothing is ever appended to half a line. Not thread-safe.
 */
public final class BlockFile implements AutoCloseable {

  /** The bytes of an open file. */
  public interface Storage {

    /**
     * Writes all of the bytes, or throws after some of them.
     *
     * @param bytes what to write
     * @param position where in the file
     * @throws IOException if they can't all be written
     */
    void write(byte[] bytes, long position) throws IOException;

    /**
     * Cuts the file short.
     *
     * @param length what is left, in bytes
     * @throws IOException if it can't be cut
     */
    void truncate(long length) throws IOException;

    /**
     * Closes the file.
     *
     * @throws IOException if that fails
     */
    void close() throws IOException;
  }

  /** Makes a new file. */
  public interface Creator {

    /**
     * Makes a file, owner-only, where there is none.
     *
     * @param file where
     * @return the open file
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     * @throws IOException if it can't be made
     */
    Storage create(Path file) throws IOException;
  }

  /** In the place of the file is something that this process has not written. */
  public static final class ForeignFileException extends IOException {

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

  /**
   * Makes a new file with its first block, or none.
   *
   * @param file where; must not exist, so that nothing is lost
   * @param creator makes it
   * @param first the block
   * @return the open file
   * @throws IllegalArgumentException if it can't be made; the message says why and what to do
   */
  public static BlockFile create(Path file, Creator creator, byte[] first) {
    BlockFile blocks = create(file, creator);
    try {
      blocks.append(first);
      return blocks;
    } catch (IOException e) {
      discard(file, blocks, e);
      throw new IllegalArgumentException(
          file + " can't be written (" + reason(e) + "): make room there, or name another file", e);
    }
  }

  private static BlockFile create(Path file, Creator creator) {
    try {
      return new BlockFile(file, creator);
    } catch (FileAlreadyExistsException e) {
      throw new IllegalArgumentException(
          "there is a file " + file + " already: name a new one, so that nothing is lost", e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException(
          "the folder of " + file + " does not exist: make it, or name another", e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          file
              + " can't be written ("
              + e.getClass().getSimpleName().replace("Exception", "").toLowerCase(Locale.ROOT)
              + "): name a file in a folder of yours",
          e);
    }
  }

  /** An empty file would be in the way of the next attempt. */
  private static void discard(Path file, BlockFile blocks, IOException fault) {
    try {
      blocks.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }

  /**
   * Why a file can't be written, in few words.
   *
   * @param fault what was thrown
   * @return its message, or what it means where that is only the path
   */
  public static String reason(IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "its folder is gone";
    }
    if (fault instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message = fault.getMessage();
    return message == null ? fault.getClass().getSimpleName() : message;
  }

  private static @Nullable Object keyOf(Path file) throws IOException {
    return attributes(file).fileKey();
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  /**
   * Whether it has no block, as after {@link #createAgain()}.
   *
   * @return true if the next block is the first
   */
  public boolean isEmpty() {
    return wholeBytes == 0;
  }

  /**
   * Looks whether the file is still the one that was made, with what was written.
   *
   * @return false if nothing is in its place any more
   * @throws ForeignFileException if another file is, or somebody has changed it
   * @throws IOException if it can't be looked at
   */
  public boolean isThere() throws IOException {
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

  /**
   * Makes the file anew after it has gone from its place.
   *
   * @throws IOException if it can't be made
   */
  public void createAgain() throws IOException {
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
   * @param block its bytes
   * @throws IOException if it can't be written; nothing of it is in front of the next block then
   */
  public void append(byte[] block) throws IOException {
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
  public static final class OnDisk implements Storage {

    private final RandomAccessFile bytes;

    private OnDisk(RandomAccessFile bytes) {
      this.bytes = bytes;
    }

    /**
     * Makes a file, owner-only, where there is none.
     *
     * @param file where
     * @return the open file
     * @throws IOException if it can't be made, or there is one
     */
    public static Storage create(Path file) throws IOException {
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
