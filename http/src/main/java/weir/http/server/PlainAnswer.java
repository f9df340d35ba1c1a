package weir.http.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A constant answer in plain text, encoded once. Immutable. */
final class PlainAnswer {

  private static final HttpField CONTENT_TYPE =
      new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "text/plain");

  private final int status;
  private final ByteBuffer body;
  private final HttpField contentLength;

  private PlainAnswer(int status, ByteBuffer body) {
    this.status = status;
    this.body = body;
    contentLength = new PreEncodedHttpField(HttpHeader.CONTENT_LENGTH, "" + body.remaining());
  }

  static PlainAnswer of(int status, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    // Direct, so that it is not copied to be sent.
    ByteBuffer body = BufferUtil.allocateDirect(bytes.length);
    BufferUtil.append(body, bytes);
    return new PlainAnswer(status, body.asReadOnlyBuffer());
  }

  void answer(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(CONTENT_TYPE).put(contentLength);
    response.write(/* last= */ true, body.duplicate(), callback);
  }
}
