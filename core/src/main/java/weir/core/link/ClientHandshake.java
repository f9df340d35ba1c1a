package weir.core.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.figures.Source;

/** The client's half of the first exchange on a connection: it greets, and hears of sources. */
final class ClientHandshake {

  private static final Logger LOG = LoggerFactory.getLogger(ClientHandshake.class);

  private ClientHandshake() {}

  /**
   * Greets and waits for the answer.
   *
   * @param where the server's address, for messages
   * @throws LinkException if the server turns us away or is none of this build
   */
  static ServerInfo greet(FrameChannel frames, ClientMessage.Hello hello, String where)
      throws IOException {
    try {
      frames.write(hello);
    } catch (LinkException e) {
      throw e;
    } catch (IOException e) {
      // The server has already hung up; perhaps it has left a reason.
      LOG.debug("the greeting was not taken: {}", e.toString());
    }
    ServerMessage answer =
        read(frames, "the server at " + where + " hung up on the greeting: see the server's log");
    if (!(answer instanceof ServerMessage.Welcome welcome)) {
      throw new LinkException(
          "the server at "
              + where
              + " speaks another protocol: use client and server of one build");
    }
    if (welcome.protocolVersion() != Protocol.VERSION) {
      throw new LinkException(Protocol.mismatch(Protocol.VERSION, welcome.protocolVersion()));
    }
    return welcome.server();
  }

  /**
   * Reads the sources, which follow on the welcome.
   *
   * @throws LinkException if something else does
   */
  static List<Source> readSources(FrameChannel frames) throws IOException {
    ServerMessage message =
        read(frames, "the server hung up after its welcome: see the server's log");
    if (!(message instanceof ServerMessage.SourceList list)) {
      throw new LinkException("malformed frame: the welcome is not followed by the sources");
    }
    return list.sources();
  }

  /** Reads the next message, whatever it is but a rejection. */
  private static ServerMessage read(FrameChannel frames, String ifHungUp) throws IOException {
    ByteBuffer frame = frames.read(Protocol.MAX_SERVER_FRAME_BYTES);
    if (frame == null) {
      throw new LinkException(ifHungUp);
    }
    ServerMessage message = Codec.decodeServer(frame);
    if (message instanceof ServerMessage.Rejection rejection) {
      throw new LinkException(rejection.reason());
    }
    return message;
  }
}
