package weir.bench.contender;

import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import weir.core.worker.ElasticWorkerPool;

/**
 * What one does without a pool that is ordered by key: pools of one worker each, and the key says
 * which. A worker can't help another, and their number can't change.
 */
final class PoolPerKeyContender implements Contender {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final ContenderSettings settings;
  private final List<ElasticWorkerPool<WeirContender.Event>> pools;

  PoolPerKeyContender(ContenderSettings settings) {
    this.settings = settings;
    // Rings are powers of two; together they have room for the backlog at most.
    int ringSize = Integer.highestOneBit(settings.backlog() / settings.workers());
    pools =
        IntStream.range(0, settings.workers())
            .mapToObj(index -> started(settings.handlers().ofWorker(index), ringSize))
            .toList();
  }

  private static ElasticWorkerPool<WeirContender.Event> started(
      LongConsumer handler, int ringSize) {
    ElasticWorkerPool<WeirContender.Event> pool =
        ElasticWorkerPool.builder(
                WeirContender.Event::new,
                WeirContender.Event::move,
                worker -> (WeirContender.Event event) -> handler.accept(event.value()))
            .ringSize(ringSize)
            .maxWorkers(1)
            .buildWorkers();
    pool.resizeTo(1);
    return pool;
  }

  @Override
  public Publisher newPublisher() {
    return value ->
        WeirContender.offer(pools.get(settings.keyOf(value) % pools.size()).ring(), value);
  }

  @Override
  public void stop() throws InterruptedException {
    for (ElasticWorkerPool<WeirContender.Event> pool : pools) {
      if (!pool.close(CLOSE_TIMEOUT)) {
        throw new IllegalStateException("a worker was still there after " + CLOSE_TIMEOUT);
      }
    }
  }
}
