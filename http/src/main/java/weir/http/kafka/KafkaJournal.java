package weir.http.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.Closing;
import weir.core.figures.JournalFigures;
import weir.core.figures.Ledger;
import weir.core.journal.JournalException;
import weir.core.pipeline.Journal;
import weir.core.pipeline.JournalSetup;
import weir.core.pipeline.MeasuredHandler;
import weir.core.pipeline.PayloadFormat;
import weir.core.pipeline.PayloadKey;
import weir.core.ring.PublishOutcome;
import weir.core.ring.Rejections;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;
import weir.http.time.Deadline;

/**
 * Events in a Kafka topic, handled by the members of a share group, of which this process' workers
 * are some. Accepted is what all copies in step have; an event is handled at least once, whichever
 * process dies. The ledger is the group's, by its offsets; latencies and workers are of this
 * process. Thread-safe.
 *
 * @param <P> type of the payload
 */
public final class KafkaJournal<P> implements Journal<P> {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);

  /** What it is called in {@link JournalFigures#kind()}. */
  public static final String KIND = "kafka";

  /** So that what is left is counted after the last worker's last event. */
  private static final Duration LAST_LOOK = Duration.ofSeconds(1);

  private final PayloadFormat<P> format;
  private final KafkaGroup group;
  private final EventProducer producer;
  private final OffsetLedger offsets;
  private final DeadLetters deadLetters;
  private final GroupCounts counts = new GroupCounts();
  private final GroupWorkers workers;
  private final @Nullable PayloadKey<? super P> key;

  /** Any thread counts. */
  private final Rejections rejections = new Rejections();

  private volatile boolean closedToPublishers;

  private KafkaJournal(
      KafkaGroup group,
      EventProducer producer,
      OffsetLedger offsets,
      PayloadFormat<P> format,
      @Nullable PayloadKey<? super P> key,
      JournalSetup<P> setup) {
    this.key = key;
    this.group = group;
    this.producer = producer;
    this.offsets = offsets;
    this.format = format;
    deadLetters = new DeadLetters(group.settings());
    workers =
        key == null
            ? new ShareWorkers(
                group.settings(),
                new EventTries(group.settings().maxDeliveries(), group.brokerDeliveries()),
                setup.settings().name(),
                setup.settings().maxWorkers(),
                place -> work(setup, place),
                deadLetters,
                counts)
            : new KeyedWorkers(
                group.settings(), setup, place -> work(setup, place), deadLetters, counts);
  }

  /**
   * Opens a journal in Kafka.
   *
   * @param settings where
   * @param format of payloads
   * @param <P> type of the payload
   * @return opens one for a pipeline
   */
  public static <P> Opener<P> opener(KafkaSettings settings, PayloadFormat<P> format) {
    return setup -> open(settings, format, null, setup);
  }

  /**
   * Opens a journal whose events are handled in order by key, by all processes of the group in this
   * way: they are members of a consumer group, and each partition is handled by one process at a
   * time. Order can be lost where a process stands still for so long that the broker takes it for
   * dead, and where partitions are added.
   *
   * @param settings where
   * @param format of payloads
   * @param key says which events belong together
   * @param <P> type of the payload
   * @return opens one for a pipeline
   */
  public static <P> Opener<P> opener(
      KafkaSettings settings, PayloadFormat<P> format, PayloadKey<? super P> key) {
    return setup -> open(settings, format, key, setup);
  }

  private EventWork work(JournalSetup<P> setup, int place) {
    MeasuredHandler<P> handler = setup.worker(place);
    return event ->
        handler.handle(
            format.fromBytes(event.payload()),
            event.number(),
            event.intendedNanos(),
            event.acceptedNanos());
  }

  private static <P> KafkaJournal<P> open(
      KafkaSettings settings,
      PayloadFormat<P> format,
      @Nullable PayloadKey<? super P> key,
      JournalSetup<P> setup)
      throws JournalException {
    Closing closing = new Closing();
    KafkaGroup group = KafkaGroup.open(settings, key != null);
    EventProducer producer = null;
    try {
      KafkaWarnings.of(group).forEach(LOG::warn);
      producer = EventProducer.open(settings);
      OffsetLedger offsets = OffsetLedger.open(group);
      return new KafkaJournal<>(group, producer, offsets, format, key, setup);
    } catch (JournalException | RuntimeException e) {
      if (producer != null) {
        closing.close(producer);
      }
      closing.close(group);
      closing.reportIn(e);
      throw e;
    }
  }

  @Override
  public PublishOutcome publish(P payload, long intendedNanos) {
    CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
    publish(payload, intendedNanos, outcome::complete);
    try {
      return outcome.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return PublishOutcome.UNKNOWN;
    } catch (ExecutionException e) {
      throw new IllegalStateException("an outcome is only ever completed", e);
    }
  }

  @Override
  public void publish(P payload, long intendedNanos, Consumer<? super PublishOutcome> onOutcome) {
    if (closedToPublishers) {
      refuse(PublishOutcome.CLOSED, onOutcome);
    } else if (offsets.refusesEvents(producer.heardNanos())) {
      // What is not even sent is known not to be written.
      refuse(PublishOutcome.JOURNAL_UNAVAILABLE, onOutcome);
    } else {
      producer.send(
          format.toBytes(payload),
          key == null ? null : key.of(payload),
          intendedNanos == ON_ACCEPTANCE ? System.nanoTime() : intendedNanos,
          outcome -> {
            if (outcome.isRejection()) {
              refuse(outcome, onOutcome);
            } else {
              onOutcome.accept(outcome);
            }
          });
    }
  }

  private void refuse(PublishOutcome outcome, Consumer<? super PublishOutcome> onOutcome) {
    rejections.count(outcome);
    onOutcome.accept(outcome);
  }

  @Override
  public boolean publishMayWait() {
    return false;
  }

  @Override
  public boolean handlesWhatWasPublished() {
    return false;
  }

  @Override
  public void closeToPublishers() {
    closedToPublishers = true;
  }

  @Override
  public Ledger totals() {
    OffsetLedger.Totals totals = offsets.totals();
    long inFlight = Math.min(workers.busy(), totals.left());
    return new Ledger(
        totals.accepted(),
        totals.completed(),
        totals.failed(),
        rejections.total(),
        totals.left() - inFlight,
        inFlight);
  }

  @Override
  public long rejected(PublishOutcome reason) {
    return rejections.of(reason);
  }

  @Override
  public OptionalLong oldestWaitingNanos() {
    return offsets.totals().left() == 0 && offsets.isSettled()
        ? OptionalLong.of(0)
        : OptionalLong.empty();
  }

  @Override
  public void resizeTo(int target) {
    workers.resizeTo(target);
  }

  @Override
  public int requestedWorkers() {
    return workers.requested();
  }

  @Override
  public int effectiveWorkers() {
    return workers.effective();
  }

  @Override
  public int busyWorkers() {
    return workers.busy();
  }

  @Override
  public long workerNanos() {
    return workers.aliveNanos();
  }

  @Override
  public List<PoolWorker> workers() {
    return workers.figures();
  }

  /** The event is given to a worker again: nothing that was accepted fails for that. */
  @Override
  public boolean killWorker(int place) {
    return workers.kill(place);
  }

  @Override
  public Optional<StartFailure> startFailure() {
    return workers.failure();
  }

  @Override
  public boolean isOwnThread() {
    return workers.isOwnThread();
  }

  /**
   * What is left is for the workers of other processes, or of the next start. Whoever has sent an
   * event is told what became of it, as long as somebody can still be told.
   */
  @Override
  public boolean awaitDrained(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    workers.sendAway(timeout);
    producer.awaitOutcomes(deadline.left());
    offsets.awaitLook(LAST_LOOK);
    return offsets.totals().left() == 0;
  }

  @Override
  public boolean closeWorkers(Duration timeout) throws InterruptedException {
    return workers.close(timeout);
  }

  @Override
  public void interruptWorkers() {
    workers.interruptAll();
  }

  @Override
  public Optional<JournalFigures> figures() {
    return Optional.of(
        new JournalFigures(
            KIND,
            Optional.of(group.settings().group()),
            offsets.recovered(),
            counts.redelivered(),
            counts.deadLetters(),
            0,
            Optional.of(offsets.endedBefore()),
            offsets.isSettled(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            trouble()));
  }

  private Optional<String> trouble() {
    return offsets
        .trouble()
        .or(
            () ->
                workers
                    .failure()
                    .map(failure -> KafkaFaults.sentence(group.settings(), failure.cause())))
        .or(counts::lossNews);
  }

  /**
   * What the workers of this process have met.
   *
   * @return counts that never fall
   */
  GroupCounts counts() {
    return counts;
  }

  @Override
  public void close() {
    Closing closing = new Closing();
    closing.close(workers);
    closing.close(producer);
    closing.close(offsets);
    closing.close(deadLetters);
    closing.close(group);
    closing.report();
  }
}
