package weir.bench.telemetry;

import java.io.IOException;
import java.util.function.Function;

/**
 * A stretch of time in which a pipeline was fed and somebody looked.
 *
 * @param start its start
 * @param end its end
 */
record Slice(Moment start, Moment end) {

  /** Feeds a pipeline, lets it settle, and measures; it is empty before and after. */
  static Slice measure(
      FedPipeline fed, Watcher watcher, Looking looking, int millis, int settleMillis)
      throws IOException, InterruptedException {
    if (looking == Looking.CLIENT) {
      watcher.attach();
    }
    fed.startFeeding();
    Thread.sleep(settleMillis);
    Moment start = Moment.now(fed, watcher);
    Thread.sleep(millis);
    Moment end = Moment.now(fed, watcher);
    fed.stopFeeding();
    if (looking == Looking.CLIENT) {
      watcher.detach();
    }
    return new Slice(start, end);
  }

  double nanos() {
    return end.atNanos() - start.atNanos();
  }

  double eventsPerSecond() {
    return perSecond(end.ended() - start.ended());
  }

  double snapshotsPerSecond() {
    return perSecond(end.client().snapshots() - start.client().snapshots());
  }

  private double perSecond(long count) {
    return count * 1e9 / nanos();
  }

  /** Processor time of threads, in per cent of a core. */
  double percentOf(Function<Moment, ThreadUse> threads) {
    return 100 * used(threads).cpuNanos() / nanos();
  }

  double percentOfClient() {
    return 100 * (end.client().cpuNanos() - start.client().cpuNanos()) / nanos();
  }

  double bytesOf(Function<Moment, ThreadUse> threads) {
    return used(threads).allocatedBytes();
  }

  private ThreadUse used(Function<Moment, ThreadUse> threads) {
    return threads.apply(end).minus(threads.apply(start));
  }
}
