package weir.bench.telemetry;

import java.io.IOException;
import java.util.Set;

/**
 * What had been done and used up to a moment.
 *
 * @param atNanos on the monotonic clock
 * @param ended events
 * @param client by the client's process
 * @param sampler by the pipeline's sampler
 * @param writer by the threads that write to clients
 * @param hiccupMeter by all that watch for hiccups
 */
record Moment(
    long atNanos,
    long ended,
    Watcher.Done client,
    ThreadUse sampler,
    ThreadUse writer,
    ThreadUse hiccupMeter) {

  static Moment now(FedPipeline fed, Watcher watcher) throws IOException {
    Watcher.Done client = watcher.report();
    return new Moment(
        System.nanoTime(),
        fed.ended(),
        client,
        ThreadUse.of(Set.of(fed.samplerId())),
        ThreadUse.of(ThreadUse.idsOf(ThreadUse.WRITER)),
        ThreadUse.of(ThreadUse.idsOf(ThreadUse.HICCUP_METER)));
  }
}
