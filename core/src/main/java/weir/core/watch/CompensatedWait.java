package weir.core.watch;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Something to wait for in a thread of a {@link ForkJoinPool}, which runs another meanwhile. */
final class CompensatedWait<T> implements ForkJoinPool.ManagedBlocker {

  /** What waits. */
  interface Call<T> {
    T call() throws InterruptedException, ExecutionException, TimeoutException;
  }

  private final Call<T> call;

  // What has come of it, for the one thread that uses this.
  private boolean isOver;
  private @Nullable T result;
  private @Nullable ExecutionException failed;
  private @Nullable TimeoutException late;

  private CompensatedWait(Call<T> call) {
    this.call = call;
  }

  static <T> T result(Call<T> call)
      throws InterruptedException, ExecutionException, TimeoutException {
    CompensatedWait<T> wait = new CompensatedWait<>(call);
    ForkJoinPool.managedBlock(wait);
    return wait.result();
  }

  @SuppressWarnings("NullAway") // null where that is what was called has returned
  private T result() throws ExecutionException, TimeoutException {
    if (failed != null) {
      throw failed;
    }
    if (late != null) {
      throw late;
    }
    return result;
  }

  @Override
  public boolean block() throws InterruptedException {
    try {
      result = call.call();
    } catch (ExecutionException e) {
      failed = e;
    } catch (TimeoutException e) {
      late = e;
    }
    isOver = true;
    return true;
  }

  @Override
  public boolean isReleasable() {
    return isOver;
  }
}
