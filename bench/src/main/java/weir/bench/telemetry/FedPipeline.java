package weir.bench.telemetry;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;

/** A pipeline with a thread that keeps its ring full while it is told to. */
final class FedPipeline implements AutoCloseable {

  private static final long FULL_RING_NANOS = 200_000;
  private static final long IDLE_NANOS = 5_000_000;
  private static final byte[] PAYLOAD = {};

  private final Pipeline<byte[]> pipeline;
  private final long samplerId;
  private final Thread feeder = new Thread(this::feed, "feeder");

  /** Set by whoever measures; the feeder looks. */
  private volatile boolean feeding;

  private volatile boolean closed;

  private FedPipeline(Pipeline<byte[]> pipeline, long samplerId) {
    this.pipeline = pipeline;
    this.samplerId = samplerId;
  }

  /** Starts a pipeline; its sampler's thread is the one that comes up with it. */
  static FedPipeline start(Supplier<Pipeline<byte[]>> starter) {
    Set<Long> before = ThreadUse.idsOf(ThreadUse.SAMPLER);
    Pipeline<byte[]> pipeline = starter.get();
    Set<Long> started = new HashSet<>(ThreadUse.idsOf(ThreadUse.SAMPLER));
    started.removeAll(before);
    if (started.size() != 1) {
      pipeline.close();
      throw new IllegalStateException(
          "a pipeline has one sampler's thread, and " + started.size() + " were found");
    }
    FedPipeline fed = new FedPipeline(pipeline, started.iterator().next());
    fed.feeder.setDaemon(true);
    fed.feeder.start();
    return fed;
  }

  long samplerId() {
    return samplerId;
  }

  void listen(LinkAddress address) throws LinkException {
    pipeline.listen(address);
  }

  void logTo(Path file) {
    pipeline.logTo(file);
  }

  private void feed() {
    while (!closed) {
      if (!feeding) {
        LockSupport.parkNanos(IDLE_NANOS);
      } else if (pipeline.publish(PAYLOAD) != PublishOutcome.ACCEPTED) {
        LockSupport.parkNanos(FULL_RING_NANOS);
      }
    }
  }

  void startFeeding() {
    feeding = true;
  }

  /** Returns when nothing is in the pipeline any more. */
  void stopFeeding() throws InterruptedException {
    feeding = false;
    while (pipeline.totals().inPipeline() > 0) {
      Thread.sleep(1);
    }
  }

  long ended() {
    return pipeline.totals().ended();
  }

  @Override
  public void close() {
    closed = true;
    pipeline.close();
  }
}
