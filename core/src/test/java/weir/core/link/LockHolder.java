package weir.core.link;

import java.io.IOException;
import java.nio.file.Path;

/** A process of its own that holds a socket's lock and never answers. */
final class LockHolder {

  private LockHolder() {}

  public static void main(String[] args) throws IOException {
    SocketLock lock = SocketLock.take(Path.of(args[0]));
    System.out.print('+');
    System.out.flush();
    // Waits until the test kills this process or goes away itself.
    if (System.in.read() < 0) {
      lock.close();
    }
  }
}
