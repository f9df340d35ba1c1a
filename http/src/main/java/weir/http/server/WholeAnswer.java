package weir.http.server;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
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

  private static final String ATTRIBUTE = WholeAnswer.class.getName();

  private final Body body = new Body();
  private final Callback completion;
  private byte @Nullable [] given;
  private boolean lastWritten;

  WholeAnswer(Request request, Response response, Callback sent) {
    super(request, response);
    completion = Callback.from(() -> response.write(/* last= */ true, bytes(), sent), sent::failed);
  }

  /** Lets a route find this, to give its body as a whole. */
  void letBodyBeGiven() {
    getRequest().setAttribute(ATTRIBUTE, this);
  }

  /**
   * Answers with bytes that many may be sent at once. Through a stream each would get copies, two
   * or three of them; those of some requests at a time are too many for the young generation.
   *
   * @param context of a request whose answer {@link #letBodyBeGiven}
   * @param body what is sent; not to be changed any more
   */
  static void give(Context context, byte[] body) {
    WholeAnswer answer = context.attribute(ATTRIBUTE);
    if (answer == null) {
      context.result(body);
    } else {
      answer.given = body;
    }
  }

  private ByteBuffer bytes() {
    if (given == null) {
      return body.bytes();
    }
    // The servlet's side has seen none.
    getHeaders().put(HttpHeader.CONTENT_LENGTH, given.length);
    return ByteBuffer.wrap(given);
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
    given = null;
    lastWritten = false;
    super.reset();
  }
}
