package weir.bench.contender;

import weir.bench.disruptor3.Disruptor3WorkerPool;

/** The WorkerPool of Disruptor 3. Runs only where Disruptor 3 is on the class path. */
final class Disruptor3Contender implements Contender {

  private final Disruptor3WorkerPool pool;

  Disruptor3Contender(ContenderSettings settings, String waitStrategy) {
    pool =
        new Disruptor3WorkerPool(
            waitStrategy,
            settings.backlog(),
            settings.workers(),
            worker -> settings.handlers().ofWorker(worker));
  }

  @Override
  public Publisher newPublisher() {
    return pool::offer;
  }

  @Override
  public void stop() throws InterruptedException {
    pool.stop();
  }
}
