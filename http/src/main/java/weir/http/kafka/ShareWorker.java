package weir.http.kafka;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import weir.core.figures.WorkerFigures.State;
import weir.core.worker.PoolWorker;

/**
 * One place in the crew, and the worker that has it: a thread with a share consumer of its own. It
 * takes some events, handles one after the other, and acknowledges each with its next fetch.
 */
final class ShareWorker {

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

  /** Counted at this place, by its worker. */
  private final AtomicLong completed = new AtomicLong();

  private final AtomicLong failed = new AtomicLong();

  /** The worker's; read by anybody. */
  private volatile State state = State.STARTING;

  /** Written under the crew's lock; null if nobody has the place. */
  private volatile @Nullable Thread thread;

  /** Set by anybody, cleared by the next worker: the present one is to die at its event. */
  private volatile boolean killed;

  /** The worker's while it is a member, null else; renewed and woken by others. */
  private volatile @Nullable Membership membership;

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
    Membership present = membership;
    if (present != null) {
      present.wakeUp();
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

  /** Renews what the worker holds, if it is time. Waits for the broker, for a short time. */
  void renewIfDue() {
    Membership present = membership;
    if (present != null) {
      present.renewIfDue();
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
          crew.faults().cannotWork(ShareWorkers.CANNOT_WORK, e);
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
    Membership joined =
        new Membership(
            crew.settings(),
            Integer.toString(place),
            records,
            new Counting(),
            fault -> crew.faults().report("An acknowledgement was lost", fault));
    try {
      membership = joined;
      workAsMember(joined, records);
    } finally {
      membership = null;
      joined.leave(crew.tries()::givenBack);
    }
  }

  private void workAsMember(Membership joined, int records) {
    long joinedNanos = System.nanoTime();
    while (isWanted()) {
      if (crew.pace().records() != records
          && System.nanoTime() - joinedNanos > SHORTEST_MEMBERSHIP_NANOS
          && crew.mayRejoin()) {
        return;
      }
      List<ConsumerRecord<byte[], byte[]>> taken = joined.take(this::isWanted);
      crew.faults().works();
      if (state == State.STARTING) {
        state = State.IDLE;
      }
      if (!taken.isEmpty()) {
        handleAll(joined, taken);
      }
    }
  }

  private boolean isWanted() {
    return !killed && crew.wants(place);
  }

  private void handleAll(Membership joined, List<ConsumerRecord<byte[], byte[]>> taken) {
    long beganNanos = System.nanoTime();
    int handled = 0;
    for (ConsumerRecord<byte[], byte[]> record : taken) {
      boolean enough = !isWanted() || System.nanoTime() - beganNanos > LONGEST_BATCH_NANOS;
      if (killed || (handled > 0 && enough && crew.tries().mayGiveBack(record))) {
        crew.tries().givenBack(record);
        joined.end(record, HeldEvents.Ending.HANDED_BACK);
      } else {
        handled++;
        joined.end(record, handle(record));
      }
    }
    long tookNanos = System.nanoTime() - beganNanos;
    if (handled > 0) {
      crew.pace().handled(handled, tookNanos);
    }
    if (tookNanos > SLOW_NANOS) {
      joined.tellEnds();
    }
  }

  private HeldEvents.Ending handle(ConsumerRecord<byte[], byte[]> record) {
    int delivery = ReceivedEvent.delivery(record);
    if (crew.tries().attempt(record) > 1) {
      crew.counts().countRedelivered();
    }
    if (record.value() == null) {
      return keepDead(record, "its record has no value", delivery);
    }
    if (crew.tries().isDeadly(record)) {
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
      crew.faults().handlerFailed(record, place, "delivery " + delivery, e);
      if (killed || crew.tries().triesAgain(record)) {
        return HeldEvents.Ending.RETRY;
      }
      return keepDead(record, "its handler failed: " + e, delivery);
    } finally {
      // An interrupt was the handler's; kept, it would end the worker's own waits.
      Thread.interrupted();
      state = State.IDLE;
    }
  }

  /**
   * Tries once at least, and goes on while the worker is wanted: what is not kept and given back
   * too often would be dropped by the broker.
   */
  private HeldEvents.Ending keepDead(
      ConsumerRecord<byte[], byte[]> record, String why, int delivery) {
    state = State.HANDLING;
    try {
      while (true) {
        if (crew.deadLetters().keep(record, why, delivery)) {
          crew.counts().countDeadLetter();
          return HeldEvents.Ending.DEAD;
        }
        if (!isWanted()) {
          return HeldEvents.Ending.HANDED_BACK;
        }
        crew.pause(LONGEST_BACK_OFF_MILLIS);
      }
    } catch (InterruptedException e) {
      // Whoever gets it next tries again; a letter too many is better than none.
      return HeldEvents.Ending.HANDED_BACK;
    } finally {
      state = State.IDLE;
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
    public void lost(HeldEvents.Ending ending, boolean known) {
      if (ending == HeldEvents.Ending.COMPLETED || ending == HeldEvents.Ending.DEAD) {
        crew.counts().countLostAcknowledgement();
        if (!known) {
          // Whoever gets it next takes it for new.
          crew.counts().countRedelivered();
        }
      }
    }
  }
}
