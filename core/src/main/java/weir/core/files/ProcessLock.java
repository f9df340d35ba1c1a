package weir.core.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/**
 * A locked file that contains the process id of who holds it: the system lets go of the lock when
 * that process dies, however it dies. Not thread-safe.
 *
 * <p>Closing <em>any</em> channel of a file drops all the locks that a process holds on it, so a
 * process that may already hold the lock must find that out before it comes here.
 */
public final class ProcessLock implements Closeable {

  private static final int MAX_PID_BYTES = 32;

  private final FileChannel channel;

  private ProcessLock(FileChannel channel) {
    this.channel = channel;
  }

  /** Somebody else holds the lock. */
  public static final class HeldException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String pid;

    HeldException(String pid) {
      super("held by process " + pid);
      this.pid = pid;
    }

    /**
     * Who holds it.
     *
     * @return the process id, or {@code unknown}
     */
    public String pid() {
      return pid;
    }
  }

  /**
   * Takes the lock of a file, which is made, owner-only, where there is none.
   *
   * @param file no symbolic link
   * @return the lock
   * @throws HeldException if another has it, or this process in classes of another loader
   * @throws IOException if the file can't be had
   */
  public static ProcessLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            OwnerOnly.file(file));
    boolean taken = false;
    try {
      if (!tryLock(channel)) {
        throw new HeldException(readPid(channel));
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      taken = true;
      return new ProcessLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return false;
    }
  }

  /**
   * Reads whose process id is in a lock's file.
   *
   * @param channel of the file
   * @return the process id, or {@code unknown}
   * @throws IOException if it can't be read
   */
  public static String readPid(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_PID_BYTES);
    channel.read(content, 0);
    String pid =
        new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("\\d+") ? pid : "unknown";
  }

  /** Lets go of it. The file stays. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
