package weir.core.link;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Commands of a client that await being sent or answered, a bounded number. Thread-safe; only
 * {@link #takeUnsent()} waits.
 */
final class PendingCommands {

  /** Commands that may await their outcome at a time. */
  static final int LIMIT = 64;

  private final AtomicLong requestIds = new AtomicLong();
  private final ArrayBlockingQueue<ClientMessage> unsent = new ArrayBlockingQueue<>(LIMIT);
  private final Map<Long, CompletableFuture<CommandOutcome>> unanswered = new ConcurrentHashMap<>();
  // Why no answer will come any more; null until then. A caller adds its command before it reads
  // this, and fail() writes it before it empties the map: no future is left behind.
  private volatile @Nullable String failure;

  CompletableFuture<CommandOutcome> add(String source, Command command) {
    CompletableFuture<CommandOutcome> outcome = new CompletableFuture<>();
    if (unanswered.size() >= LIMIT) {
      return tooMany(outcome);
    }
    long id = requestIds.incrementAndGet();
    unanswered.put(id, outcome);
    if (!unsent.offer(new ClientMessage.CommandRequest(id, source, command))) {
      unanswered.remove(id);
      return tooMany(outcome);
    }
    String reason = failure;
    if (reason != null) {
      fail(reason);
    }
    return outcome;
  }

  private static CompletableFuture<CommandOutcome> tooMany(
      CompletableFuture<CommandOutcome> outcome) {
    outcome.completeExceptionally(
        new LinkException(LIMIT + " commands are still unanswered: wait for them, then try again"));
    return outcome;
  }

  ClientMessage takeUnsent() throws InterruptedException {
    return unsent.take();
  }

  void answer(ServerMessage.CommandReply reply) {
    CompletableFuture<CommandOutcome> outcome = unanswered.remove(reply.requestId());
    if (outcome != null) {
      outcome.complete(reply.outcome());
    }
  }

  /** Fails all that wait and all that will come. */
  void fail(String reason) {
    failure = reason;
    for (long id : new ArrayList<>(unanswered.keySet())) {
      CompletableFuture<CommandOutcome> outcome = unanswered.remove(id);
      if (outcome != null) {
        outcome.completeExceptionally(new LinkException(reason));
      }
    }
  }
}
