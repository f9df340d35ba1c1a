package weir.core.telemetry;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import weir.core.fault.FaultLog;
import weir.core.figures.Change;
import weir.core.figures.DepthSample;
import weir.core.figures.Interval;
import weir.core.figures.IntervalSum;
import weir.core.figures.Latencies;
import weir.core.figures.Ledger;
import weir.core.figures.SinceStart;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.figures.TimeSum;
import weir.core.figures.WorkerFigures;

/**
 * Builds a snapshot of a source at a steady pace and hands it to those who listen. While no figure
 * changes, it does so only twice a second, and while nobody listens but somebody keeps the past,
 * once. A listener that throws costs no other a snapshot; it is reported once a minute. All methods
 * are thread-safe.
 */
public final class Sampler implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

  private static final long HEARTBEAT_NANOS = 500_000_000;

  /** How often those who keep the past have a snapshot while nobody listens. */
  private static final long PAST_NANOS = 1_000_000_000;

  /** How often the workers are looked at one by one: nobody reads faster. */
  private static final long WORKERS_NANOS = 250_000_000;

  /** How often those who listen are told of single events: nobody sees more. */
  private static final long DEPTHS_NANOS = 250_000_000;

  private static final Duration FAULT_PAUSE = Duration.ofMinutes(1);

  /** A sample takes a few milliseconds; only a sink that hangs takes longer. */
  private static final long JOIN_MILLIS = 5_000;

  private final String source;
  private final SampledSource figures;
  private final SampledLatencies latencies;
  private final long periodNanos;
  private final long startedNanos = System.nanoTime();
  private final CopyOnWriteArrayList<Receiver> receivers = new CopyOnWriteArrayList<>();
  private final FaultLog faults = new FaultLog(LOG, FAULT_PAUSE);
  private final Thread thread;

  /** Set once by {@link #close()}. */
  private volatile boolean closed;

  /** Written under this, read by anybody. */
  private volatile long resets;

  @GuardedBy("this")
  private Ledger ledgerAtReset = Ledger.EMPTY;

  /** What resets have taken out of the latencies. */
  @GuardedBy("this")
  private Latencies<TimeSum> timesBeforeReset = Latencies.generate(() -> TimeSum.EMPTY);

  @GuardedBy("this")
  private long number;

  @GuardedBy("this")
  private long intervalStartNanos = startedNanos;

  @GuardedBy("this")
  private @Nullable Snapshot lastPublished;

  @GuardedBy("this")
  private Optional<List<WorkerFigures>> workerFigures = Optional.empty();

  @GuardedBy("this")
  private long workersSeenNanos = startedNanos - WORKERS_NANOS;

  /** Confined to the thread that ticks. */
  private long pastNanos = startedNanos;

  /** Confined to the thread that ticks. */
  private long depthsToldNanos = startedNanos - DEPTHS_NANOS;

  /**
   * Creates a sampler; {@link #start()} starts it.
   *
   * @param source name of the source that the figures are of
   * @param figures what to sample
   * @param latencies what to collect; used by this sampler alone
   * @param period time from one sample to the next, above 0
   * @throws IllegalArgumentException if it is not
   */
  public Sampler(
      String source, SampledSource figures, SampledLatencies latencies, Duration period) {
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException(
          "the period of samples must be above 0, and " + period + " is not: 50 ms is usual");
    }
    this.source = source;
    this.figures = figures;
    this.latencies = latencies;
    this.periodNanos = TimeUnit.NANOSECONDS.convert(period);
    thread = new Thread(this::run, "weir-sampler");
    thread.setDaemon(true);
  }

  /**
   * Samples once, on the calling thread. For those who have more samplers than they want threads:
   * {@link #start()} is not called then, and one thread at a time calls this.
   */
  public void tick() {
    tryTick(false);
  }

  /** Starts sampling on a daemon thread of its own. */
  public void start() {
    thread.start();
  }

  /**
   * Adds a receiver of snapshots.
   *
   * @param sink gets the snapshots from the next one on
   */
  public void addSink(SnapshotSink sink) {
    receivers.add(Receiver.of(sink, LOG));
  }

  /**
   * Adds a log of histograms.
   *
   * @param log gets the intervals from the next one on, as they are: nothing is packed for it
   */
  public void addLog(HistogramLog log) {
    // Before all sinks: one that closes this sampler has it take the next interval meanwhile.
    receivers.add(0, Receiver.of(log, LOG));
  }

  /**
   * Samples now, beside the steady pace.
   *
   * @return fresh figures, without an interval
   */
  public synchronized Snapshot current() {
    return sample(collect());
  }

  /**
   * Samples now, beside the steady pace, and says what there was since the start.
   *
   * @return fresh figures, without an interval
   */
  public synchronized SinceStart sinceStart() {
    Ledger totals = collect();
    return new SinceStart(totals, timesSinceStart(), sample(totals));
  }

  @GuardedBy("this")
  private Latencies<Optional<TimeSum>> timesSinceStart() {
    return latencies
        .sinceReset()
        .zip(timesBeforeReset, (clock, before) -> clock.map(TimeSum::of).map(before::plus));
  }

  /**
   * All latencies since the start, whatever was reset: counts that never fall.
   *
   * @return a sum of no stated length, the caller's own
   */
  public synchronized IntervalSum latenciesSinceStart() {
    collect();
    return latencies.sinceStart();
  }

  /**
   * Starts ledger and latency statistics afresh. Events in the pipeline stay accepted: the new
   * ledger starts with them as backlog and in flight. Events that end in the very moment of a reset
   * may be in the new ledger and the old latencies.
   */
  public synchronized void reset() {
    ledgerAtReset = figures.totals();
    latencies.collect();
    timesBeforeReset = timesSinceStart().map(clock -> clock.orElse(TimeSum.EMPTY));
    latencies.reset();
    resets++;
  }

  /**
   * Time since this was made: the axis of its snapshots.
   *
   * @return nanoseconds
   */
  public long uptimeNanos() {
    return System.nanoTime() - startedNanos;
  }

  /**
   * Tells all sinks of a change at once, on the calling thread.
   *
   * @param change what was changed
   */
  public void tell(Change change) {
    receivers.forEach(receiver -> receiver.tell(change));
  }

  /**
   * How often the statistics have been reset. Waits for nothing.
   *
   * @return count since the start
   */
  public long resets() {
    return resets;
  }

  private void run() {
    long nextNanos = System.nanoTime() + periodNanos;
    while (!closed) {
      long waitNanos = nextNanos - System.nanoTime();
      if (waitNanos > 0) {
        LockSupport.parkNanos(this, waitNanos);
        // An interrupt that a sink left behind would keep park from blocking.
        Thread.interrupted();
        continue;
      }
      // Samples missed while the machine was busy are not made up for.
      nextNanos += periodNanos * (1 - waitNanos / periodNanos);
      tryTick(false);
    }
  }

  private void tryTick(boolean last) {
    try {
      tick(last);
    } catch (Throwable e) {
      faults.report(() -> last ? "The last sample failed" : "A sample failed; others follow", e);
    }
  }

  /** Sinks are called without the lock: whoever wants figures does not wait for them. */
  private void tick(boolean last) {
    List<Receiver> listening = new ArrayList<>();
    List<Receiver> keeping = new ArrayList<>();
    for (Receiver receiver : receivers) {
      if (receiver.isListening()) {
        listening.add(receiver);
      } else if (receiver.keepsThePast()) {
        keeping.add(receiver);
      }
    }
    if (listening.isEmpty() && keeping.isEmpty()) {
      startAnew();
      return;
    }
    boolean pastIsDue = last || System.nanoTime() - pastNanos >= PAST_NANOS;
    if (listening.isEmpty() && !pastIsDue) {
      collectOnly();
      return;
    }
    boolean forPast = pastIsDue && !keeping.isEmpty();
    Sample news = takeNews(last || forPast);
    if (pastIsDue) {
      pastNanos = System.nanoTime();
    }
    if (news != null) {
      listening.forEach(receiver -> receiver.take(news));
      keeping.forEach(receiver -> receiver.keep(news, forPast));
      tellDepths(last, listening);
    }
  }

  private void tellDepths(boolean last, List<Receiver> listening) {
    long nowNanos = System.nanoTime();
    if (listening.isEmpty() || (!last && nowNanos - depthsToldNanos < DEPTHS_NANOS)) {
      return;
    }
    takeDepthNews()
        .ifPresent(
            points -> {
              depthsToldNanos = nowNanos;
              DepthSample sample = new DepthSample(source, points);
              listening.forEach(receiver -> receiver.tell(sample));
            });
  }

  private synchronized Optional<List<DepthSample.Point>> takeDepthNews() {
    return latencies.takeDepthNews();
  }

  private synchronized void collectOnly() {
    collect();
  }

  private synchronized void startAnew() {
    collect();
    latencies.discardInterval();
    intervalStartNanos = System.nanoTime();
    lastPublished = null;
  }

  private synchronized @Nullable Sample takeNews(boolean last) {
    long nowNanos = System.nanoTime();
    Snapshot figuresNow = sample(collect());
    if (!last && !isNews(figuresNow)) {
      return null;
    }
    IntervalSum interval = latencies.takeInterval(nowNanos - intervalStartNanos);
    intervalStartNanos = nowNanos;
    number++;
    lastPublished = figuresNow;
    return new Sample(number, figuresNow, interval);
  }

  @GuardedBy("this")
  private boolean isNews(Snapshot now) {
    Snapshot before = lastPublished;
    return before == null
        || now.uptimeNanos() - before.uptimeNanos() >= HEARTBEAT_NANOS
        || !now.sameFiguresAs(before);
  }

  /** The ledger first: whatever it counts as ended has been recorded. */
  @GuardedBy("this")
  private Ledger collect() {
    Ledger totals = figures.totals();
    latencies.collect();
    latencies.measureWhile(totals.inPipeline() > 0);
    return totals;
  }

  @GuardedBy("this")
  private Snapshot sample(Ledger totals) {
    return new Snapshot(
        source,
        number,
        System.currentTimeMillis(),
        System.nanoTime() - startedNanos,
        resets,
        totals.since(ledgerAtReset),
        figures.oldestWaitingNanos(),
        figures.workers(),
        workerFigures(),
        figures.resource(),
        OptionalLong.of(latencies.overRange()),
        latencies.sinceReset(),
        latencies.hiccups(),
        latencies.cohortFigures(),
        figures.load(),
        figures.journal().map(journal -> journal.since(ledgerAtReset)),
        Interval.EMPTY);
  }

  /** Those seen last serve for a while. */
  @GuardedBy("this")
  private Optional<List<WorkerFigures>> workerFigures() {
    long nowNanos = System.nanoTime();
    if (nowNanos - workersSeenNanos >= WORKERS_NANOS) {
      workersSeenNanos = nowNanos;
      workerFigures = figures.workerFigures();
    }
    return workerFigures;
  }

  /**
   * Publishes a last snapshot and ends the sampling thread; a sink that hangs is left behind, and
   * that is logged. What sinks throw is logged as ever. Idempotent.
   */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    LockSupport.unpark(thread);
    // A sink may close the sampler: its thread does not wait for itself.
    if (thread == Thread.currentThread() || hasEnded()) {
      tryTick(true);
    } else {
      faults.report(
          () -> "There is no last snapshot", new IllegalStateException("a snapshot sink hangs"));
    }
  }

  private boolean hasEnded() {
    boolean interrupted = false;
    long startNanos = System.nanoTime();
    long leftMillis = JOIN_MILLIS;
    while (thread.isAlive() && leftMillis > 0) {
      try {
        thread.join(leftMillis);
      } catch (InterruptedException e) {
        interrupted = true;
      }
      leftMillis = JOIN_MILLIS - (System.nanoTime() - startNanos) / 1_000_000;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }
}
