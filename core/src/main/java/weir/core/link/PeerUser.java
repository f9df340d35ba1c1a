package weir.core.link;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** The user at the other end of a Unix domain socket, as the kernel vouches for it. */
final class PeerUser {

  private PeerUser() {}

  /**
   * Asks the kernel.
   *
   * @param channel a connected Unix domain socket
   * @param unknown what to answer where the system cannot tell
   * @return the user's name
   */
  static String of(SocketChannel channel, String unknown) throws IOException {
    return channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
        ? channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName()
        : unknown;
  }
}
