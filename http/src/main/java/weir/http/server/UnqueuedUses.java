package weir.http.server;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongPredicate;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import weir.http.stats.StatsJson;

/**
 * Two ways to use the resource with no queue in between, for comparison with events: by the request
 * itself, which is answered afterwards, and by a thread of its own, without a limit and on purpose,
 * after the request has been answered. Neither is in the ledger. Thread-safe.
 */
final class UnqueuedUses {

  /** Of the uses of one way: {@code started = completed + failed + under way}. */
  private static final class Tally {

    // Any thread adds; read by whoever asks, what has ended first, so that it never exceeds what
    // has started.
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    Figures figures() {
      long ended = completed.get();
      long wrong = failed.get();
      return new Figures(started.get(), ended, wrong);
    }
  }

  /**
   * What has become of the uses of one way.
   *
   * @param started uses that have begun
   * @param completed those of them that were done
   * @param failed those that the resource refused or let fail; of a server that stops, those too
   *     that were under way
   */
  record Figures(long started, long completed, long failed) {}

  /** The body of {@code GET /direct}. */
  record Document(Figures serial, Figures async) {}

  private static final PlainAnswer DONE = PlainAnswer.of(200, "OK");
  private static final PlainAnswer STARTED = PlainAnswer.of(202, "OK");

  private final LongPredicate resource;
  private final EventBodies bodies;
  private final BooleanSupplier ready;
  private final ThreadFactory threads = Thread.ofVirtual().name("direct-", 0).factory();
  private final Tally serial = new Tally();
  private final Tally async = new Tally();

  /** Uses get numbers that no event has: service times go by the number. */
  private final AtomicLong lastNumber = new AtomicLong();

  /**
   * Starts with no use.
   *
   * @param resource uses it for a number, and says whether that was done
   * @param bodies reads over those of the requests
   * @param ready whether the server is at work
   */
  UnqueuedUses(LongPredicate resource, EventBodies bodies, BooleanSupplier ready) {
    this.resource = resource;
    this.bodies = bodies;
    this.ready = ready;
  }

  /** Uses the resource, then answers. No thread of the server's waits with the request. */
  DirectRoute serial() {
    return (request, response, callback) ->
        whenRead(
            request,
            response,
            callback,
            () -> {
              // As long as it takes: nothing is idle here.
              request.addIdleTimeoutListener(timeout -> false);
              start(
                  serial,
                  done -> {
                    if (done) {
                      DONE.answer(response, callback);
                    } else {
                      Problems.RESOURCE_FAILED.answer(response, callback);
                    }
                  });
            });
  }

  /** Answers, and has a thread use the resource, however many there are. */
  DirectRoute async() {
    return (request, response, callback) ->
        whenRead(
            request,
            response,
            callback,
            () -> {
              start(async, done -> {});
              STARTED.answer(response, callback);
            });
  }

  private void whenRead(Request request, Response response, Callback callback, Runnable use) {
    bodies.discard(
        request,
        () -> {
          if (ready.getAsBoolean()) {
            use.run();
          } else {
            Problems.NOT_READY.answer(response, callback);
          }
        });
  }

  private interface Ending {
    void ended(boolean done);
  }

  private void start(Tally tally, Ending ending) {
    Thread user = threads.newThread(() -> use(tally, ending));
    tally.started.incrementAndGet();
    try {
      user.start();
    } catch (Throwable e) {
      tally.failed.incrementAndGet();
      throw e;
    }
  }

  private void use(Tally tally, Ending ending) {
    boolean done = false;
    try {
      done = resource.test(lastNumber.decrementAndGet());
    } finally {
      (done ? tally.completed : tally.failed).incrementAndGet();
      ending.ended(done);
    }
  }

  /** Answers with what has become of all uses, since the start of the server. */
  Handler figures() {
    return this::answerFigures;
  }

  private void answerFigures(Context context) {
    context
        .contentType("application/json")
        .result(StatsJson.bytes(new Document(serial.figures(), async.figures())));
  }
}
