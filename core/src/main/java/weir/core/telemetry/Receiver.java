package weir.core.telemetry;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import weir.core.fault.FaultLog;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.IntervalSum;
import weir.core.figures.SnapshotSink;

/** Somebody who may listen to a sampler, and what that has thrown. */
final class Receiver {

  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  /** Its own toString may throw too. */
  private final String name;

  private final BooleanSupplier listens;
  private final BooleanSupplier keepsThePast;
  private final Consumer<Sample> consumer;
  private final Consumer<Change> changes;
  private final Consumer<DepthSample> depths;
  private final FaultLog faults;

  /** Intervals that a keeper of the past has not had yet. Confined to the thread that ticks. */
  private @Nullable IntervalSum owed;

  private Receiver(
      String name,
      BooleanSupplier listens,
      BooleanSupplier keepsThePast,
      Consumer<Sample> consumer,
      Consumer<Change> changes,
      Consumer<DepthSample> depths,
      FaultLog faults) {
    this.name = name;
    this.listens = listens;
    this.keepsThePast = keepsThePast;
    this.consumer = consumer;
    this.changes = changes;
    this.depths = depths;
    this.faults = faults;
  }

  static Receiver of(SnapshotSink sink, Logger logger) {
    return new Receiver(
        "Snapshot sink " + sink.getClass().getName(),
        sink::hasReceivers,
        sink::keepsThePast,
        sample -> sink.publish(sample.snapshot()),
        sink::tell,
        sink::tell,
        new FaultLog(logger, FAULT_PAUSE));
  }

  static Receiver of(HistogramLog log, Logger logger) {
    return new Receiver(
        "The histogram log",
        () -> true,
        () -> false,
        sample -> log.add(sample.interval()),
        change -> {},
        depths -> {},
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

  boolean keepsThePast() {
    try {
      return keepsThePast.getAsBoolean();
    } catch (Throwable e) {
      faults.report(() -> name + " failed to say if it keeps the past", e);
      return false;
    }
  }

  /** Hands a sample to one that does not listen: at once if that is due, and otherwise later. */
  void keep(Sample sample, boolean due) {
    if (due) {
      take(sample);
    } else {
      IntervalSum sum = owed == null ? new IntervalSum() : owed;
      sum.add(sample.interval());
      owed = sum;
    }
  }

  void take(Sample sample) {
    IntervalSum sum = owed;
    owed = null;
    try {
      consumer.accept(sum == null ? sample : sample.after(sum));
    } catch (Throwable e) {
      faults.report(() -> name + " failed; the others got their snapshots", e);
    }
  }

  void tell(DepthSample sample) {
    try {
      depths.accept(sample);
    } catch (Throwable e) {
      faults.report(() -> name + " failed at a sample of events; the others were told", e);
    }
  }

  void tell(Change change) {
    try {
      changes.accept(change);
    } catch (Throwable e) {
      faults.report(() -> name + " failed at a change; the others were told", e);
    }
  }
}
