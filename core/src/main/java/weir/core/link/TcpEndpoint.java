package weir.core.link;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.files.OwnerOnly;

/** A loopback port; who can read the owner-only token file may come in. */
final class TcpEndpoint implements Endpoint {

  private static final Logger LOG = LoggerFactory.getLogger(TcpEndpoint.class);
  private static final int TOKEN_BYTES = 32;

  private final ServerSocketChannel channel;
  private final LinkAddress.LoopbackTcp address;
  private final String token;

  private TcpEndpoint(ServerSocketChannel channel, LinkAddress.LoopbackTcp address, String token) {
    this.channel = channel;
    this.address = address;
    this.token = token;
  }

  static TcpEndpoint open(LinkAddress.LoopbackTcp wanted) throws LinkException {
    Path folder = LinkFiles.folderOf(wanted.tokenFile());
    LinkFiles.prepareFolder(folder, LinkAddresses.isRuntimeFolder(folder));
    ServerSocketChannel channel = bind(wanted.port());
    try {
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      Path tokenFile = tokenFile(wanted, port);
      String token = newToken();
      write(token, tokenFile);
      return new TcpEndpoint(channel, new LinkAddress.LoopbackTcp(port, tokenFile), token);
    } catch (IOException e) {
      Quietly.close(channel);
      throw e instanceof LinkException known
          ? known
          : new LinkException(
              "cannot write the token file "
                  + wanted.tokenFile()
                  + " ("
                  + LinkFiles.reason(e)
                  + "): name another place",
              e);
    }
  }

  private static ServerSocketChannel bind(int port) throws LinkException {
    try {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        return channel.bind(LinkAddresses.loopback(port));
      } catch (IOException e) {
        Quietly.close(channel);
        throw e;
      }
    } catch (BindException e) {
      throw new LinkException(
          "port " + port + " of 127.0.0.1 is taken or not allowed: name another with tcp:PORT", e);
    } catch (IOException e) {
      throw new LinkException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  /** A file named after port 0 is named after the port that was found, so that clients find it. */
  private static Path tokenFile(LinkAddress.LoopbackTcp wanted, int port) {
    Path file = wanted.tokenFile();
    return wanted.port() == 0 && file.endsWith(LinkAddresses.tokenFileName(0))
        ? file.resolveSibling(LinkAddresses.tokenFileName(port))
        : file;
  }

  private static String newToken() {
    byte[] secret = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(secret);
    return HexFormat.of().formatHex(secret);
  }

  /** Nobody ever sees a half-written token: a complete file takes the place of a stale one. */
  private static void write(String token, Path file) throws IOException {
    if (LinkFiles.exists(file) && !Files.isRegularFile(file)) {
      throw new LinkException(file + " is there and no token file: name another place");
    }
    Path fresh = file.resolveSibling(file.getFileName() + "." + ProcessHandle.current().pid());
    Files.deleteIfExists(fresh);
    try (var out =
        Files.newByteChannel(
            fresh,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            OwnerOnly.file(fresh))) {
      out.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
    }
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
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
  public @Nullable String refusePeer(SocketChannel peer) {
    return null;
  }

  @Override
  public boolean acceptsToken(String shown) {
    // Takes the same time wherever the first difference is.
    return MessageDigest.isEqual(
        shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    try {
      Quietly.close(channel);
    } finally {
      removeToken();
    }
  }

  private void removeToken() {
    try {
      Path file = address.tokenFile();
      if (Files.isRegularFile(file) && Files.readString(file).equals(token)) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      LOG.warn("cannot remove {}: {}", address.tokenFile(), LinkFiles.reason(e));
    }
  }
}
