package weir.http.server;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.pipeline.Journal;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;
import weir.http.wire.EventKey;
import weir.http.wire.IntendedArrival;

/** Turns requests into events. Thread-safe. */
final class Publishing {

  private static final Logger LOG = LoggerFactory.getLogger(Publishing.class);
  private static final byte[] NO_PAYLOAD = {};

  private final Pipeline<HttpEvent> pipeline;
  private final EventBodies bodies;

  /** Where events are published: on the calling thread, unless that may wait for room. */
  private final Executor publisher;

  /** Where those are answered whose outcome the journal tells later, which has other work to do. */
  private final Executor answering;

  /** Whether events have keys. */
  private final boolean ordered;

  /** Makes the event of a body. */
  @FunctionalInterface
  interface EventMaker {
    HttpEvent make(byte[] body, @Nullable String key);
  }

  Publishing(
      Pipeline<HttpEvent> pipeline,
      EventBodies bodies,
      Executor publisher,
      Executor answering,
      boolean ordered) {
    this.ordered = ordered;
    this.pipeline = pipeline;
    this.bodies = bodies;
    this.publisher = publisher;
    this.answering = answering;
  }

  /**
   * Publishes the event of a request, once its body has come in.
   *
   * @param request a GET, whose body is not read, or a POST
   * @param events makes the event of a body
   * @param onOutcome gets null if the event was accepted, else the problem to answer
   */
  void publish(Request request, EventMaker events, Consumer<@Nullable Problem> onOutcome) {
    String key = ordered ? request.getHeaders().get(EventKey.HEADER) : null;
    if (key != null) {
      try {
        EventKey.checked(key);
      } catch (IllegalArgumentException e) {
        refuse(request, EventKey.HEADER, e, onOutcome);
        return;
      }
    }
    long nowNanos = System.nanoTime();
    long agoNanos = 0;
    String intended = request.getHeaders().get(IntendedArrival.HEADER);
    if (intended != null) {
      try {
        agoNanos = IntendedArrival.agoNanos(intended, IntendedArrival.wallClockMicros());
      } catch (IllegalArgumentException e) {
        refuse(request, IntendedArrival.HEADER, e, onOutcome);
        return;
      }
    }
    long intendedNanos = intended == null ? Journal.ON_ACCEPTANCE : nowNanos - agoNanos;
    Consumer<byte[]> offer =
        body -> publisher.execute(() -> offer(events.make(body, key), intendedNanos, onOutcome));
    if (HttpMethod.GET.is(request.getMethod()) || request.getLength() == 0) {
      offer.accept(NO_PAYLOAD);
    } else {
      bodies.read(request, offer, problem -> onOutcome.accept(problem));
    }
  }

  private void refuse(
      Request request,
      String header,
      IllegalArgumentException fault,
      Consumer<@Nullable Problem> onOutcome) {
    Problem problem =
        Problem.of(
            400, "Bad header", header + " " + fault.getMessage() + "; nothing was published.");
    bodies.discard(request, () -> onOutcome.accept(problem));
  }

  private void offer(HttpEvent event, long intendedNanos, Consumer<@Nullable Problem> onOutcome) {
    Telling telling = new Telling(onOutcome);
    try {
      pipeline.publish(event, intendedNanos, telling);
    } catch (RuntimeException e) {
      if (telling.told) {
        throw e;
      }
      LOG.error("An event could not be published", e);
      onOutcome.accept(Problems.INTERNAL);
    }
  }

  private static @Nullable Problem problem(PublishOutcome outcome) {
    return switch (outcome) {
      case ACCEPTED -> null;
      case RING_FULL -> Problems.RING_FULL;
      case CLOSED, INTERRUPTED -> Problems.DRAINING;
      case JOURNAL_FULL -> Problems.JOURNAL_FULL;
      case DISK_FULL -> Problems.DISK_FULL;
      case TOO_LARGE -> Problems.TOO_LARGE;
      case JOURNAL_UNAVAILABLE -> Problems.JOURNAL_UNAVAILABLE;
      case UNKNOWN -> Problems.ACCEPTANCE_UNKNOWN;
    };
  }

  /** Whoever is told of one event, and whether that has been done on the calling thread. */
  private final class Telling implements Consumer<PublishOutcome> {

    private final Thread publishing = Thread.currentThread();
    private final Consumer<@Nullable Problem> onOutcome;

    /** Read by the publishing thread alone; the write of another comes to it too late to matter. */
    private boolean told;

    private Telling(Consumer<@Nullable Problem> onOutcome) {
      this.onOutcome = onOutcome;
    }

    @Override
    public void accept(PublishOutcome outcome) {
      told = true;
      Problem problem = problem(outcome);
      if (Thread.currentThread().equals(publishing)) {
        onOutcome.accept(problem);
      } else {
        answering.execute(() -> onOutcome.accept(problem));
      }
    }
  }
}
