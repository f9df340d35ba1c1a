package weir.core.watch;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes an executor as it does that itself: from Java 19 on each has a {@code close}, which that
 * of the common pool, for one, overrides.
 */
final class OwnClose {

  private OwnClose() {}

  static void close(ExecutorService executor) {
    if (executor instanceof AutoCloseable own) {
      closeIt(own);
    } else {
      shutDown(executor);
    }
  }

  private static void closeIt(AutoCloseable own) {
    try {
      own.close();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("closing " + own + " failed", e);
    }
  }

  /** As Java 19 does it. */
  private static void shutDown(ExecutorService executor) {
    executor.shutdown();
    boolean interrupted = false;
    boolean terminated = executor.isTerminated();
    while (!terminated) {
      try {
        terminated = executor.awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        if (!interrupted) {
          executor.shutdownNow();
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
