package weir.core.worker;

import com.lmax.disruptor.RingBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one claim, in a worker's own memory. Confined to the worker's thread.
 *
 * <p>A batch saves claims, but events that are claimed can't be given to other workers any more, be
 * they idle or added later. So a claim takes a single event unless handlers are quick (a batch
 * should take at most {@link #MAX_BATCH_NANOS}) and the backlog has enough for all workers.
 *
 * @param <E> type of the events
 */
final class EventBatch<E> {

  private static final long MAX_BATCH_NANOS = 50_000;

  private final int index;
  private final PoolShared<E> shared;
  private final WorkerCell cell;
  private final WorkHandler<E> handler;
  private final RingBuffer<E> ring;
  private final SlotTransfer<E> transfer;
  private final E[] events;

  /** Whether the slot of each event was empty, as its publisher had withdrawn it. */
  private final boolean[] withdrawn;

  /** What kept each event from being moved out of its slot, if anything did. */
  private final @Nullable Throwable[] damage;

  /** Whether the claim has a withdrawn or damaged event; if not, the arrays need no look. */
  private boolean irregular;

  /** Events of the next claim at most: doubled after quick batches, halved after slow ones. */
  private int limit = 1;

  private long first;
  private int size;
  private int taken;
  private int ended;

  EventBatch(int index, PoolShared<E> shared, WorkHandler<E> handler) {
    this.index = index;
    this.shared = shared;
    this.handler = handler;
    cell = shared.cells().get(index);
    ring = shared.ring();
    transfer = shared.transfer();
    events = newEvents(shared.maxBatch());
    Arrays.setAll(events, place -> shared.eventFactory().newInstance());
    withdrawn = new boolean[events.length];
    damage = new Throwable[events.length];
  }

  @SuppressWarnings("unchecked")
  private static <E> E[] newEvents(int length) {
    return (E[]) new Object[length];
  }

  /** The last sequence to claim, where {@code last + 1} is published. */
  long endOfClaim(long last) {
    long end = last + 1;
    if (limit > 1) {
      int workers = Math.max(1, shared.targetWorkers().getAsInt());
      long share = (ring.getCursor() - last) / (2L * workers);
      long highest = last + Math.min(limit, share);
      while (end < highest && ring.isAvailable(end + 1)) {
        end++;
      }
    }
    return end;
  }

  /** Takes the claimed events out of the ring, frees their slots, and handles them. */
  void process(long newFirst, long end) {
    begin(newFirst, (int) (end - newFirst) + 1);
    long startNanos = events.length > 1 ? System.nanoTime() : 0;
    takeAll();
    while (ended < size) {
      handle(ended);
    }
    if (events.length > 1) {
      adaptLimit(System.nanoTime() - startNanos);
    }
  }

  private void begin(long newFirst, int newSize) {
    first = newFirst;
    size = newSize;
    taken = 0;
    ended = 0;
    if (irregular) {
      irregular = false;
      Arrays.fill(withdrawn, false);
      Arrays.fill(damage, null);
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
    try {
      if (!transfer.move(ring.get(first + place), events[place])) {
        withdrawn[place] = true;
        irregular = true;
      }
    } catch (Throwable e) {
      damage[place] = e;
      irregular = true;
    }
  }

  private void handle(int place) {
    if (irregular && withdrawn[place]) {
      skip();
      return;
    }
    Throwable failure = irregular ? damage[place] : null;
    if (failure == null) {
      try {
        handler.onEvent(events[place]);
      } catch (Throwable e) {
        failure = e;
      }
    }
    // An interrupt that the handler left behind was meant for its event and not for the next one.
    Thread.interrupted();
    if (failure == null) {
      ended++;
      WorkerCell.increment(cell.completed);
    } else {
      fail(place, failure);
    }
  }

  private void skip() {
    ended++;
    WorkerCell.increment(cell.skipped);
  }

  private void fail(int place, Throwable failure) {
    ended++;
    WorkerCell.increment(cell.failed);
    PoolEvents.failed(index, first + place, failure);
    shared.failureListener().onFailure(index, first + place, failure);
  }

  private void adaptLimit(long tookNanos) {
    if (tookNanos > MAX_BATCH_NANOS) {
      limit = Math.max(1, limit / 2);
    } else if (size == limit && 4 * tookNanos < MAX_BATCH_NANOS) {
      limit = Math.min(events.length, limit * 2);
    }
  }

  /** Counts what a dying worker leaves behind as failed, so that each event ends. */
  void abandon(Throwable death) {
    takeAll();
    while (ended < size) {
      int place = ended;
      if (damage[place] == null && withdrawn[place]) {
        skip();
      } else {
        fail(place, death);
      }
    }
  }

  /** Ends a claimed event that nobody can handle. */
  void abandonUntouched(long sequence, Throwable cause) {
    begin(sequence, 1);
    abandon(cause);
  }
}
