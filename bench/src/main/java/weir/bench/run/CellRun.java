package weir.bench.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import weir.bench.contender.Contender;
import weir.bench.contender.ContenderKind;
import weir.bench.contender.ContenderSettings;

/** Measures one contender in one cell: a warm-up, then the measurement, with the same workers. */
final class CellRun {

  private static final long LOST_AFTER_NANOS = Duration.ofSeconds(10).toNanos();
  private static final long POLL_NANOS = 50_000;

  private final ContenderKind kind;
  private final Cell cell;
  private final int backlog;
  private final int keys;
  private final @Nullable Delays delays;
  private final CountingHandlers handlers;
  private final Histogram lateness = Delays.newHistogram();
  private long published;
  private long checksum;

  CellRun(ContenderKind kind, Cell cell, Work work, int backlog, int keys) {
    this.kind = kind;
    this.cell = cell;
    this.backlog = backlog;
    this.keys = keys;
    delays = cell.gapNanos() > 0 ? new Delays() : null;
    handlers = new CountingHandlers(cell.workers(), work, delays);
  }

  Map<Metric, Double> measure(Duration warmUp, Duration duration) throws InterruptedException {
    ContenderSettings settings =
        new ContenderSettings(cell.producers(), cell.workers(), backlog, keys, handlers);
    Map<Metric, Double> figures;
    Contender contender = kind.start(settings);
    try {
      figures = measure(contender, warmUp, duration);
    } finally {
      contender.stop();
    }
    // The workers are gone: a second delivery would have shown by now.
    long lost = published - handlers.handled();
    if (lost == 0 && checksum != handlers.checksum()) {
      throw new IllegalStateException(
          "as many events were handled as published, but not the same ones");
    }
    figures.put(Metric.LOST, (double) lost);
    return figures;
  }

  private Map<Metric, Double> measure(Contender contender, Duration warmUp, Duration duration)
      throws InterruptedException {
    ResizeStorm storm = cell.resizes() ? ResizeStorm.start(contender, cell.workers()) : null;
    try {
      runFor(contender, warmUp);
      if (delays != null) {
        delays.reset();
        lateness.reset();
      }
      long publishedBefore = published;
      Usage before = Usage.now();
      runFor(contender, duration);
      return figures(Usage.now().minus(before), published - publishedBefore);
    } finally {
      if (storm != null) {
        storm.stop();
      }
    }
  }

  private void runFor(Contender contender, Duration duration) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Producer> producers = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int index = 0; index < cell.producers(); index++) {
      Producer producer = producer(contender, start, duration.toNanos(), index);
      producers.add(producer);
      Thread thread = new Thread(producer, "producer-" + index);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    for (Producer producer : producers) {
      published += producer.published();
      checksum += producer.checksum();
    }
    awaitHandled();
  }

  private Producer producer(
      Contender contender, CountDownLatch start, long lastingNanos, int index) {
    if (cell.gapNanos() > 0) {
      return Producer.paced(
          contender.newPublisher(), start, lastingNanos, cell.gapNanos(), backlog, lateness);
    }
    long first = ((long) index << 48) + published;
    return Producer.saturating(contender.newPublisher(), start, lastingNanos, first, backlog);
  }

  private void awaitHandled() {
    long startNanos = System.nanoTime();
    while (handlers.handled() < published && System.nanoTime() - startNanos < LOST_AFTER_NANOS) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private Map<Metric, Double> figures(Usage used, long events) {
    Map<Metric, Double> figures = new EnumMap<>(Metric.class);
    figures.put(Metric.THROUGHPUT, events * 1e9 / used.atNanos());
    figures.put(Metric.CPU, (double) used.cpuNanos() / events);
    figures.put(Metric.GARBAGE, (double) used.allocatedBytes() / events);
    if (delays != null) {
      Histogram total = delays.total();
      figures.put(Metric.P50, total.getValueAtPercentile(50) / 1e3);
      figures.put(Metric.P99, total.getValueAtPercentile(99) / 1e3);
      figures.put(Metric.P999, total.getValueAtPercentile(99.9) / 1e3);
      figures.put(Metric.LATE, lateness.getValueAtPercentile(99) / 1e3);
    }
    return figures;
  }
}
