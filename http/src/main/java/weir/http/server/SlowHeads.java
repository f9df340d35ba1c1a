package weir.http.server;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/**
 * Closes connections on which bytes drip in and no head of a request is ever complete. (Those on
 * which nothing comes in at all end by the idle timeout, which each byte restarts.) Used by one
 * thread at a time.
 */
final class SlowHeads {

  /**
   * What was seen of a connection.
   *
   * @param requests heads that were complete
   * @param bytes bytes that had come in at that time
   * @param sinceNanos when the first byte beyond those was seen, if one was
   * @param started whether one was
   */
  private record Seen(long requests, long bytes, long sinceNanos, boolean started) {}

  private final long longestHeadNanos;
  private Map<EndPoint, Seen> seen = new HashMap<>();

  SlowHeads(Duration longestHead) {
    longestHeadNanos = longestHead.toNanos();
  }

  /** Looks at all connections. Called about every second. */
  void close(Collection<EndPoint> endPoints, long nowNanos) {
    Map<EndPoint, Seen> now = new HashMap<>();
    for (EndPoint endPoint : endPoints) {
      Connection connection = endPoint.getConnection();
      if (connection == null) {
        continue;
      }
      Seen next = look(seen.get(endPoint), connection, nowNanos);
      if (next.started && nowNanos - next.sinceNanos > longestHeadNanos) {
        endPoint.close(new TimeoutException("the head of a request came in too slowly"));
      } else {
        now.put(endPoint, next);
      }
    }
    seen = now;
  }

  private static Seen look(@Nullable Seen before, Connection connection, long nowNanos) {
    // In this order: if the head is complete in between, then there is one request more.
    long bytes = connection.getBytesIn();
    long requests = connection.getMessagesIn();
    boolean answering = requests > connection.getMessagesOut();
    if (before == null && requests == 0) {
      return new Seen(0, 0, nowNanos, bytes > 0);
    }
    if (before == null || before.requests != requests || answering) {
      // Read again: those of the request itself are among them for certain.
      return new Seen(requests, connection.getBytesIn(), nowNanos, false);
    }
    return before.started || bytes == before.bytes
        ? before
        : new Seen(requests, before.bytes, nowNanos, true);
  }
}
