package weir.core.telemetry;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import weir.core.fault.FaultLog;
import weir.core.figures.SnapshotSink;

/** Somebody who may listen to a sampler, and what that has thrown. */
final class Receiver {

  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  /** Its own toString may throw too. */
  private final String name;

  private final BooleanSupplier listens;
  private final Consumer<Sample> consumer;
  private final FaultLog faults;

  private Receiver(
      String name, BooleanSupplier listens, Consumer<Sample> consumer, FaultLog faults) {
    this.name = name;
    this.listens = listens;
    this.consumer = consumer;
    this.faults = faults;
  }

  static Receiver of(SnapshotSink sink, Logger logger) {
    return new Receiver(
        "Snapshot sink " + sink.getClass().getName(),
        sink::hasReceivers,
        sample -> sink.publish(sample.snapshot()),
        new FaultLog(logger, FAULT_PAUSE));
  }

  static Receiver of(HistogramLog log, Logger logger) {
    return new Receiver(
        "The histogram log",
        () -> true,
        sample -> log.add(sample.interval()),
        new FaultLog(logger, FAULT_PAUSE));
  }

  /** One that fails to say may listen: better a snapshot too many than a count lost. */
  boolean isListening() {
    try {
      return listens.getAsBoolean();
    } catch (Throwable e) {
      faults.report(() -> name + " failed to say if it listens", e);
      return true;
    }
  }

  void take(Sample sample) {
    try {
      consumer.accept(sample);
    } catch (Throwable e) {
      faults.report(() -> name + " failed; the others got their snapshots", e);
    }
  }
}
