package weir.core.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reaches a server's socket, or says in one sentence why it cannot. */
final class Dialer {

  private static final int MAX_TOKEN_BYTES = 256;

  private Dialer() {}

  /** A channel of the right kind, not yet connected. */
  static SocketChannel open(LinkAddress address) throws LinkException {
    try {
      if (address instanceof LinkAddress.UnixSocket unix) {
        LinkAddresses.requireShortEnough(unix.path());
        return SocketChannel.open(StandardProtocolFamily.UNIX);
      }
      return SocketChannel.open().setOption(StandardSocketOptions.TCP_NODELAY, true);
    } catch (LinkException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      throw new LinkException("cannot open a socket: " + e.getMessage(), e);
    }
  }

  /** Connects, which may wait for a server that does not accept. */
  static void connect(SocketChannel channel, LinkAddress address) throws LinkException {
    try {
      channel.connect(socketAddress(address));
    } catch (ConnectException e) {
      throw absent(address, e);
    } catch (IOException e) {
      if (address instanceof LinkAddress.UnixSocket unix && !Files.exists(unix.path())) {
        throw absent(address, e);
      }
      throw new LinkException(
          "cannot connect to "
              + LinkAddresses.describe(address)
              + " ("
              + LinkFiles.reason(e)
              + "): is it this user's server?",
          e);
    }
  }

  private static SocketAddress socketAddress(LinkAddress address) {
    return address instanceof LinkAddress.LoopbackTcp tcp
        ? LinkAddresses.loopback(tcp.port())
        : UnixDomainSocketAddress.of(((LinkAddress.UnixSocket) address).path());
  }

  /** The secret to show, read from the server's file; empty where none is asked for. */
  static String token(LinkAddress address) throws LinkException {
    if (!(address instanceof LinkAddress.LoopbackTcp tcp)) {
      return "";
    }
    Path file = tcp.tokenFile();
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_TOKEN_BYTES), StandardCharsets.US_ASCII);
    } catch (NoSuchFileException e) {
      throw absent(address, e);
    } catch (IOException e) {
      throw new LinkException(
          "cannot read the token file " + file + " (" + LinkFiles.reason(e) + "): is it yours?", e);
    }
  }

  private static LinkException absent(LinkAddress address, IOException cause) {
    return new LinkException(
        "no Weir server at " + LinkAddresses.describe(address) + ": start one with `weir serve`",
        cause);
  }
}
