package weir.http.server;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Publishes an event and answers when it has ended: a caller that waits, as most callers of
 * services do. No thread waits with it.
 */
final class AwaitRoute implements DirectRoute {

  private static final PlainAnswer OK = PlainAnswer.of(200, "OK");

  /**
   * As of any event that is accepted and not handled yet. Sent again, it would be handled twice.
   */
  private static final PlainAnswer KEPT =
      PlainAnswer.of(
          202,
          "Accepted. The server stopped before the event was handled; the journal keeps it, and it is"
              + " handled when the server starts again.");

  private final Publishing publishing;

  /** Where answers are written, which is no work of the pool's workers. */
  private final Executor answering;

  /** Whether what has not been handled is kept for the next start. */
  private final boolean kept;

  /** Callers whose events have been accepted and have not ended. Any thread adds and removes. */
  private final Set<Caller> waiting = ConcurrentHashMap.newKeySet();

  /** Set once, before the callers are told; read by a request after its caller has joined them. */
  private volatile boolean givenUp;

  AwaitRoute(Publishing publishing, Executor answering, boolean kept) {
    this.publishing = publishing;
    this.answering = answering;
    this.kept = kept;
  }

  @Override
  public void handle(Request request, Response response, Callback callback) {
    WaitingRequest waitingRequest = new WaitingRequest(response, callback);
    // As long as it takes: nothing is idle here.
    request.addIdleTimeoutListener(timeout -> false);
    publishing.publish(
        request,
        (body, key) -> {
          waiting.add(waitingRequest);
          return HttpEvent.awaited(body, key, waitingRequest);
        },
        problem -> {
          // Where nobody knows whether the event is safe, its ending says more.
          if (problem != null && problem != Problems.ACCEPTANCE_UNKNOWN) {
            waiting.remove(waitingRequest);
            problem.answer(response, callback);
          } else if (givenUp) {
            waitingRequest.giveUp();
          }
        });
  }

  /**
   * Answers all that wait: their events are not going to be handled, or their handlers have not
   * come to an end. Called once no worker claims events any more.
   */
  void giveUp() {
    givenUp = true;
    waiting.forEach(Caller::giveUp);
  }

  /** A request whose answer is the ending of its event. */
  private final class WaitingRequest extends Caller {

    private final Response response;
    private final Callback callback;

    private WaitingRequest(Response response, Callback callback) {
      this.response = response;
      this.callback = callback;
    }

    @Override
    void told(Ending ending) {
      answering.execute(
          () -> {
            waiting.remove(this);
            answer(ending);
          });
    }

    private void answer(Ending ending) {
      switch (ending) {
        case COMPLETED -> OK.answer(response, callback);
        case FAILED -> Problems.EVENT_FAILED.answer(response, callback);
        case LEFT -> {
          if (kept) {
            KEPT.answer(response, callback);
          } else {
            Problems.EVENT_LEFT.answer(response, callback);
          }
        }
        case UNKNOWN -> Problems.EVENT_UNKNOWN.answer(response, callback);
      }
    }
  }
}
