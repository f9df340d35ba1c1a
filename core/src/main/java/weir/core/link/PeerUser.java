package weir.core.link;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** The user at the other end of a Unix domain socket, as the kernel vouches for it. */
final class PeerUser {

  /** By its name: a program that an agent is in may be a module, and have been started without. */
  private static final String OPTION = "SO_PEERCRED";

  private PeerUser() {}

  /**
   * Asks the kernel.
   *
   * @param channel a connected Unix domain socket
   * @param unknown what to answer where the system, or this JVM, cannot tell
   * @return the user's name
   */
  static String of(SocketChannel channel, String unknown) throws IOException {
    return channel.supportedOptions().stream().anyMatch(option -> option.name().equals(OPTION))
        ? Kernel.userOf(channel)
        : unknown;
  }

  /** Loaded only where there is one to ask. */
  private static final class Kernel {

    private Kernel() {}

    static String userOf(SocketChannel channel) throws IOException {
      return channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
    }
  }
}
