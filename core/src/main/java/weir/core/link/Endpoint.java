package weir.core.link;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A bound server socket with the files around it; one implementation per transport. */
sealed interface Endpoint extends AutoCloseable permits UnixEndpoint, TcpEndpoint {

  static Endpoint open(LinkAddress address) throws LinkException {
    return address instanceof LinkAddress.UnixSocket unix
        ? UnixEndpoint.open(unix)
        : TcpEndpoint.open((LinkAddress.LoopbackTcp) address);
  }

  /** The listening channel, in blocking mode. */
  ServerSocketChannel channel();

  /** Where clients reach it, with the real port. */
  LinkAddress address();

  /** Why the program at the other end may not talk to this server; null if it may. */
  @Nullable String refusePeer(SocketChannel peer) throws IOException;

  /** Whether a greeting with this token may come in. */
  boolean acceptsToken(String token);

  /** Stops listening and removes the files; what the system refuses is logged. */
  @Override
  void close();
}
