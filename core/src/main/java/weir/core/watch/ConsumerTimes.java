package weir.core.watch;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import weir.core.figures.Source;
import weir.core.figures.WorkerFigures;

/**
 * How busy the consumers of a ring are, as far as looks tell: one that has events to pass at a look
 * is taken to have been busy since the last. The pulse looks, anybody reads.
 */
final class ConsumerTimes {

  /** Of one consumer. The pulse alone writes. */
  private static final class Time {

    private long sequence = Long.MIN_VALUE;
    private volatile long movedNanos;
    private volatile long busyNanos;
  }

  private final RingView ring;
  private final long start;
  private final ConcurrentHashMap<RingView.Consumer, Time> times = new ConcurrentHashMap<>();

  /** Confined to the pulse. */
  private long lookedNanos = System.nanoTime();

  /**
   * Starts with nobody busy.
   *
   * @param start what was passed before does not count
   */
  ConsumerTimes(RingView ring, long start) {
    this.ring = ring;
    this.start = start;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // nobody else writes
  void look() {
    List<RingView.Consumer> consumers = ring.consumers();
    long nowNanos = System.nanoTime();
    for (RingView.Consumer consumer : consumers) {
      Time time = times.computeIfAbsent(consumer, any -> new Time());
      long sequence = consumer.sequence();
      boolean isBehind = sequence < ring.cursor();
      if (!isBehind || sequence != time.sequence) {
        time.sequence = sequence;
        time.movedNanos = nowNanos;
      }
      if (isBehind) {
        time.busyNanos += nowNanos - lookedNanos;
      }
    }
    if (times.size() > consumers.size()) {
      times.keySet().retainAll(consumers);
    }
    lookedNanos = nowNanos;
  }

  /** The consumers as the workers of the ring, each with its backlog behind its name. */
  List<WorkerFigures> figures() {
    List<RingView.Consumer> consumers = ring.consumers();
    return IntStream.range(0, Math.min(WorkerFigures.MOST, consumers.size()))
        .mapToObj(place -> figures(place, consumers.get(place)))
        .toList();
  }

  /** The consumer first: no backlog is negative. */
  private WorkerFigures figures(int place, RingView.Consumer consumer) {
    long sequence = consumer.sequence();
    long behind = Math.max(0, ring.cursor() - sequence);
    Time time = times.get(consumer);
    return new WorkerFigures(
        place,
        name(consumer.name(), behind),
        behind > 0 ? WorkerFigures.State.HANDLING : WorkerFigures.State.IDLE,
        behind > 0 && time != null ? Math.max(0, System.nanoTime() - time.movedNanos) : 0,
        Math.max(0, sequence - start),
        0,
        time == null ? 0 : time.busyNanos);
  }

  /** The number is what matters: a long name makes room for it. */
  private static String name(String name, long behind) {
    String suffix = ": " + behind + " behind";
    int most = Source.MAX_NAME_LENGTH - suffix.length();
    return (name.length() <= most ? name : name.substring(0, most - 1) + "…") + suffix;
  }
}
