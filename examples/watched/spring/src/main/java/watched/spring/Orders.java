package watched.spring;

import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import watched.witness.Waits;

/** What takes its time. */
@Service
public class Orders {

  private static final long SERVICE_TIME_MILLIS = 10;

  private final Waits waits;

  Orders(Waits waits) {
    this.waits = waits;
  }

  /**
   * Handles an order.
   *
   * @param submittedNanos when it was given to the executor, by {@link System#nanoTime}
   * @return once it is handled
   * @throws InterruptedException if the program ends
   */
  @Async("orderExecutor")
  public CompletableFuture<String> handle(long submittedNanos) throws InterruptedException {
    waits.started("orders", submittedNanos);
    Thread.sleep(SERVICE_TIME_MILLIS);
    return CompletableFuture.completedFuture("handled\n");
  }
}
