package weir.http.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;

/** The flag of every command that talks to a running server. */
final class SocketFlag {

  @Option(
      names = "--socket",
      paramLabel = "PATH",
      description = "The server's local socket; without it the user's default one.")
  private @Nullable String socket;

  SocketFlag() {}

  LinkAddress address() throws LinkException {
    return socket == null ? LinkAddresses.defaultAddress() : LinkAddresses.parse(socket);
  }
}
