package weir.core.link;

import java.io.IOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.files.OwnerOnly;

/** A Unix domain socket, owner-only, beside the lock file that says whether its server lives. */
final class UnixEndpoint implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(UnixEndpoint.class);
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(1);

  private final ServerSocketChannel channel;
  private final LinkAddress.UnixSocket address;
  private final SocketLock lock;
  private final String user;

  private UnixEndpoint(
      ServerSocketChannel channel, LinkAddress.UnixSocket address, SocketLock lock, String user) {
    this.channel = channel;
    this.address = address;
    this.lock = lock;
    this.user = user;
  }

  static UnixEndpoint open(LinkAddress.UnixSocket address) throws LinkException {
    Path path = LinkAddresses.requireShortEnough(address.path());
    Path folder = LinkFiles.folderOf(path);
    LinkFiles.prepareFolder(folder, LinkAddresses.isRuntimeFolder(folder));
    try {
      boolean answered = isAnswered(path);
      if (answered) {
        refuseIfWeir(address);
      }
      SocketLock lock = SocketLock.take(path);
      try {
        if (answered) {
          throw new LinkException(
              "another program listens on " + path + ": name another socket with --socket");
        }
        return bind(address, lock, LinkFiles.currentUser());
      } catch (IOException e) {
        lock.close();
        throw e;
      }
    } catch (LinkException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      String reason = e instanceof IOException io ? LinkFiles.reason(io) : "no such sockets here";
      throw new LinkException(
          "cannot listen on " + path + " (" + reason + "): name another with --socket", e);
    }
  }

  /** Whether somebody accepts connections there; refuses anything that is not a socket. */
  private static boolean isAnswered(Path path) throws IOException {
    if (!LinkFiles.exists(path)) {
      return false;
    }
    if (!LinkFiles.isSocket(path)) {
      throw new LinkException(
          path + " is there and not a socket, it stays untouched: name another with --socket");
    }
    try (SocketChannel probe = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      // Not blocking: a full queue of connections is an answer too.
      probe.configureBlocking(false);
      probe.connect(UnixDomainSocketAddress.of(path));
      return true;
    } catch (ConnectException e) {
      return false;
    } catch (IOException e) {
      LOG.debug("{} gives no clear answer, taken for a live one: {}", path, e.toString());
      return true;
    }
  }

  /** Asks a live socket for its process id, which only a Weir server of this build answers. */
  private static void refuseIfWeir(LinkAddress.UnixSocket address) throws LinkException {
    long pid;
    try (LinkClient client =
        LinkClient.connect(address, "weir serve", PROBE_TIMEOUT, LinkListener.IGNORE)) {
      pid = client.server().pid();
    } catch (LinkException e) {
      LOG.debug("{} does not tell its process id: {}", address.path(), e.getMessage());
      return;
    }
    throw SocketLock.alreadyRunning(address.path(), Long.toString(pid));
  }

  private static UnixEndpoint bind(LinkAddress.UnixSocket address, SocketLock lock, String user)
      throws IOException {
    Path path = address.path();
    // We hold the lock and nobody answered: what is there was left behind by a server that died.
    if (Files.deleteIfExists(path)) {
      LOG.info("replaced the socket {}, left behind by a server that is gone", path);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    boolean bound = false;
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
      bound = true;
      OwnerOnly.restrict(path);
      return new UnixEndpoint(channel, address, lock, user);
    } catch (IOException e) {
      Quietly.close(channel);
      if (bound) {
        Files.deleteIfExists(path);
      }
      throw e;
    }
  }

  @Override
  public ServerSocketChannel channel() {
    return channel;
  }

  @Override
  public LinkAddress address() {
    return address;
  }

  @Override
  public @Nullable String refusePeer(SocketChannel peer) throws IOException {
    String other = PeerUser.of(peer, user);
    return other.equals(user)
        ? null
        : "this socket belongs to " + user + ", not to " + other + ": start a server of your own";
  }

  @Override
  public boolean acceptsToken(String token) {
    return true;
  }

  @Override
  public void close() {
    // The order matters: the lock goes last, so that nobody takes our socket for a stale one.
    Closing closing = new Closing();
    closing.close(() -> Quietly.close(channel));
    closing.close(this::removeSocket);
    closing.close(lock);
    closing.report();
  }

  private void removeSocket() {
    try {
      Files.deleteIfExists(address.path());
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", address.path(), LinkFiles.reason(e));
    }
  }
}
