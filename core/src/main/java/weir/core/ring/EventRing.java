package weir.core.ring;

import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.fault.Reservations;
import weir.core.latency.ArrivalCohorts;
import weir.core.latency.CohortRecorder;
import weir.core.latency.WorkerRecorder;
import weir.core.worker.HandlerPool;

/**
 * The publishing side of the ring. Thread-safe.
 *
 * @param <P> type of the payload
 */
public final class EventRing<P> {

  /** As an intended arrival: the event should arrive when it is accepted. */
  public static final long ON_ACCEPTANCE = Long.MIN_VALUE;

  /** As the end of the accepted slots: not known yet. */
  private static final long UNDECIDED = -1;

  /**
   * The claimed sequence is written by workers all the time, and to fetch it from them takes a
   * quarter of a publisher's speed at 4 million events a second; asked for no more often than this,
   * next to nothing. Nobody looks at half a million events a second one by one.
   */
  private static final long DEPTH_GAP_NANOS = 2_000;

  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);
  private static final long MIN_PAUSE_NANOS = 1_000;
  private static final long MAX_PAUSE_NANOS = 500_000;

  private final RingBuffer<Slot<P>> ring;
  private final Reservations reservations;
  private final long maxWaitNanos;
  private final ArrivalCohorts cohorts;
  private final LongSupplier nanoClock;

  /** Whether the calling thread is one of those that handle the events. */
  private final BooleanSupplier isOwnThread;

  /** The last sequence that a worker has claimed. */
  private final LongSupplier claimedSequence;

  /** When that was asked for last. Any publisher writes; it is a sequence for its padding. */
  private final Sequence depthReadNanos = new Sequence(Long.MIN_VALUE / 2);

  private final RingEvents events;
  private final FaultLog eventFaults =
      new FaultLog(LoggerFactory.getLogger(EventRing.class), FAULT_PAUSE);

  /** Any publisher adds. */
  private final Rejections rejections = new Rejections();

  /**
   * Set once. Pairs, through full fences on both sides, with the reservation in {@link #publish}:
   * who has reserved and does not see it yet is below {@link #acceptedEnd}.
   */
  private volatile boolean closed;

  /**
   * The first sequence that was reserved too late. Decided once, by CAS, by whoever asks first
   * after {@link #closed} was set.
   */
  private final AtomicLong acceptedEnd = new AtomicLong(UNDECIDED);

  /**
   * Creates the publishing side of a pool's ring.
   *
   * @param pool the pool; its ring is published to by this object alone
   * @param policy what publishers do when the ring is full
   * @param cohorts what accepted events are counted in
   * @param nanoClock monotonic clock, in nanoseconds
   */
  @SuppressWarnings("exports") // for the pipeline alone
  public EventRing(
      HandlerPool<Slot<P>> pool,
      FullRingPolicy policy,
      ArrivalCohorts cohorts,
      LongSupplier nanoClock) {
    this(
        pool.ring(),
        policy,
        cohorts,
        nanoClock,
        pool::isOwnThread,
        pool::claimedSequence,
        new RingEvents(pool.name()));
  }

  /**
   * Creates the publishing side of a ring that is not a pool's.
   *
   * @param ring the ring; published to by this object alone
   * @param policy what publishers do when the ring is full
   * @param cohorts what accepted events are counted in
   * @param nanoClock monotonic clock, in nanoseconds
   */
  @SuppressWarnings("exports") // for the pipeline alone
  public EventRing(
      RingBuffer<Slot<P>> ring,
      FullRingPolicy policy,
      ArrivalCohorts cohorts,
      LongSupplier nanoClock) {
    this(ring, policy, cohorts, nanoClock, new RingEvents(""));
  }

  EventRing(
      RingBuffer<Slot<P>> ring,
      FullRingPolicy policy,
      ArrivalCohorts cohorts,
      LongSupplier nanoClock,
      RingEvents events) {
    this(ring, policy, cohorts, nanoClock, () -> false, ring::getMinimumGatingSequence, events);
  }

  private EventRing(
      RingBuffer<Slot<P>> ring,
      FullRingPolicy policy,
      ArrivalCohorts cohorts,
      LongSupplier nanoClock,
      BooleanSupplier isOwnThread,
      LongSupplier claimedSequence,
      RingEvents events) {
    this.ring = ring;
    this.reservations = new Reservations(ring);
    this.maxWaitNanos = policy.maxWaitNanos();
    this.cohorts = cohorts;
    this.nanoClock = nanoClock;
    this.isOwnThread = isOwnThread;
    this.claimedSequence = claimedSequence;
    this.events = events;
  }

  /**
   * Offers an event. Waits only if the ring is full and the policy says so.
   *
   * <p>What the clock throws is thrown on, and nothing was published or counted. An Error of the
   * machine itself (no memory) can hit a publisher that has reserved its slot: the event then was
   * accepted, and ends as failed.
   *
   * @param payload what the handler is given
   * @return whether the event was taken; if not, nothing was published and the rejection was
   *     counted
   * @throws NullPointerException if the payload is null; nothing was published or counted
   * @throws IllegalStateException if it would have to wait on a thread of the pool that it
   *     publishes to, which would wait for itself; nothing was published or counted
   * @throws StackOverflowError if the thread's stack is nearly used up; nothing was published or
   *     counted
   */
  public PublishOutcome publish(P payload) {
    return publish(payload, ON_ACCEPTANCE);
  }

  /**
   * Offers an event that should have arrived earlier.
   *
   * @param payload what the handler is given
   * @param intendedNanos when it should have arrived, on the ring's clock: its response time counts
   *     from then; a time to come counts as now; {@link #ON_ACCEPTANCE} for when it is accepted
   * @return whether the event was taken; if not, nothing was published and the rejection was
   *     counted
   * @throws NullPointerException if the payload is null; nothing was published or counted
   * @throws IllegalStateException as for the other method
   */
  public PublishOutcome publish(P payload, long intendedNanos) {
    return publish(payload, intendedNanos, Slot.NO_ENTRY);
  }

  /**
   * Offers an event that is kept in a journal as well.
   *
   * @param payload what the handler is given
   * @param intendedNanos as of the other method
   * @param entry what the journal knows it by; {@link Slot#NO_ENTRY} if it does not
   * @return whether the event was taken; if not, nothing was published and the rejection was
   *     counted
   * @throws NullPointerException if the payload is null; nothing was published or counted
   * @throws IllegalStateException as for the other method
   */
  public PublishOutcome publish(P payload, long intendedNanos, long entry) {
    Objects.requireNonNull(payload, "an event needs a payload, and null is none");
    PublishOutcome outcome = tryPublish(payload, intendedNanos, entry);
    if (outcome == PublishOutcome.RING_FULL) {
      outcome = meetFullRing(payload, intendedNanos, entry);
    }
    if (outcome != PublishOutcome.ACCEPTED) {
      rejections.count(outcome);
    }
    return outcome;
  }

  /**
   * Takes note of an event that is not offered, as it would not be taken.
   *
   * @param reason why
   * @return the same
   */
  public PublishOutcome turnAway(PublishOutcome reason) {
    if (reason == PublishOutcome.RING_FULL) {
      RingEvents.@Nullable RingFull event = beginEvent();
      if (event != null) {
        endEvent(event, false);
      }
    }
    rejections.count(reason);
    return reason;
  }

  /**
   * Offers an event that a journal has kept: it is offered until there is room, and not counted
   * while there is none.
   *
   * @param payload what the handler is given
   * @param intendedNanos as of {@link #publish(Object, long)}
   * @param entry what the journal knows it by
   * @return whether the event was taken
   */
  public PublishOutcome tryPublish(P payload, long intendedNanos, long entry) {
    if (closed) {
      return PublishOutcome.CLOSED;
    }
    // Whatever may throw comes first: a reservation can't be given back.
    CohortRecorder cohort = cohorts.current();
    long nowNanos = nanoClock.getAsLong();
    long arrivalNanos = intendedNanos == ON_ACCEPTANCE ? nowNanos : intendedNanos;
    long sequence = reservations.tryNext();
    if (sequence == Reservations.RING_FULL) {
      return PublishOutcome.RING_FULL;
    }
    // The slot is this thread's until it is published, and is published whatever happens.
    Slot<P> slot = ring.get(sequence);
    boolean accepted;
    try {
      accepted = !closed || sequence < acceptedEnd();
      if (accepted) {
        slot.fill(
            payload, sequence, entry, arrivalNanos, nowNanos, depthAt(sequence, nowNanos), cohort);
        // Before the event can end, so that no cohort ever has ended more than have arrived.
        cohorts.countArrival(cohort, slot.intendedNanos());
      } else {
        slot.withdraw();
      }
    } catch (Throwable e) {
      // Empty, and not withdrawn: the event was accepted, and its worker lets it fail.
      slot.clear();
      ring.publish(sequence);
      throw e;
    }
    ring.publish(sequence);
    return accepted ? PublishOutcome.ACCEPTED : PublishOutcome.CLOSED;
  }

  /** How many wait before this sequence, unless somebody has looked a moment ago. */
  private long depthAt(long sequence, long nowNanos) {
    if (nowNanos - depthReadNanos.get() < DEPTH_GAP_NANOS) {
      return WorkerRecorder.UNKNOWN_DEPTH;
    }
    depthReadNanos.set(nowNanos);
    return Math.max(0, sequence - 1 - claimedSequence.getAsLong());
  }

  private PublishOutcome meetFullRing(P payload, long intendedNanos, long entry) {
    RingEvents.@Nullable RingFull event = beginEvent();
    PublishOutcome outcome =
        maxWaitNanos == 0
            ? PublishOutcome.RING_FULL
            : publishWhenThereIsRoom(payload, intendedNanos, entry);
    if (event != null) {
      endEvent(event, outcome == PublishOutcome.ACCEPTED);
    }
    return outcome;
  }

  private RingEvents.@Nullable RingFull beginEvent() {
    try {
      return events.begin();
    } catch (Throwable e) {
      eventFaults.report(() -> "A full ring can't be told to Flight Recorder", e);
      return null;
    }
  }

  /** The event may be accepted by now: nothing else may be thrown at the publisher. */
  private void endEvent(RingEvents.RingFull event, boolean accepted) {
    try {
      events.end(event, accepted);
    } catch (Throwable e) {
      eventFaults.report(() -> "A full ring can't be told to Flight Recorder", e);
    }
  }

  /** Workers do not signal room, which would cost each of their claims; so publishers poll. */
  private PublishOutcome publishWhenThereIsRoom(P payload, long intendedNanos, long entry) {
    if (isOwnThread.getAsBoolean()) {
      throw new IllegalStateException(
          "the ring is full, and a handler can't wait until its own pipeline makes room: publish on"
              + " another thread, or let a full ring reject");
    }
    long startedNanos = System.nanoTime();
    long pauseNanos = MIN_PAUSE_NANOS;
    PublishOutcome outcome = PublishOutcome.RING_FULL;
    while (outcome == PublishOutcome.RING_FULL) {
      long leftNanos = maxWaitNanos - (System.nanoTime() - startedNanos);
      if (leftNanos <= 0) {
        return PublishOutcome.RING_FULL;
      }
      if (Thread.currentThread().isInterrupted()) {
        return PublishOutcome.INTERRUPTED;
      }
      LockSupport.parkNanos(this, Math.min(leftNanos, pauseNanos));
      pauseNanos = Math.min(MAX_PAUSE_NANOS, pauseNanos * 2);
      outcome = tryPublish(payload, intendedNanos, entry);
    }
    return outcome;
  }

  /** Takes no more events. Idempotent. Events accepted before are not touched. */
  public void close() {
    closed = true;
    acceptedEnd();
  }

  /**
   * Whoever reserved before the ring closed is accepted, whoever reserved later withdraws, and
   * leaves an empty slot: the two are told apart by their sequences, so that no slot that counted
   * as accepted is ever taken back.
   */
  private long acceptedEnd() {
    if (acceptedEnd.get() == UNDECIDED) {
      VarHandle.fullFence();
      acceptedEnd.compareAndSet(UNDECIDED, ring.getCursor() + 1);
    }
    return acceptedEnd.get();
  }

  /**
   * Whether an event that is offered now would find room, as far as one can tell.
   *
   * @return false while the ring is full
   */
  public boolean hasRoom() {
    return ring.hasAvailableCapacity(1);
  }

  /**
   * Whether the ring takes events.
   *
   * @return false once {@link #close()} was called
   */
  public boolean isOpen() {
    return !closed;
  }

  /**
   * Events that were offered and not taken.
   *
   * @return count since the start
   */
  public long rejected() {
    return rejections.total();
  }

  /**
   * Events that were offered and not taken for one reason.
   *
   * @param reason why
   * @return count since the start
   */
  public long rejected(PublishOutcome reason) {
    return rejections.of(reason);
  }

  /**
   * Counts accepted events: of the ring's first slots, those that were reserved before it closed.
   * For a number that never falls the count never falls either, in any thread.
   *
   * @param slots how many of the ring's slots, as reserved or claimed before this call
   * @return how many of them were not withdrawn
   */
  public long acceptedAmong(long slots) {
    return closed ? Math.min(slots, acceptedEnd()) : slots;
  }
}
