package weir.core.worker;

import com.lmax.disruptor.Sequence;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The keys of a storm's events, and a check that those of one key are handled one after the other,
 * in the order of publication. One key has an eighth of all events. Keys that can't be told and
 * workers that die are part of it.
 */
final class StormKeys {

  private static final int ONE_IN = 4_000;

  /** What befalls a worker in between its events. */
  private static final class Death extends StackOverflowError {
    private static final long serialVersionUID = 1;
  }

  /** An event that won't tell its key. */
  private static final class KeyFailure extends IllegalStateException {
    private static final long serialVersionUID = 1;
  }

  /** Kills its worker at times, and then leaves the place alone for a while. */
  private final class DeadlyAnnouncement extends Sequence {

    /** Confined to the worker of the place, one after the other. */
    private int safeFor = ONE_IN;

    DeadlyAnnouncement() {
      super(WorkerCell.FREE);
    }

    @Override
    public void set(long value) {
      super.set(value);
      if (--safeFor < 0 && ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
        safeFor = ONE_IN;
        deaths.incrementAndGet();
        throw new Death();
      }
    }
  }

  private final int keys;
  private final int maxWaiting;

  /**
   * The sequence last handled of each key. Plain: the pool has to hand it from worker to worker.
   */
  private final long[] last;

  /** 1 while an event of the key is handled. */
  private final AtomicIntegerArray busy;

  private final AtomicLong overlapping = new AtomicLong();
  private final AtomicLong disordered = new AtomicLong();
  private final AtomicLong deaths = new AtomicLong();

  /**
   * Describes keys.
   *
   * @param keys how many there are; 0 for a pool that is not ordered
   * @param maxWaiting how many events may wait behind them
   */
  StormKeys(int keys, int maxWaiting) {
    this.keys = keys;
    this.maxWaiting = maxWaiting;
    last = new long[keys];
    Arrays.fill(last, -1);
    busy = new AtomicIntegerArray(keys);
  }

  static StormKeys none() {
    return new StormKeys(0, 1);
  }

  void prepare(PoolBuilder<StormEvent> builder) {
    if (keys > 0) {
      builder.ordered(this::toldKeyOf).maxWaitingBehindKeys(maxWaiting);
      builder.cells = () -> new WorkerCell(new DeadlyAnnouncement());
    }
  }

  private long toldKeyOf(StormEvent event) {
    if (ThreadLocalRandom.current().nextInt(ONE_IN) == 0) {
      throw new KeyFailure();
    }
    // Far apart, negative ones as well.
    return keyOf(event) * Long.MAX_VALUE;
  }

  private int keyOf(StormEvent event) {
    int hash = event.id * 0x9E37_79B9;
    return hash >>> 29 == 0 ? 0 : Integer.remainderUnsigned(hash, keys);
  }

  /** Whether a failure is not a handler's. */
  boolean isNoHandlersFailure(Throwable failure) {
    return failure instanceof Death || failure instanceof KeyFailure;
  }

  /** Called first and last by the handler of an event. */
  void begin(StormEvent event) {
    if (keys > 0) {
      int key = keyOf(event);
      if (busy.getAndSet(key, 1) == 1) {
        overlapping.incrementAndGet();
      }
      if (event.sequence <= last[key]) {
        disordered.incrementAndGet();
      }
      last[key] = event.sequence;
    }
  }

  void end(StormEvent event) {
    if (keys > 0) {
      busy.set(keyOf(event), 0);
    }
  }

  long overlapping() {
    return overlapping.get();
  }

  long disordered() {
    return disordered.get();
  }

  long deaths() {
    return deaths.get();
  }
}
