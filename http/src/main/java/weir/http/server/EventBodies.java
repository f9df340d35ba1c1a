package weir.http.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * Reads the bodies of requests as they come in; no thread waits for them. A body is bounded in
 * size, in time, and in the number that are waited for. Thread-safe.
 *
 * <p>What nobody wants is read too, so far as it is of a moderate size: a connection that is closed
 * while its client is still sending is reset, and the answer is lost with it.
 */
final class EventBodies {

  private static final int MAX_DISCARDED_BYTES = 1 << 20;

  private final FaultLog faults =
      new FaultLog(LoggerFactory.getLogger(EventBodies.class), Duration.ofSeconds(1));

  /** Whoever waits for a part of its body. Any thread adds and removes. */
  private final Set<Reading> unfinished = ConcurrentHashMap.newKeySet();

  private final ClientLimits limits;

  EventBodies(ClientLimits limits) {
    this.limits = limits;
  }

  /**
   * Reads the body of a request.
   *
   * @param request its body has not been read
   * @param onBody gets the whole body
   * @param onRefusal gets the problem to answer, if there is no usable body
   */
  void read(Request request, Consumer<byte[]> onBody, Consumer<Problem> onRefusal) {
    if (isNotToCome(request) && request.getLength() > ClientLimits.MAX_BODY_BYTES) {
      onRefusal.accept(Problems.BODY_TOO_LARGE);
    } else {
      new Reading(request, ClientLimits.MAX_BODY_BYTES, onBody, onRefusal).run();
    }
  }

  /**
   * Reads over the body of a request that is answered without.
   *
   * @param request its body has not been read
   * @param answer answers it, whatever has become of the body
   */
  void discard(Request request, Runnable answer) {
    if (request.getLength() == 0 || isNotToCome(request)) {
      answer.run();
    } else {
      new Reading(request, 0, body -> answer.run(), problem -> answer.run()).run();
    }
  }

  /** The client waits to be asked for the body, or it has too much. */
  private static boolean isNotToCome(Request request) {
    return request.getLength() > MAX_DISCARDED_BYTES
        || request.getHeaders().contains(HttpHeader.EXPECT);
  }

  /** Gives up on bodies that come in too slowly. Called about every second. */
  void refuseSlow() {
    long nowNanos = System.nanoTime();
    for (Reading reading : unfinished) {
      reading.failIfSlow(nowNanos);
    }
  }

  /** Whoever has had the most time makes room: bodies of honest clients come in at once. */
  private void giveUpOldest() {
    unfinished.stream()
        .min(Comparator.comparingLong(reading -> reading.startedNanos))
        .filter(unfinished::remove)
        .ifPresent(Reading::fail);
  }

  /** One body. Run by one thread at a time: the request's own order sees to that. */
  private final class Reading extends Invocable.Task.Abstract {

    private final Request request;
    private final int maxBytes;
    private final Consumer<byte[]> onBody;
    private final Consumer<Problem> onRefusal;
    private final long startedNanos = System.nanoTime();
    private final ByteArrayOutputStream body;
    private int discardedBytes;

    private Reading(
        Request request, int maxBytes, Consumer<byte[]> onBody, Consumer<Problem> onRefusal) {
      super(InvocationType.NON_BLOCKING);
      this.request = request;
      this.maxBytes = maxBytes;
      body = new ByteArrayOutputStream(Math.min(maxBytes, 64));
      this.onBody = onBody;
      this.onRefusal = onRefusal;
    }

    @Override
    public void run() {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          awaitMore();
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          unfinished.remove(this);
          refuseFailed(chunk.getFailure());
          return;
        }
        take(chunk.getByteBuffer());
        boolean last = chunk.isLast();
        chunk.release();
        if (last || discardedBytes > MAX_DISCARDED_BYTES) {
          unfinished.remove(this);
          if (discardedBytes == 0) {
            onBody.accept(body.toByteArray());
          } else {
            onRefusal.accept(Problems.BODY_TOO_LARGE);
          }
          return;
        }
      }
    }

    private void take(ByteBuffer bytes) {
      if (discardedBytes > 0 || body.size() + bytes.remaining() > maxBytes) {
        discardedBytes += bytes.remaining();
        return;
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      body.write(copy, 0, copy.length);
    }

    private void awaitMore() {
      unfinished.add(this);
      if (unfinished.size() > limits.mostUnfinishedBodies()) {
        giveUpOldest();
      }
      request.demand(this);
    }

    private void refuseFailed(@Nullable Throwable failure) {
      boolean slow = failure instanceof TimeoutException;
      faults.report(
          () ->
              slow
                  ? "A client sent its body too slowly; answered 408"
                  : "A client sent a body that breaks off or is no HTTP (%s); answered 400"
                      .formatted(failure));
      onRefusal.accept(slow ? Problems.BODY_TOO_SLOW : Problems.BODY_BROKEN);
    }

    /** The failure reaches {@link #run} in the request's own order, as its next chunk. */
    private void fail() {
      request.fail(new TimeoutException("the body came in too slowly"));
    }

    private void failIfSlow(long nowNanos) {
      long lateNanos = nowNanos - startedNanos - limits.bodyGrace().toNanos();
      long dueBytes = TimeUnit.NANOSECONDS.toSeconds(lateNanos) * limits.minBodyBytesPerSecond();
      if (lateNanos > 0 && Request.getContentBytesRead(request) <= dueBytes) {
        fail();
      }
    }
  }
}
