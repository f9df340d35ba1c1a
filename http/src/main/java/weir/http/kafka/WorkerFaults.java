package weir.http.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import weir.core.fault.FaultLog;
import weir.core.worker.StartFailure;

/** What the workers of a process meet: told to the log at a bounded rate. Thread-safe. */
final class WorkerFaults {

  private final KafkaSettings settings;
  private final FaultLog failures;
  private final FaultLog faults;

  /** What keeps workers from working; written by whoever meets it or has got over it. */
  private volatile @Nullable StartFailure failure;

  WorkerFaults(KafkaSettings settings, Logger log) {
    this.settings = settings;
    failures = new FaultLog(log, Duration.ofSeconds(1));
    faults = new FaultLog(log, Duration.ofSeconds(10));
  }

  /** A handler has failed, at a delivery or a try. */
  void handlerFailed(
      ConsumerRecord<byte[], byte[]> record, int place, String when, Throwable fault) {
    failures.report(
        () ->
            "Event "
                + record.partition()
                + "@"
                + record.offset()
                + " failed on worker "
                + place
                + " at "
                + when,
        fault);
  }

  void cannotWork(String what, Throwable cause) {
    StartFailure before = failure;
    failure = new StartFailure(before == null ? 1 : before.attempts() + 1, cause);
    report(what, cause);
  }

  void works() {
    if (failure != null) {
      failure = null;
    }
  }

  Optional<StartFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** Kafka has said something in an exception. */
  void report(String what, Throwable fault) {
    faults.report(() -> what + ": " + KafkaFaults.sentence(settings, fault));
  }

  void report(Supplier<String> sentence) {
    faults.report(sentence);
  }

  void report(Supplier<String> sentence, Throwable fault) {
    faults.report(sentence, fault);
  }
}
