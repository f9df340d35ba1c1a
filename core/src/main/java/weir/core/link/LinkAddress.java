package weir.core.link;

import java.nio.file.Path;

/** Where a server's local socket is. */
public sealed interface LinkAddress permits LinkAddress.UnixSocket, LinkAddress.LoopbackTcp {

  /**
   * A Unix domain socket.
   *
   * @param path its file
   */
  record UnixSocket(Path path) implements LinkAddress {}

  /**
   * A TCP port on the loopback interface, for systems without Unix domain sockets.
   *
   * @param port the port; 0 lets a server choose a free one
   * @param tokenFile owner-only file in which the server leaves the secret that clients must show
   */
  record LoopbackTcp(int port, Path tokenFile) implements LinkAddress {}
}
