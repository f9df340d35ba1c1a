package weir.http.server;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import weir.core.pipeline.Pipeline;

/** Whether a server is to be sent requests, and why not. Thread-safe. */
final class Readiness {

  private enum Phase {
    STARTING,
    OPEN,
    DRAINING
  }

  /** Goes from one to the next, and never back. */
  private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.STARTING);

  private final FullRing ring;
  private final BooleanSupplier journalHasFailed;

  private Readiness(FullRing ring, BooleanSupplier journalHasFailed) {
    this.ring = ring;
    this.journalHasFailed = journalHasFailed;
  }

  /** That of a server which starts. */
  static Readiness of(Pipeline<?> pipeline) {
    FullRing ring = FullRing.of(pipeline);
    pipeline.addSink(ring);
    return new Readiness(ring, pipeline::journalHasFailed);
  }

  /** From now on events are taken, unless {@link #drain} was first. */
  void open() {
    phase.compareAndSet(Phase.STARTING, Phase.OPEN);
  }

  /** From now on none are. */
  void drain() {
    phase.set(Phase.DRAINING);
  }

  boolean isStarting() {
    return phase.get() == Phase.STARTING;
  }

  /** Whether the server is at work, be its ring full or not. */
  boolean isOpen() {
    return phase.get() == Phase.OPEN;
  }

  /** Why a supervisor is to send requests elsewhere; null if it is not. */
  @Nullable Problem whyNot() {
    return switch (phase.get()) {
      case STARTING -> Problems.STARTING;
      case DRAINING -> Problems.NOT_READY;
      case OPEN -> journalHasFailed.getAsBoolean() ? Problems.JOURNAL_FAILED : ring.problem();
    };
  }
}
