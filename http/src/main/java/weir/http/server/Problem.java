package weir.http.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * An answer that says why not, as RFC 9457 problem+json, encoded once. Immutable.
 *
 * @see Problems
 */
final class Problem {

  private static final String CONTENT_TYPE = "application/problem+json";
  private static final String RETRY_AFTER_SECONDS = "1";

  private final int status;
  private final byte[] body;
  private final boolean retryLater;

  private Problem(int status, byte[] body, boolean retryLater) {
    this.status = status;
    this.body = body;
    this.retryLater = retryLater;
  }

  static Problem of(int status, String title, String detail) {
    return new Problem(status, encode(status, title, detail), false);
  }

  /** A problem that is expected to have gone in a second. */
  static Problem retryLater(int status, String title, String detail) {
    return new Problem(status, encode(status, title, detail), true);
  }

  private static byte[] encode(int status, String title, String detail) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", "about:blank");
    members.put("title", title);
    members.put("status", status);
    members.put("detail", detail);
    try {
      return JsonMapper.builder().build().writeValueAsBytes(members);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("strings and a number can always be written", e);
    }
  }

  void answer(Context context) {
    context.status(status).contentType(CONTENT_TYPE).result(body);
    if (retryLater) {
      context.header("Retry-After", RETRY_AFTER_SECONDS);
    }
  }

  void answer(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
    if (retryLater) {
      response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response.write(/* last= */ true, ByteBuffer.wrap(body), callback);
  }
}
