package weir.core.pipeline;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.worker.FailureListener;

/** Logs handler failures, at most one a second; each says how many there were. Thread-safe. */
final class FailureLog implements FailureListener<Object> {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final FaultLog failures = new FaultLog(LoggerFactory.getLogger(FailureLog.class), PAUSE);

  @Override
  public void onFailure(int workerIndex, long sequence, @Nullable Object event, Throwable failure) {
    failures.report(() -> "Event " + sequence + " failed on worker " + workerIndex, failure);
  }
}
