package weir.core.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A client without manners: writes any bytes and reads only when told to. */
final class RawClient implements AutoCloseable {

  final SocketChannel channel;
  private final FrameChannel frames;

  RawClient(LinkAddress address) throws IOException {
    channel = Dialer.open(address);
    Dialer.connect(channel, address);
    frames = new FrameChannel(channel);
  }

  static RawClient greeted(LinkAddress address) throws IOException {
    RawClient client = new RawClient(address);
    client.send(new ClientMessage.Hello(Protocol.VERSION, "raw", Dialer.token(address)));
    if (!(client.read() instanceof ServerMessage.Welcome)) {
      throw new AssertionError("not welcome");
    }
    if (!(client.read() instanceof ServerMessage.SourceList)) {
      throw new AssertionError("no sources");
    }
    return client;
  }

  void send(Message message) throws IOException {
    frames.write(message);
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** What comes next, but for how recording stands, which is told whenever that changes. */
  ServerMessage read() throws IOException {
    ServerMessage message;
    do {
      ByteBuffer frame = frames.read(Protocol.MAX_SERVER_FRAME_BYTES);
      message = Codec.decodeServer(Await.nonNull(frame, "a frame"));
    } while (message instanceof ServerMessage.RecordingMessage);
    return message;
  }

  String readRejection() throws IOException {
    return ((ServerMessage.Rejection) read()).reason();
  }

  /** Whether the server has hung up; waits for it. */
  boolean isAtEnd() {
    try {
      return frames.read(Protocol.MAX_SERVER_FRAME_BYTES) == null;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
