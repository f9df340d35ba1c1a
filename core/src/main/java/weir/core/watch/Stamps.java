package weir.core.watch;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SingleWriterRecorder;
import org.jspecify.annotations.Nullable;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;
import weir.core.telemetry.SampledLatencies;

/**
 * Times events of which nobody has written down when they came, to about a millisecond: a {@link
 * Pulse} looks a thousand times a second at how far publishers have come, and at how far those have
 * that follow them. The newest event at a look is stamped, and timed when it has been passed. So
 * publishers pay nothing, and of fast ones one event in many is timed. While nothing happens, it
 * looks rarely; what comes first after that is not stamped, as nobody knows since when it was
 * there.
 */
final class Stamps implements SampledLatencies, Pulse.Look {

  /** Which clock it is that is timed. */
  enum Clock {
    WAIT,
    RESPONSE
  }

  /** What came during a longer pause is not stamped. */
  private static final long LONGEST_LOOK_NANOS = 3_000_000;

  private static final int MOST = 1 << 14;

  private final Clock clock;
  private final LongSupplier passed;
  private final LongSupplier published;
  private final SingleWriterRecorder recorder = LatencyRange.newRecorder();

  /** Times recorded as the end of the range. The pulse adds. */
  private final AtomicLong overRange = new AtomicLong();

  /** Set by the sampler: whether anything is there to be timed. */
  private volatile boolean busy;

  // Confined to the pulse: how far publishers were at the last look, and when that was.
  private long before;
  private long lookedNanos = System.nanoTime();

  // Confined to the pulse: a queue of stamps, the oldest at the place of the first.
  private final long[] sequences = new long[MOST];
  private final long[] nanos = new long[MOST];
  private long first;
  private long next;

  // Confined to the thread that holds the sampler's lock.
  private final Histogram sinceReset = LatencyRange.newHistogram();
  private IntervalSum interval = new IntervalSum();
  private IntervalSum taken = new IntervalSum();
  private @Nullable Histogram spare;
  private long overRangeAtReset;

  /**
   * Starts with nothing timed.
   *
   * @param published the newest event there is; never falls
   * @param passed the newest event that all have passed; never falls
   */
  Stamps(Clock clock, LongSupplier published, LongSupplier passed) {
    this.clock = clock;
    this.published = published;
    this.passed = passed;
    before = published.getAsLong();
  }

  @Override
  public boolean look() {
    long passedNow = passed.getAsLong();
    long nowNanos = System.nanoTime();
    time(passedNow, nowNanos);
    long publishedNow = published.getAsLong();
    if (publishedNow > before) {
      busy = true;
      if (nowNanos - lookedNanos <= LONGEST_LOOK_NANOS) {
        stamp(publishedNow, nowNanos);
      }
    }
    before = publishedNow;
    lookedNanos = nowNanos;
    return busy || next > first;
  }

  private void stamp(long sequence, long nowNanos) {
    if (next - first < MOST) {
      int place = (int) (next % MOST);
      sequences[place] = sequence;
      nanos[place] = nowNanos;
      next++;
    }
  }

  private void time(long passedNow, long nowNanos) {
    while (first < next && sequences[(int) (first % MOST)] <= passedNow) {
      long micros = (nowNanos - nanos[(int) (first % MOST)]) / 1_000;
      if (micros > LatencyRange.MAX_MICROS) {
        overRange.incrementAndGet();
      }
      recorder.recordValue(Math.min(micros, LatencyRange.MAX_MICROS));
      first++;
    }
  }

  @Override
  public void collect() {
    Histogram read = recorder.getIntervalHistogram(spare);
    spare = read;
    if (read.getTotalCount() > 0) {
      of(interval.latencies()).add(read);
      sinceReset.add(read);
    }
  }

  private <T> T of(Latencies<T> all) {
    return clock == Clock.WAIT ? all.waitTime() : all.responseTime();
  }

  @Override
  public Latencies<Optional<LatencySummary>> sinceReset() {
    Optional<LatencySummary> timed = Optional.of(LatencySummary.of(sinceReset));
    Optional<LatencySummary> none = Optional.empty();
    return clock == Clock.WAIT
        ? new Latencies<>(timed, none, none, none, none)
        : new Latencies<>(none, none, none, none, timed);
  }

  @Override
  public long overRange() {
    return overRange.get() - overRangeAtReset;
  }

  @Override
  public void measureWhile(boolean somethingIsThere) {
    busy = somethingIsThere;
  }

  @Override
  public IntervalSum takeInterval(long intervalNanos) {
    IntervalSum ended = interval;
    interval = taken;
    taken = ended;
    interval.clear();
    ended.endAfter(intervalNanos);
    return ended;
  }

  @Override
  public void discardInterval() {
    interval.clear();
  }

  @Override
  public void reset() {
    sinceReset.reset();
    overRangeAtReset = overRange.get();
  }
}
