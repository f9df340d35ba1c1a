package weir.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A response that is kept until it is complete, and sent then without anybody waiting: whoever
 * writes to it never waits for a client that does not read. Not thread-safe, like any response.
 */
final class WholeAnswer extends Response.Wrapper {

  /** Gives its bytes away without a copy. */
  private static final class Body extends ByteArrayOutputStream {

    private ByteBuffer bytes() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }

  private final Body body = new Body();
  private final Callback completion;
  private boolean lastWritten;

  WholeAnswer(Request request, Response response, Callback sent) {
    super(request, response);
    completion =
        Callback.from(() -> response.write(/* last= */ true, body.bytes(), sent), sent::failed);
  }

  /** Completed by whoever wrote this answer; sends it. */
  Callback completion() {
    return completion;
  }

  @Override
  public void write(boolean last, @Nullable ByteBuffer content, Callback callback) {
    if (content != null) {
      byte[] bytes = BufferUtil.toArray(content);
      body.write(bytes, 0, bytes.length);
      content.position(content.limit());
    }
    lastWritten |= last;
    callback.succeeded();
  }

  @Override
  public boolean hasLastWrite() {
    return lastWritten;
  }

  @Override
  public void reset() {
    body.reset();
    lastWritten = false;
    super.reset();
  }
}
