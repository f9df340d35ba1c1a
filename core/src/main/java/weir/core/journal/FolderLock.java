package weir.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import weir.core.files.BlockFile;
import weir.core.files.OwnerOnly;

/**
 * The locked file of a folder: who holds it owns the journal, and the system lets go of it when
 * that process dies, however it dies. It contains the owner's process id, and stays.
 */
final class FolderLock implements AutoCloseable {

  /**
   * Folders that this process holds. Static, as the system's locks are the process's: it drops them
   * all when any channel of the file is closed, so one that is held here must not be opened again.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private static final int MAX_PID_BYTES = 32;

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder that is there.
   *
   * @throws JournalException if another has it, or the folder can't be written
   */
  static FolderLock take(Path folder) throws JournalException {
    Path real = real(folder);
    if (!HELD.add(real)) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    boolean taken = false;
    try {
      FolderLock lock = open(folder, real);
      taken = true;
      return lock;
    } catch (IOException e) {
      throw new JournalException(
          "the folder "
              + folder
              + " can't be written ("
              + BlockFile.reason(e)
              + "): make it writable for yourself, or name another",
          e);
    } finally {
      if (!taken) {
        HELD.remove(real);
      }
    }
  }

  private static Path real(Path folder) throws JournalException {
    try {
      return folder.toRealPath();
    } catch (IOException e) {
      throw new JournalException(
          "the folder " + folder + " can't be read (" + BlockFile.reason(e) + "): name another", e);
    }
  }

  private static FolderLock open(Path folder, Path real) throws IOException, JournalException {
    Path file = folder.resolve(SegmentName.LOCK);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            OwnerOnly.file(file));
    boolean locked = false;
    try {
      if (tryLock(channel) == null) {
        throw inUse(folder, readPid(channel));
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      locked = true;
      return new FolderLock(real, channel);
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process, in classes of another loader.
      return null;
    }
  }

  private static JournalException inUse(Path folder, String pid) {
    return new JournalException(
        "the journal "
            + folder
            + " is in use by process "
            + pid
            + ": stop that, or name another folder");
  }

  /**
   * Whether somebody holds a folder, without taking it.
   *
   * @return the process id of whoever does, if it is known
   * @throws JournalException if the folder can't be read
   */
  static Optional<String> holder(Path folder) throws JournalException {
    if (HELD.contains(real(folder))) {
      return Optional.of(Long.toString(ProcessHandle.current().pid()));
    }
    Path file = folder.resolve(SegmentName.LOCK);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    // Shared, which the owner's excludes, and which needs no permission to write.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null ? Optional.of(readPid(channel)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.of(Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new JournalException(
          file + " can't be read (" + BlockFile.reason(e) + "): make it readable for yourself", e);
    }
  }

  private static String readPid(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_PID_BYTES);
    channel.read(content, 0);
    String pid =
        new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("\\d+") ? pid : "unknown";
  }

  @Override
  public void close() throws IOException {
    try {
      channel.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
