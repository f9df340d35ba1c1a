package weir.core.link;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * Frames over a blocking socket. One thread may read while another writes; {@link #close()} from
 * any thread ends both.
 */
final class FrameChannel implements AutoCloseable {

  private final SocketChannel channel;
  // Touched by the reading thread alone.
  private final ByteBuffer header = ByteBuffer.allocate(Integer.BYTES);

  FrameChannel(SocketChannel channel) {
    this.channel = channel;
  }

  SocketChannel channel() {
    return channel;
  }

  /**
   * Reads one frame.
   *
   * @param limitBytes largest frame to accept; held against the header before any allocation
   * @return type and body, or null where the other end has closed between two frames
   * @throws LinkException if the frame is too large, empty or cut off
   */
  @Nullable ByteBuffer read(int limitBytes) throws IOException {
    header.clear();
    if (!fill(header)) {
      if (header.position() == 0) {
        return null;
      }
      throw new LinkException("malformed frame: the connection ended inside its length");
    }
    int length = header.getInt(0);
    if (length < 1 || length > limitBytes) {
      throw new LinkException(
          "malformed frame: it announces "
              + length
              + " bytes, allowed are 1 to "
              + limitBytes
              + "; is a program other than Weir's talking?");
    }
    ByteBuffer frame = ByteBuffer.allocate(length);
    if (!fill(frame)) {
      throw new LinkException(
          "malformed frame: the connection ended " + frame.remaining() + " bytes before its end");
    }
    return frame.flip();
  }

  private boolean fill(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Writes one message, waiting for as long as the other end does not read. */
  void write(Message message) throws IOException {
    ByteBuffer frame = Codec.encode(message);
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
  }

  /** Tells the other end that nothing more will come. */
  void endOutput() throws IOException {
    channel.shutdownOutput();
  }

  /**
   * Throws away what has already arrived, a bounded amount, so that closing does not reset the
   * connection before the other end has read our last message. No other thread may be reading or
   * writing.
   */
  void discardArrived() throws IOException {
    channel.configureBlocking(false);
    ByteBuffer sink = ByteBuffer.allocate(Protocol.MAX_CLIENT_FRAME_BYTES);
    for (int i = 0; i < 16 && channel.read(sink.clear()) > 0; i++) {
      // Discarded.
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
