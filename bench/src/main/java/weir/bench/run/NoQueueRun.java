package weir.bench.run;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** What the cores allow: the handler called in a loop, with nothing handed over. */
final class NoQueueRun {

  private static final int CHUNK = 64;

  private final CountingHandlers handlers;
  private final int threads;

  NoQueueRun(Cell cell, Work work) {
    threads = Math.min(cell.workers(), Runtime.getRuntime().availableProcessors());
    handlers = new CountingHandlers(threads, work, null);
  }

  Map<Metric, Double> measure(Duration warmUp, Duration duration) throws InterruptedException {
    runFor(warmUp);
    long handledBefore = handlers.handled();
    Usage before = Usage.now();
    runFor(duration);
    Usage used = Usage.now().minus(before);
    long events = handlers.handled() - handledBefore;
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.THROUGHPUT, events * 1e9 / used.atNanos());
    figures.put(Metric.CPU, (double) used.cpuNanos() / events);
    return figures;
  }

  private void runFor(Duration duration) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    Thread[] running = new Thread[threads];
    for (int worker = 0; worker < threads; worker++) {
      int index = worker;
      running[worker] = new Thread(() -> handle(index, start, duration), "no-queue-" + worker);
      running[worker].start();
    }
    start.countDown();
    for (Thread thread : running) {
      thread.join();
    }
  }

  private void handle(int worker, CountDownLatch start, Duration duration) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts these threads", e);
    }
    long deadlineNanos = System.nanoTime() + duration.toNanos();
    long value = 0;
    while (System.nanoTime() < deadlineNanos) {
      for (int event = 0; event < CHUNK; event++) {
        handlers.ofWorker(worker).accept(value++);
      }
    }
  }
}
