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
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;

/**
 * Reads the bodies of requests as they come in; no thread waits for them. A body is bounded in
 * size, in time, and in the number that are waited for. Thread-safe.
 */
final class EventBodies {

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
    if (request.getLength() > ClientLimits.MAX_BODY_BYTES) {
      onRefusal.accept(Problems.BODY_TOO_LARGE);
    } else {
      new Reading(request, onBody, onRefusal).run();
    }
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
    private final Consumer<byte[]> onBody;
    private final Consumer<Problem> onRefusal;
    private final long startedNanos = System.nanoTime();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(64);

    private Reading(Request request, Consumer<byte[]> onBody, Consumer<Problem> onRefusal) {
      super(InvocationType.NON_BLOCKING);
      this.request = request;
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
        boolean fits = keep(chunk.getByteBuffer());
        boolean last = chunk.isLast();
        chunk.release();
        if (!fits || last) {
          unfinished.remove(this);
          if (fits) {
            onBody.accept(body.toByteArray());
          } else {
            onRefusal.accept(Problems.BODY_TOO_LARGE);
          }
          return;
        }
      }
    }

    private boolean keep(ByteBuffer bytes) {
      if (body.size() + bytes.remaining() > ClientLimits.MAX_BODY_BYTES) {
        return false;
      }
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      body.write(copy, 0, copy.length);
      return true;
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
