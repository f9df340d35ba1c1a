package weir.agent;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weir.core.watch.RingView;

/**
 * A Disruptor's ring of the program, of version 3 or 4 and of whatever class loader. All of it is
 * held weakly. The keeper changes it, anybody reads.
 */
final class FoundRing implements RingView {

  private static final LongGetters RING =
      new LongGetters(
          "disruptor.RingBuffer",
          "getCursor",
          "getMinimumGatingSequence",
          "getBufferSize",
          "remainingCapacity");

  /** A ring whose consumers have ended is shown for a while, so that people see it. */
  private static final long SHOWN_AFTER_ITS_END_NANOS = 10_000_000_000L;

  private final WeakReference<Object> ring;
  private final int capacity;

  /** Replaced as a whole by the keeper. */
  private volatile List<Consumer> consumers = List.of();

  /** Since when it has no consumer. The keeper's. */
  private volatile @Nullable Long abandonedNanos;

  // What was seen last. Any thread; a lost race tells what was true a moment ago.
  private volatile long lastCursor;
  private volatile long lastGating;
  private volatile long lastRemaining;

  private FoundRing(Object ring) {
    this.ring = new WeakReference<>(ring);
    capacity = (int) RING.ask(ring, "getBufferSize");
    lastCursor = RING.ask(ring, "getCursor");
    lastGating = RING.ask(ring, "getMinimumGatingSequence");
    lastRemaining = RING.ask(ring, "remainingCapacity");
  }

  /** Null if it is of a version that tells too little. */
  static @Nullable FoundRing of(Object ring) {
    return RING.canAsk(ring) ? new FoundRing(ring) : null;
  }

  boolean isOf(Object other) {
    return ring.refersTo(other);
  }

  boolean has(Object sequence) {
    return consumers.stream().anyMatch(it -> ((FoundConsumer) it).isOf(sequence));
  }

  void add(FoundConsumer consumer) {
    List<Consumer> all = new ArrayList<>(consumers);
    all.add(consumer);
    all.sort(Comparator.comparing(Consumer::name));
    consumers = List.copyOf(all);
    abandonedNanos = null;
  }

  /** Those whose threads have ended hold nobody up any more. */
  void dropTheDead() {
    List<Consumer> living =
        consumers.stream().filter(it -> ((FoundConsumer) it).isAlive()).toList();
    if (living.size() < consumers.size()) {
      consumers = living;
      abandonedNanos = living.isEmpty() ? Long.valueOf(System.nanoTime()) : null;
    }
  }

  @Override
  public long cursor() {
    Object now = ring.get();
    if (now != null) {
      lastCursor = RING.ask(now, "getCursor");
    }
    return lastCursor;
  }

  /** Some consumers are not found, and some do not keep the publishers from going on. */
  @Override
  public long slowest() {
    Object now = ring.get();
    if (now != null) {
      lastGating = RING.ask(now, "getMinimumGatingSequence");
    }
    long slowest = lastGating;
    for (Consumer consumer : consumers) {
      slowest = Math.min(slowest, consumer.sequence());
    }
    return slowest;
  }

  @Override
  public int capacity() {
    return capacity;
  }

  @Override
  public long remainingCapacity() {
    Object now = ring.get();
    if (now != null) {
      lastRemaining = RING.ask(now, "remainingCapacity");
    }
    return lastRemaining;
  }

  @Override
  public List<Consumer> consumers() {
    return consumers;
  }

  @Override
  public boolean hasEnded() {
    Long abandoned = abandonedNanos;
    return ring.refersTo(null)
        || (abandoned != null && System.nanoTime() - abandoned >= SHOWN_AFTER_ITS_END_NANOS);
  }
}
