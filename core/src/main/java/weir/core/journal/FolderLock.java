package weir.core.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import weir.core.files.BlockFile;
import weir.core.files.ProcessLock;

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

  private final Path folder;
  private final ProcessLock lock;

  private FolderLock(Path folder, ProcessLock lock) {
    this.folder = folder;
    this.lock = lock;
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
      Path file = folder.resolve(SegmentName.LOCK);
      FolderLock held = new FolderLock(real, Uninterrupted.run(() -> ProcessLock.take(file)));
      taken = true;
      return held;
    } catch (ProcessLock.HeldException e) {
      throw inUse(folder, e.pid());
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
      return lock == null ? Optional.of(ProcessLock.readPid(channel)) : Optional.empty();
    } catch (OverlappingFileLockException e) {
      return Optional.of(Long.toString(ProcessHandle.current().pid()));
    } catch (IOException e) {
      throw new JournalException(
          file + " can't be read (" + BlockFile.reason(e) + "): make it readable for yourself", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      lock.close();
    } finally {
      HELD.remove(folder);
    }
  }
}
