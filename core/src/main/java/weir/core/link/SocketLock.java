package weir.core.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.files.ProcessLock;

/**
 * The locked file beside a socket: who holds it owns the socket, and the system lets go of it when
 * that process dies, however it dies. It contains the owner's process id. A process that may
 * already hold it must find that out from the socket before it comes here: see {@link ProcessLock}.
 */
final class SocketLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SocketLock.class);

  private final Path file;
  private final ProcessLock lock;

  private SocketLock(Path file, ProcessLock lock) {
    this.file = file;
    this.lock = lock;
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
    try {
      return new SocketLock(file, ProcessLock.take(file));
    } catch (ProcessLock.HeldException e) {
      throw alreadyRunning(socket, e.pid());
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

  @Override
  public void close() {
    try {
      // Removed while still held: a successor that opens the path from here on gets a new file.
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", file, LinkFiles.reason(e));
    } finally {
      Quietly.close(lock);
    }
  }
}
