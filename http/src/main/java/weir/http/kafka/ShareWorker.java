package weir.http.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicIdPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import weir.core.figures.WorkerFigures.State;
import weir.core.worker.PoolWorker;

/**
 * One place in the crew, and the worker that has it: a thread with a share consumer of its own. It
 * takes some events, handles one after the other, and acknowledges each with its next fetch.
 */
final class ShareWorker {

  private static final Duration POLL = Duration.ofMillis(500);

  /** Records that were renewed come again at once. */
  private static final Duration COME_AGAIN = Duration.ofMillis(100);

  private static final Duration LEAVE_TIMEOUT = Duration.ofSeconds(2);
  private static final long CONFIRMATION_PAUSE_NANOS = 2_000_000;
  private static final long LONGEST_BACK_OFF_MILLIS = 2_000;

  /** A handler that takes so long is worth a request of its own, so that its end is known soon. */
  private static final long SLOW_NANOS = 200_000_000;

  /** After so long, what is left of a batch is for others. */
  private static final long LONGEST_BATCH_NANOS = 250_000_000;

  /** For so long at least a worker stays with how many it takes at once. */
  private static final long SHORTEST_MEMBERSHIP_NANOS = 1_000_000_000;

  private final int place;
  private final ShareWorkers crew;
  private final EventWork work;

  /** Held by whoever uses the consumer: the worker, but for its handler's time; else who renews. */
  private final ReentrantLock consumerInUse = new ReentrantLock();

  /** Counted at this place, by its worker. */
  private final AtomicLong completed = new AtomicLong();

  private final AtomicLong failed = new AtomicLong();

  /** The worker's; read by anybody. */
  private volatile State state = State.STARTING;

  /** Written under the crew's lock; null if nobody has the place. */
  private volatile @Nullable Thread thread;

  /** Set by anybody, cleared by the next worker: the present one is to die at its event. */
  private volatile boolean killed;

  /** The worker's; used by others under {@link #consumerInUse}, but for a wake-up. */
  private volatile @Nullable ShareConsumer<byte[], byte[]> consumer;

  /** Guarded by {@link #consumerInUse}. */
  private @Nullable HeldEvents held;

  /** When the oldest that is held was taken or renewed. Guarded by {@link #consumerInUse}. */
  private long renewedNanos;

  /** Guarded by {@link #consumerInUse}; the broker's default until it has told its own. */
  private int lockMillis = 30_000;

  ShareWorker(int place, ShareWorkers crew, EventWork work) {
    this.place = place;
    this.crew = crew;
    this.work = work;
  }

  // --- Of the crew, under its lock ---------------------------------------------------------------

  /** Starts a worker, if nobody has the place. */
  void startIfVacant() {
    if (thread == null) {
      killed = false;
      state = State.STARTING;
      Thread starting =
          Thread.ofPlatform()
              .name(crew.name() + "-worker-" + (place + 1))
              .daemon()
              .unstarted(this::run);
      thread = starting;
      try {
        starting.start();
      } catch (Throwable e) {
        thread = null;
        throw e;
      }
    }
  }

  void vacate() {
    thread = null;
  }

  boolean isTaken() {
    return thread != null;
  }

  // --- Of anybody --------------------------------------------------------------------------------

  /** Ends a wait for events, so that the worker sees what has changed. */
  void wakeUp() {
    ShareConsumer<byte[], byte[]> present = consumer;
    if (present != null && consumerInUse.isLocked()) {
      present.wakeup();
    }
  }

  /** Interrupts the handler, if there is a worker. */
  boolean interrupt() {
    Thread present = thread;
    if (present == null) {
      return false;
    }
    if (state == State.HANDLING) {
      present.interrupt();
    }
    return true;
  }

  boolean kill() {
    if (thread == null) {
      return false;
    }
    killed = true;
    wakeUp();
    return interrupt();
  }

  boolean isThisThread() {
    return Thread.currentThread().equals(thread);
  }

  boolean isBusy() {
    return thread != null && state == State.HANDLING;
  }

  @Nullable PoolWorker figures() {
    Thread present = thread;
    if (present == null) {
      return null;
    }
    State shown = state == State.IDLE && !crew.wants(place) ? State.LEAVING : state;
    return new PoolWorker(place, present.getName(), shown, completed.get(), failed.get());
  }

  long completed() {
    return completed.get();
  }

  long failed() {
    return failed.get();
  }

  /**
   * Renews what the worker holds if half of the time is over, unless the worker is at its consumer
   * itself. Waits for the broker, for a short time.
   */
  void renewIfDue() {
    if (!consumerInUse.tryLock()) {
      return;
    }
    try {
      ShareConsumer<byte[], byte[]> present = consumer;
      HeldEvents events = held;
      long dueNanos = TimeUnit.MILLISECONDS.toNanos(lockMillis) / 2;
      if (present != null && events != null && System.nanoTime() - renewedNanos > dueNanos) {
        renewedNanos = System.nanoTime();
        if (events.isWaitingForRenewed()) {
          events.take(present.poll(COME_AGAIN));
        }
        if (events.renew()) {
          present.commitSync(Duration.ofMillis(Math.min(1_000, lockMillis / 4)));
        }
      }
    } catch (WakeupException e) {
      // It was meant for the worker, which looks by itself when its handler is done.
    } catch (KafkaException | IllegalStateException e) {
      crew.report(e);
    } finally {
      consumerInUse.unlock();
    }
  }

  // --- Of the worker -----------------------------------------------------------------------------

  private void run() {
    long backOffMillis = 100;
    boolean left = false;
    try {
      while (!killed) {
        left = crew.leaves(this, place);
        if (left) {
          return;
        }
        try {
          beMember();
          backOffMillis = 100;
        } catch (WakeupException e) {
          // Something has changed: looked at above.
        } catch (InterruptException e) {
          // By who wants the handler to end, and came too late for it.
        } catch (Throwable e) {
          crew.failedToWork(e);
          crew.pause(backOffMillis);
          backOffMillis = Math.min(LONGEST_BACK_OFF_MILLIS, backOffMillis * 2);
        }
        // Of Kafka's exceptions one sets it, and any wait would end at once.
        Thread.interrupted();
      }
    } finally {
      if (!left) {
        crew.died(this);
      }
    }
  }

  /** Joins the group, works, and leaves it when it is no longer wanted as it is. */
  private void beMember() {
    int records = crew.pace().records();
    KafkaShareConsumer<byte[], byte[]> joined =
        new KafkaShareConsumer<>(
            ClientProperties.worker(crew.settings(), Integer.toString(place), records),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    HeldEvents events = new HeldEvents(joined, new Counting());
    try {
      joined.setAcknowledgementCommitCallback(
          (offsets, fault) ->
              offsets.forEach(
                  (TopicIdPartition partition, Set<Long> confirmed) ->
                      events.acknowledged(partition.partition(), confirmed, fault)));
      joined.subscribe(List.of(crew.settings().topic()));
      consumerInUse.lock();
      try {
        consumer = joined;
        held = events;
      } finally {
        consumerInUse.unlock();
      }
      workAsMember(joined, events, records);
    } finally {
      leave(joined, events);
    }
  }

  private void workAsMember(ShareConsumer<byte[], byte[]> joined, HeldEvents events, int records) {
    long joinedNanos = System.nanoTime();
    while (!killed && crew.wants(place)) {
      if (crew.pace().records() != records
          && System.nanoTime() - joinedNanos > SHORTEST_MEMBERSHIP_NANOS
          && crew.mayRejoin()) {
        return;
      }
      List<ConsumerRecord<byte[], byte[]>> taken;
      consumerInUse.lock();
      try {
        // Whoever lets it leave either finds the lock taken, and wakes it, or is seen here.
        if (!events.hasFresh() && !killed && crew.wants(place)) {
          events.take(joined.poll(POLL));
        }
        taken = events.giveFresh();
        joined.acquisitionLockTimeoutMs().ifPresent(millis -> lockMillis = millis);
        renewedNanos = System.nanoTime();
      } finally {
        consumerInUse.unlock();
      }
      crew.works();
      if (state == State.STARTING) {
        state = State.IDLE;
      }
      if (!taken.isEmpty()) {
        handleAll(joined, events, taken);
      }
    }
  }

  private void handleAll(
      ShareConsumer<byte[], byte[]> joined,
      HeldEvents events,
      List<ConsumerRecord<byte[], byte[]>> taken) {
    long beganNanos = System.nanoTime();
    int handled = 0;
    for (ConsumerRecord<byte[], byte[]> record : taken) {
      boolean handBack =
          killed
              || (handled > 0
                  && (!crew.wants(place) || System.nanoTime() - beganNanos > LONGEST_BATCH_NANOS));
      HeldEvents.Ending ending = handBack ? HeldEvents.Ending.HANDED_BACK : handle(record);
      handled += handBack ? 0 : 1;
      consumerInUse.lock();
      try {
        events.end(record, ending);
      } finally {
        consumerInUse.unlock();
      }
    }
    long tookNanos = System.nanoTime() - beganNanos;
    if (handled > 0) {
      crew.pace().handled(handled, tookNanos);
    }
    if (tookNanos > SLOW_NANOS) {
      consumerInUse.lock();
      try {
        joined.commitAsync();
      } finally {
        consumerInUse.unlock();
      }
    }
  }

  private HeldEvents.Ending handle(ConsumerRecord<byte[], byte[]> record) {
    int delivery = ReceivedEvent.delivery(record);
    KafkaSettings settings = crew.settings();
    if (delivery > 1) {
      crew.counts().countRedelivered();
    }
    if (record.value() == null) {
      return keepDead(record, "its record has no value", delivery);
    }
    if (delivery >= settings.brokerDeliveries() && delivery > settings.maxDeliveries()) {
      return keepDead(
          record,
          "it was given to workers "
              + (delivery - 1)
              + " times and never came to an end: they may have died of it",
          delivery);
    }
    ReceivedEvent event = ReceivedEvent.of(record);
    if (event.isForeign()) {
      crew.counts().countForeign();
    }
    state = State.HANDLING;
    try {
      work.handle(event);
      return HeldEvents.Ending.COMPLETED;
    } catch (Throwable e) {
      crew.reportFailure(record, place, e);
      if (killed || delivery < settings.maxDeliveries()) {
        return HeldEvents.Ending.RETRY;
      }
      return keepDead(record, "its handler failed: " + e, delivery);
    } finally {
      // An interrupt was the handler's; kept, it would end the worker's own waits.
      Thread.interrupted();
      state = State.IDLE;
    }
  }

  /** Goes on trying: what is not kept and given back too often would be dropped by the broker. */
  private HeldEvents.Ending keepDead(
      ConsumerRecord<byte[], byte[]> record, String why, int delivery) {
    state = State.HANDLING;
    try {
      while (!killed && crew.wants(place)) {
        if (crew.deadLetters().keep(record, why, delivery)) {
          crew.counts().countDeadLetter();
          return HeldEvents.Ending.DEAD;
        }
        crew.pause(LONGEST_BACK_OFF_MILLIS);
      }
    } catch (InterruptedException e) {
      // Whoever gets it next tries again; a letter too many is better than none.
    } finally {
      state = State.IDLE;
    }
    return HeldEvents.Ending.HANDED_BACK;
  }

  /**
   * Gives back what was not handled, and waits for the broker to take the rest, for a short time.
   */
  private void leave(KafkaShareConsumer<byte[], byte[]> joined, HeldEvents events) {
    consumerInUse.lock();
    try {
      // An interrupt would end this at once, and all acknowledgements would be lost.
      Thread.interrupted();
      finishAcknowledging(joined, events);
      consumer = null;
      held = null;
      joined.close(LEAVE_TIMEOUT);
    } catch (KafkaException | IllegalStateException e) {
      crew.report(e);
    } finally {
      events.abandon();
      consumer = null;
      held = null;
      consumerInUse.unlock();
    }
  }

  private void finishAcknowledging(KafkaShareConsumer<byte[], byte[]> joined, HeldEvents events) {
    long deadlineNanos = System.nanoTime() + LEAVE_TIMEOUT.toNanos();
    events.open().forEach(record -> events.end(record, HeldEvents.Ending.HANDED_BACK));
    // A client that is closed with an acknowledgement under way stands still until it has to send a
    // heartbeat: so it is seen through here.
    while (!events.isEmpty() && System.nanoTime() - deadlineNanos < 0) {
      try {
        if (events.isWaitingForRenewed()) {
          // Fresh ones among them are given back by closing.
          events.take(joined.poll(COME_AGAIN));
        }
        joined.commitSync(LEAVE_TIMEOUT);
        if (!events.isEmpty()) {
          // One sent before is under way.
          LockSupport.parkNanos(CONFIRMATION_PAUSE_NANOS);
        }
      } catch (WakeupException e) {
        // It was meant for the wait that is over.
      }
    }
  }

  /** Counts at this place what the broker has taken. */
  private final class Counting implements HeldEvents.Outcomes {

    @Override
    public void confirmed(HeldEvents.Ending ending) {
      switch (ending) {
        case COMPLETED -> completed.incrementAndGet();
        case DEAD -> failed.incrementAndGet();
        case RETRY -> crew.counts().countRetried();
        case HANDED_BACK -> crew.counts().countHandedBack();
      }
    }

    @Override
    public void lost(HeldEvents.Ending ending) {
      if (ending == HeldEvents.Ending.COMPLETED || ending == HeldEvents.Ending.DEAD) {
        crew.counts().countLostAcknowledgement();
      }
    }
  }
}
