package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The events of one claim, in a worker's own memory. Confined to the worker's thread.
 *
 * <pre>
 *   claimed ── take: out of its slot ──▶ taken ──┬── handle ───▶ completed, failed or skipped ──┐
 *                                                └── abandon ──▶ failed or skipped ─────────────┴▶ ended
 *
 *   0 ≤ ended ≤ taken ≤ size: so many of the events have come so far
 * </pre>
 *
 * Events of an ordered pool are taken before they are claimed.
 *
 * @param <E> type of the events
 */
final class EventBatch<E> {

  /** In a pool that is ordered by key, where the events come from. */
  private record Keyed<E>(KeyOrder<E> order, KeyedClaim<E> claim) {}

  private final int index;
  private final PoolShared<E> shared;
  private final WorkerCell cell;
  private final WorkHandler<E> handler;
  private final @Nullable EventHook<? super E> hook;
  private final RingBuffer<E> ring;
  private final SlotTransfer<E> transfer;
  private final Withdrawals withdrawals;
  private final E[] events;

  /** Whether the worker was killed. Asked where a handler has thrown, so not for every event. */
  private final BooleanSupplier dying;

  private final BatchSize batchSize;
  private final @Nullable Keyed<E> keyed;

  /** Whether the slot of each event was empty, as its publisher had withdrawn it. */
  private final boolean[] withdrawn;

  /** What kept each event from being moved out of its slot, if anything did. */
  private final @Nullable Throwable[] damage;

  /** Whether the claim has a withdrawn or damaged event; if not, the arrays need no look. */
  private boolean irregular;

  private long first;
  private int size;
  private int taken;
  private int ended;

  /** From where on events were abandoned, and why, until the listener has been told. */
  private int abandonedFrom;

  private @Nullable Throwable abandonedFor;

  /** Asks the user's factories for a handler and for events: may throw, or take its time. */
  EventBatch(int index, PoolShared<E> shared, BooleanSupplier dying) {
    this.index = index;
    this.dying = dying;
    this.shared = shared;
    PoolSpec<E> spec = shared.spec();
    cell = shared.cells().get(index);
    ring = shared.ring();
    transfer = spec.transfer();
    withdrawals = shared.withdrawals();
    hook = spec.hook();
    events = newEvents(spec.maxBatch());
    Arrays.setAll(events, place -> Made.by(spec.eventFactory().newInstance(), "event"));
    KeyOrder<E> order = shared.order();
    keyed = order == null ? null : new Keyed<>(order, new KeyedClaim<>(index, events));
    batchSize = new BatchSize(ring, shared.targetWorkers(), spec.maxBatch());
    handler = Made.by(spec.handlers().create(index), "handler");
    // The first event shall not meet an interrupt that the factories have left behind.
    Thread.interrupted();
    withdrawn = new boolean[events.length];
    damage = new Throwable[events.length];
  }

  @SuppressWarnings("unchecked")
  private static <E> E[] newEvents(int length) {
    return (E[]) new Object[length];
  }

  /** The last sequence to claim, where {@code last + 1} is published. */
  long endOfClaim(long last) {
    return batchSize.endOfClaim(last);
  }

  /** Takes note of a claim just made, as the first thing after it: from here on nothing is lost. */
  void begin(long newFirst, long end) {
    first = newFirst;
    size = (int) (end - newFirst) + 1;
    taken = 0;
    ended = 0;
    WorkerCell.add(cell.claims, size);
    forgetIrregular();
  }

  private void forgetIrregular() {
    if (irregular) {
      irregular = false;
      Arrays.fill(withdrawn, false);
      Arrays.fill(damage, null);
    }
  }

  /**
   * In an ordered pool: gives the keys of the last claim back, and claims.
   *
   * @return false if there was nothing to claim; true with {@linkplain #isEmpty() nothing claimed}
   *     if all that was met waits behind its key
   */
  boolean claimInOrder() {
    Keyed<E> from = Objects.requireNonNull(keyed, "only of an ordered pool");
    size = 0;
    taken = 0;
    ended = 0;
    forgetIrregular();
    int limit = batchSize.limit();
    int fromRing =
        limit == 1 ? 1 : (int) Math.max(1, batchSize.shareOfRing(shared.claimed().get()));
    try {
      return from.order.exchange(from.claim, limit, fromRing);
    } finally {
      // Whatever has happened meanwhile: what was claimed has to end.
      beginInOrder(from.claim);
    }
  }

  @SuppressWarnings("ReferenceEquality") // seldom another object, and a store costs the collector
  private void beginInOrder(KeyedClaim<E> claim) {
    size = claim.size;
    taken = size;
    for (int place = 0; place < size; place++) {
      KeyedEvent<E> next = claim.events[place];
      if (events[place] != next.event) {
        events[place] = next.event;
      }
      if (next.isIrregular()) {
        withdrawn[place] = next.withdrawn;
        damage[place] = next.damage;
        irregular = true;
      }
    }
    if (size > 0) {
      WorkerCell.add(cell.claims, size);
    }
  }

  /** Whether events are claimed {@linkplain #claimInOrder in order}. */
  boolean isOrdered() {
    return keyed != null;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /** In an ordered pool, lets other workers go on with the keys of this claim. */
  void releaseKeys() {
    if (keyed != null) {
      keyed.order.release(keyed.claim);
    }
  }

  /** Takes the claimed events out of the ring, frees their slots, and handles them. */
  void process() {
    long startNanos = batchSize.canGrow() ? System.nanoTime() : 0;
    takeAll();
    while (ended < size) {
      handle(ended);
    }
    if (batchSize.canGrow()) {
      batchSize.adapt(size, System.nanoTime() - startNanos);
    }
  }

  /** Early release: slow handlers do not keep their slots. */
  private void takeAll() {
    while (taken < size) {
      take(taken++);
    }
    cell.held.set(WorkerCell.FREE);
  }

  private void take(int place) {
    boolean there = !withdrawals.contains(first + place);
    try {
      there &= transfer.move(ring.get(first + place), events[place]);
    } catch (Throwable e) {
      damage[place] = e;
      irregular = true;
    }
    if (!there) {
      withdrawn[place] = true;
      irregular = true;
    }
  }

  private void handle(int place) {
    if (irregular && withdrawn[place]) {
      skip();
      return;
    }
    Throwable failure = irregular ? damage[place] : null;
    if (failure != null) {
      fail(place, failure);
    } else if (hook == null) {
      end(place, handled(place));
    } else {
      handleWithin(hook, place);
    }
  }

  /** Returns what the handler threw, if it threw. */
  private @Nullable Throwable handled(int place) {
    Throwable failure = null;
    try {
      handler.onEvent(events[place]);
    } catch (Throwable e) {
      failure = dying.getAsBoolean() ? new WorkerKilled(index, e) : e;
    }
    // An interrupt that the handler left behind was meant for its event and not for the next one.
    Thread.interrupted();
    return failure;
  }

  private void end(int place, @Nullable Throwable failure) {
    if (failure == null) {
      complete();
    } else {
      fail(place, failure);
    }
  }

  private void complete() {
    ended++;
    WorkerCell.increment(cell.completed);
  }

  /** What is told of a failure is told within the hook. */
  private void handleWithin(EventHook<? super E> around, int place) {
    long sequence = sequenceOf(place);
    Throwable failure = null;
    try {
      around.before(events[place], sequence);
    } catch (Throwable e) {
      failure = e;
    }
    if (failure == null) {
      failure = handled(place);
    }
    if (failure == null) {
      after(around, place, sequence, null);
      complete();
    } else {
      fail(place, failure);
      after(around, place, sequence, failure);
    }
  }

  private void after(
      EventHook<? super E> around, int place, long sequence, @Nullable Throwable failure) {
    Shielded.call("the hook after an event", () -> around.after(events[place], sequence, failure));
    // As after a handler.
    Thread.interrupted();
  }

  private void skip() {
    ended++;
    WorkerCell.increment(cell.skipped);
  }

  private void fail(int place, Throwable failure) {
    ended++;
    WorkerCell.increment(cell.failed);
    tell(place, failure);
  }

  private long sequenceOf(int place) {
    return keyed == null ? first + place : keyed.claim.events[place].sequence;
  }

  private void tell(int place, Throwable failure) {
    long sequence = sequenceOf(place);
    boolean lost = keyed == null ? damage[place] != null : keyed.claim.events[place].lost;
    E event = lost ? null : events[place];
    Shielded.call(
        "flight recording",
        () -> PoolEvents.failed(shared.spec().name(), index, sequence, failure));
    Shielded.call(
        "the failure listener",
        () -> shared.spec().failureListener().onFailure(index, sequence, event, failure));
    // As after a handler.
    Thread.interrupted();
  }

  /**
   * Counts what a dying worker leaves behind as failed, so that each event ends. The listener is
   * told {@linkplain #tellOfAbandoned() later}, when the worker no longer stands in anybody's way.
   */
  void abandon(Throwable death) {
    try {
      takeAll();
      abandonedFrom = ended;
      abandonedFor = death;
      while (ended < size) {
        if (irregular && withdrawn[ended]) {
          skip();
        } else {
          ended++;
          WorkerCell.increment(cell.failed);
        }
      }
    } finally {
      // What waits behind its keys was not claimed and goes on elsewhere.
      releaseKeys();
    }
  }

  void tellOfAbandoned() {
    Throwable death = abandonedFor;
    for (int place = abandonedFrom; death != null && place < size; place++) {
      if (!withdrawn[place]) {
        tell(place, death);
      }
    }
    abandonedFor = null;
  }

  /** Closes a handler that can be closed, on the thread of the worker that leaves. */
  void closeHandler() {
    if (handler instanceof AutoCloseable closeable) {
      Shielded.call("closing the handler of worker " + index, closeable::close);
    }
  }
}
