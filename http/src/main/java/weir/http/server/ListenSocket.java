package weir.http.server;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims the TCP port before anything else is started, so that its faults are told exactly. */
final class ListenSocket {

  private static final Logger LOG = LoggerFactory.getLogger(ListenSocket.class);
  private static final int BACKLOG = 1024;
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;

  private ListenSocket() {}

  static ServerSocketChannel bind(String host, int port) throws StartException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new StartException(
          "the host '%s' is unknown: give --host an address of this machine, such as 127.0.0.1"
              .formatted(host),
          e);
    }
    try {
      return open(address, port);
    } catch (IOException e) {
      throw new StartException(sentence(host, address, port, e), e);
    }
  }

  private static ServerSocketChannel open(InetAddress address, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(address, port), BACKLOG);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives the port back; a failure to do so is only logged, as another fault is being told. */
  static void close(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("The port was not closed", e);
    }
  }

  private static String sentence(String host, InetAddress address, int port, IOException fault) {
    if (port != 0 && fault instanceof BindException) {
      if (!canBindAnyPort(address)) {
        return "%s is no address of this machine: give --host one that is, such as 127.0.0.1"
            .formatted(host);
      }
      // Only now: on some systems both faults have the same type and only differ in their text.
      if (port < FIRST_UNPRIVILEGED_PORT && isForbidden(fault)) {
        return String.format(
            Locale.ROOT, "port %d needs special rights: choose one from 1024 with --port", port);
      }
      return String.format(
          Locale.ROOT,
          "port %d on %s is taken: stop the program that has it, or choose another with --port"
              + " (0 takes any free one)",
          port,
          host);
    }
    return String.format(
        Locale.ROOT,
        "%s port %d can't be opened (%s): choose another --host or --port",
        host,
        port,
        fault.getMessage());
  }

  private static boolean isForbidden(IOException fault) {
    return String.valueOf(fault.getMessage()).contains("ermission");
  }

  private static boolean canBindAnyPort(InetAddress address) {
    try (ServerSocket probe = new ServerSocket(0, 1, address)) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
