package weir.http.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.pipeline.JournalSetup;
import weir.core.pipeline.OrderedWorkers;
import weir.core.worker.PoolWorker;
import weir.core.worker.StartFailure;
import weir.http.time.Deadline;

/**
 * The workers of this process where events of one key are handled in order: a pool that is ordered
 * by key, and a member of a consumer group that fills it from the partitions that it is given.
 * While no workers are wanted it is none, so that others get them. Thread-safe.
 */
final class KeyedWorkers implements GroupWorkers {

  private static final Logger LOG = LoggerFactory.getLogger(KeyedWorkers.class);

  private static final long JOIN_MILLIS = 5_000;

  private final KafkaSettings settings;
  private final DeadLetters deadLetters;
  private final GroupCounts counts;
  private final OrderedWorkers<KeyedEvent> pool;
  private final List<EventWork> places = new ArrayList<>();

  /** Of each place; its worker counts. */
  private final AtomicLongArray completed;

  private final AtomicLongArray failed;
  private final WorkerFaults faults;
  private final GroupMember member;

  /** Set once: what is tried in vain from then on is for others. */
  private volatile boolean closing;

  /**
   * Starts with no workers.
   *
   * @param settings of the group
   * @param setup of the pipeline: its name and places
   * @param work makes what handles the events of a place; called at once for each
   * @param deadLetters keeps events that are given up; not closed with the workers
   * @param counts counted in
   */
  KeyedWorkers(
      KafkaSettings settings,
      JournalSetup<?> setup,
      IntFunction<EventWork> work,
      DeadLetters deadLetters,
      GroupCounts counts) {
    this.settings = settings;
    faults = new WorkerFaults(settings, LOG);
    this.deadLetters = deadLetters;
    this.counts = counts;
    int maxWorkers = setup.settings().maxWorkers();
    completed = new AtomicLongArray(maxWorkers);
    failed = new AtomicLongArray(maxWorkers);
    for (int place = 0; place < maxWorkers; place++) {
      places.add(work.apply(place));
    }
    pool = new OrderedWorkers<>(setup, KeyedEvent::key, this::worker);
    member = new GroupMember(settings, setup.settings().name(), pool::offer, counts, faults);
    member.start();
  }

  private Consumer<KeyedEvent> worker(int place) {
    EventWork work = places.get(place);
    return event -> {
      PartitionShare share = event.share();
      if (share.begin()) {
        boolean ended = false;
        try {
          ended = handle(event.record(), place, work);
        } finally {
          if (!ended) {
            // What is behind it in its key is for whoever gets it.
            share.giveUp();
          }
          share.end(event.record().offset(), ended);
        }
      }
    };
  }

  /** Tries until the event has ended, as those behind it in its key have to wait for that. */
  private boolean handle(ConsumerRecord<byte[], byte[]> record, int place, EventWork work) {
    if (record.value() == null) {
      return keepDead(record, "its record has no value", 1, place);
    }
    ReceivedEvent event = ReceivedEvent.of(record);
    if (event.isForeign()) {
      counts.countForeign();
    }
    int attempt = 1;
    while (true) {
      try {
        work.handle(event);
        completed.incrementAndGet(place);
        return true;
      } catch (Throwable e) {
        // It was the handler's.
        Thread.interrupted();
        faults.handlerFailed(record, place, "try " + attempt, e);
        if (closing) {
          return false;
        }
        if (attempt >= settings.maxDeliveries()) {
          return keepDead(record, "its handler failed: " + e, attempt, place);
        }
        counts.countRetried();
        attempt++;
      }
    }
  }

  /** Goes on until the letter is kept, or all is closed: then whoever gets it tries again. */
  private boolean keepDead(
      ConsumerRecord<byte[], byte[]> record, String why, int attempt, int place) {
    while (!closing) {
      try {
        if (deadLetters.keep(record, why, attempt)) {
          counts.countDeadLetter();
          failed.incrementAndGet(place);
          return true;
        }
        member.pause(GroupMember.LONGEST_BACK_OFF_MILLIS);
      } catch (InterruptedException e) {
        // The worker is to die, or all is closed. A letter too many is better than none.
        LOG.debug("Interrupted while keeping a dead letter", e);
      }
    }
    return false;
  }

  @Override
  public void resizeTo(int workers) {
    pool.resizeTo(workers);
    member.want(workers > 0);
  }

  @Override
  public int requested() {
    return pool.requested();
  }

  @Override
  public int effective() {
    return pool.effective();
  }

  @Override
  public int busy() {
    return pool.busy();
  }

  @Override
  public long aliveNanos() {
    return pool.workerNanos();
  }

  @Override
  public List<PoolWorker> figures() {
    return pool.workers().stream()
        .map(
            worker ->
                new PoolWorker(
                    worker.place(),
                    worker.thread(),
                    worker.state(),
                    completed.get(worker.place()),
                    failed.get(worker.place())))
        .toList();
  }

  /** Its event is tried again before the worker goes: those behind it must not come first. */
  @Override
  public boolean kill(int place) {
    return pool.kill(place);
  }

  @Override
  public Optional<StartFailure> failure() {
    return faults.failure().or(pool::startFailure);
  }

  @Override
  public boolean isOwnThread() {
    return pool.isOwnThread() || member.isOwnThread();
  }

  @Override
  public void interruptAll() {
    closing = true;
    pool.closeNow();
    member.want(false);
  }

  @Override
  public boolean close(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    closing = true;
    member.want(false);
    boolean left = pool.close(timeout);
    return left && !isOwnThread() && member.awaitGone(deadline.left());
  }

  @Override
  public boolean sendAway(Duration timeout) throws InterruptedException {
    Deadline deadline = Deadline.in(timeout);
    resizeTo(0);
    return member.awaitGone(deadline.left()) && pool.effective() == 0;
  }

  @Override
  public void close() {
    closing = true;
    pool.close();
    member.close(JOIN_MILLIS);
  }
}
