package weir.core.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import weir.core.latency.CohortRecorder;

/**
 * One event, in the ring or in a worker's hands. Not thread-safe: the ring's sequences say whose it
 * is.
 *
 * @param <P> type of the payload
 */
public final class Slot<P> {

  private static final VarHandle ACCEPTED_NANOS;

  static {
    try {
      ACCEPTED_NANOS =
          MethodHandles.lookup().findVarHandle(Slot.class, "acceptedNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Instead of a time: nothing was accepted with this slot. */
  private static final long NEVER = Long.MIN_VALUE;

  /** Instead of an entry: the event is in no journal. */
  public static final long NO_ENTRY = -1;

  private @Nullable P payload;
  private long number;
  private long entry = NO_ENTRY;
  private long intendedNanos;
  private long depth;

  /** Written by the slot's owner (opaque), read by the gauge, whose slot it is not. */
  private long acceptedNanos;

  private @Nullable CohortRecorder cohort;

  /** Whether the slot was reserved too late. If not, it holds an event, or failed to get one. */
  private boolean withdrawn;

  /** Makes an empty slot. */
  public Slot() {}

  /**
   * What was published.
   *
   * @return the payload
   * @throws IllegalStateException if the slot is empty, as its publisher failed before it was full
   */
  public P payload() {
    P current = payload;
    if (current == null) {
      throw new IllegalStateException(
          "the slot is empty: its publisher failed after it was reserved, see what it threw");
    }
    return current;
  }

  /**
   * The event's number: its place in the order of acceptance, from 0.
   *
   * @return the number
   */
  public long number() {
    return number;
  }

  /**
   * What a journal knows the event by.
   *
   * @return the entry; {@link #NO_ENTRY} if it is in none, or its publisher failed
   */
  public long entry() {
    return entry;
  }

  /**
   * When the event should have arrived.
   *
   * @return time on the pipeline's monotonic clock, in nanoseconds; at most {@link
   *     #acceptedNanos()}
   */
  public long intendedNanos() {
    return intendedNanos;
  }

  /**
   * How many events were waiting for a worker when this one was accepted.
   *
   * @return 0 or more; {@link weir.core.latency.WorkerRecorder#UNKNOWN_DEPTH} where nobody looked
   */
  public long depth() {
    return depth;
  }

  /**
   * When the event was accepted.
   *
   * @return time on the pipeline's monotonic clock, in nanoseconds
   */
  public long acceptedNanos() {
    return acceptedNanos;
  }

  /**
   * How long the event has been accepted. May be called by any thread at any time: the event may be
   * moved meanwhile, and another may take its place.
   *
   * @param nowNanos the time now, on the pipeline's monotonic clock, in nanoseconds
   * @return nanoseconds, 0 or more; 0 if no event was accepted with this slot
   */
  public long ageNanos(long nowNanos) {
    long accepted = (long) ACCEPTED_NANOS.getOpaque(this);
    return accepted == NEVER ? 0 : Math.max(0, nowNanos - accepted);
  }

  /**
   * The cohort that the event was counted in.
   *
   * @return the cohort
   * @throws IllegalStateException if the slot is empty
   */
  @SuppressWarnings("exports") // for the pipeline alone
  public CohortRecorder cohort() {
    CohortRecorder now = cohort;
    if (now == null) {
      throw new IllegalStateException("the slot is empty");
    }
    return now;
  }

  /** Lets go of the payload. */
  public void clear() {
    payload = null;
    cohort = null;
    entry = NO_ENTRY;
    withdrawn = false;
  }

  /** Leaves the slot empty for good: no event was accepted with it. */
  void withdraw() {
    withdrawn = true;
    ACCEPTED_NANOS.setOpaque(this, NEVER);
  }

  void fill(
      P newPayload,
      long newNumber,
      long newEntry,
      long newIntendedNanos,
      long nowNanos,
      long newDepth,
      CohortRecorder newCohort) {
    payload = newPayload;
    cohort = newCohort;
    number = newNumber;
    entry = newEntry;
    depth = newDepth;
    intendedNanos = newIntendedNanos - nowNanos < 0 ? newIntendedNanos : nowNanos;
    ACCEPTED_NANOS.setOpaque(this, nowNanos);
  }

  /**
   * Moves the content of this slot to another and empties this one.
   *
   * @param target takes the content
   * @return false if the event was withdrawn
   */
  public boolean moveTo(Slot<P> target) {
    boolean accepted = !withdrawn;
    target.payload = payload;
    target.number = number;
    target.entry = entry;
    target.intendedNanos = intendedNanos;
    target.depth = depth;
    ACCEPTED_NANOS.setOpaque(target, acceptedNanos);
    target.cohort = cohort;
    clear();
    return accepted;
  }
}
