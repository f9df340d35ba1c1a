package weir.core.link;

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
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.files.OwnerOnly;

/**
 * The locked file beside a socket: who holds it owns the socket, and the system lets go of it when
 * that process dies, however it dies. It contains the owner's process id.
 *
 * <p>Closing <em>any</em> channel of a file drops all the locks that a process holds on it, so a
 * process that may already hold the lock must find that out from the socket before it comes here.
 */
final class SocketLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketLock.class);
  private static final int MAX_PID_BYTES = 32;

  private final Path file;
  private final FileChannel channel;

  private SocketLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static Path fileOf(Path socket) {
    return socket.resolveSibling(socket.getFileName() + ".lock");
  }

  /**
   * Takes the lock.
   *
   * @throws LinkException if another server holds it, with its process id
   * @throws IOException if the file cannot be had
   */
  static SocketLock take(Path socket) throws IOException {
    Path file = fileOf(socket);
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS),
            OwnerOnly.file(file));
    try {
      @Nullable FileLock lock = tryLock(channel);
      if (lock == null) {
        throw alreadyRunning(socket, readPid(channel));
      }
      byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      return new SocketLock(file, channel);
    } catch (IOException e) {
      Quietly.close(channel);
      throw e;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      // Held by this very process.
      return null;
    }
  }

  static LinkException alreadyRunning(Path socket, String pid) {
    return new LinkException(
        "a Weir server is already running on "
            + socket
            + ", pid "
            + pid
            + ": stop it, or name another socket with --socket");
  }

  private static String readPid(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_PID_BYTES);
    channel.read(content, 0);
    String pid =
        new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    return pid.matches("\\d+") ? pid : "unknown";
  }

  @Override
  public void close() {
    try {
      // Removed while still held: a successor that opens the path from here on gets a new file.
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, LinkFiles.reason(e));
    } finally {
      Quietly.close(channel);
    }
  }
}
