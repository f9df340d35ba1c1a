package weir.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import weir.bench.contender.Handlers;

/** The handlers of one contender. */
final class CountingHandlers implements Handlers {

  private final List<WorkerHandler> ofWorkers = new ArrayList<>();
  private final SharedHandler shared;

  CountingHandlers(int workers, Work work, @Nullable Delays delays) {
    for (int worker = 0; worker < workers; worker++) {
      ofWorkers.add(new WorkerHandler(work, delays == null ? null : delays.addWorker()));
    }
    shared = new SharedHandler(work, delays == null ? null : delays.shared());
  }

  @Override
  public LongConsumer ofWorker(int worker) {
    return ofWorkers.get(worker);
  }

  @Override
  public LongConsumer shared() {
    return shared;
  }

  @Override
  public long handled() {
    long handled = shared.count();
    for (WorkerHandler handler : ofWorkers) {
      handled += handler.count();
    }
    return handled;
  }

  long checksum() {
    long sum = shared.sum();
    for (WorkerHandler handler : ofWorkers) {
      sum += handler.sum();
    }
    return sum;
  }
}
