package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Change;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;

/**
 * The past ten hours of one source's life in at most 64 MB, the coarser the older. Confined to one
 * thread.
 */
public final class History {

  /** The number of samples that the original panel averages its resource use over. */
  private static final int USE_SAMPLES = 11;

  /** A snapshot's interval may start so much after the snapshot before it. */
  private static final long JOINT_NANOS = 100_000_000;

  /** Ends of intervals that are closer are the same. */
  private static final long ROUNDING_NANOS = 1_000_000;

  private final SlotStore slots = new SlotStore(SlotStore.BUDGET_BYTES);
  private final LatencySeries series = new LatencySeries(slots);
  private final HeatSeries heat = new HeatSeries(slots);
  private final SampleReader reader = new SampleReader();
  private final WorkerSteps workers = new WorkerSteps();
  private final Markers markers = new Markers();
  private final WallClock clock = new WallClock();
  private final KnownTail tail = new KnownTail();
  private final CohortHistory cohorts = new CohortHistory();
  private final SpoiledTimes spoiled = new SpoiledTimes();
  private final WorkerTimes workerTimes = new WorkerTimes();
  private final Deque<Integer> recentUse = new ArrayDeque<>();
  private @Nullable Snapshot latest;
  private double throughput = Double.NaN;
  private boolean interrupted;

  History() {}

  /** Keeps all of what it fits: a recording does not go on. */
  void keepARecording() {
    slots.keepARecording();
  }

  /** Mean resource use about a moment, NaN where unknown. */
  double useAt(long uptimeNanos) {
    Slot slot = slotAt(uptimeNanos);
    return slot == null ? Double.NaN : slot.mean(Gauge.RESOURCE_IN_USE);
  }

  /** Completions per second at a moment, NaN where unknown. */
  double throughputAt(long uptimeNanos) {
    Slot slot = slotAt(uptimeNanos);
    return slot == null ? Double.NaN : slot.last(Gauge.COMPLETION_RATE);
  }

  /**
   * Whether a snapshot tells of a time that is in this history already, as the past does that a
   * server sends to a panel that comes back.
   */
  boolean knows(Snapshot snapshot) {
    Snapshot last = latest;
    return last != null
        && snapshot.uptimeNanos() <= last.uptimeNanos()
        && clock.agrees(snapshot.uptimeNanos(), snapshot.epochMillis());
  }

  /** What of a snapshot from the past is not in this history; empty if all of it is. */
  Optional<Snapshot> unknownOf(Snapshot snapshot) {
    Snapshot last = latest;
    if (knows(snapshot)) {
      return Optional.empty();
    }
    long from = snapshot.uptimeNanos() - snapshot.interval().intervalNanos();
    boolean halfKnown =
        last != null
            && snapshot.uptimeNanos() > last.uptimeNanos()
            && last.uptimeNanos() - from > ROUNDING_NANOS;
    return Optional.of(halfKnown ? tail.restOf(snapshot) : snapshot);
  }

  /**
   * Adds the next snapshot; one of an earlier uptime starts the history afresh. It may stand for
   * more time than a slot has, or for less.
   */
  void add(Snapshot snapshot) {
    Snapshot before = latest;
    long now = snapshot.uptimeNanos();
    if (before != null && now <= before.uptimeNanos()) {
      clear();
    } else if (before != null && snapshot.resets() != before.resets()) {
      // The ledger starts at zero: a rate across that line would be false.
      slots.interrupt();
      reader.seeReset(snapshot.ledger());
      markers.seeReset(snapshot);
    } else if (interrupted && before != null && !follows(snapshot, before)) {
      slots.interrupt();
      reader.interrupt();
    }
    interrupted = false;
    latest = snapshot;
    Sample sample = reader.read(snapshot);
    throughput = sample.gauge(Gauge.COMPLETION_RATE);
    slots.add(sample);
    snapshot.resource().ifPresent(this::addUse);
    clock.add(now, snapshot.epochMillis());
    tail.add(snapshot);
    snapshot.workers().ifPresent(count -> addWorkers(snapshot, count.requested()));
    long oldest = now - TimeSpan.TEN_HOURS.spanNanos();
    workers.dropBefore(oldest);
    markers.dropBefore(oldest);
    cohorts.add(snapshot);
    spoiled.add(snapshot);
    workerTimes.add(snapshot);
  }

  private void addWorkers(Snapshot snapshot, int requested) {
    workers
        .latest()
        .ifPresent(
            before -> {
              if (before != requested) {
                markers.seeWorkers(snapshot, before, requested);
              }
            });
    workers.add(snapshot.uptimeNanos(), requested);
  }

  /**
   * Takes a change that the source tells of.
   *
   * @return whether it was not known
   */
  boolean tell(Change change) {
    return markers.tell(change);
  }

  /** Whether there is no time between two snapshots of which nothing is known. */
  private static boolean follows(Snapshot snapshot, Snapshot before) {
    return snapshot.uptimeNanos() - snapshot.interval().intervalNanos()
        <= before.uptimeNanos() + JOINT_NANOS;
  }

  private void addUse(ResourceUse use) {
    recentUse.addLast(use.inUse());
    if (recentUse.size() > USE_SAMPLES) {
      recentUse.removeFirst();
    }
  }

  /** Marks a time without figures: lines end here, unless the server tells of that time later. */
  void interrupt() {
    interrupted = true;
    recentUse.clear();
  }

  void clear() {
    latest = null;
    throughput = Double.NaN;
    interrupted = false;
    reader.interrupt();
    recentUse.clear();
    workers.clear();
    markers.clear();
    clock.clear();
    tail.clear();
    cohorts.clear();
    spoiled.clear();
    workerTimes.clear();
    slots.clear();
    series.clear();
    heat.clear();
  }

  /**
   * Visits the slots to draw a stretch of time by, oldest first: as fine as a width can show, and
   * coarser where only that is kept.
   *
   * @param fromNanos the stretch's start, on the server's uptime
   * @param toNanos its end
   * @param pixelNanos time that one pixel shows
   * @param action takes each slot that ends in the stretch; it must not keep the last one
   */
  public void visitSlots(long fromNanos, long toNanos, double pixelNanos, Consumer<Slot> action) {
    slots.visitForDrawing(fromNanos, toNanos + 1, pixelNanos, action);
  }

  /**
   * The slot that a moment is in.
   *
   * @param uptimeNanos the moment
   * @return null where nothing is known of it
   */
  public @Nullable Slot slotAt(long uptimeNanos) {
    Slot[] found = {null};
    long reach = 2 * slots.slotNanosAt(uptimeNanos);
    slots.visitForDrawing(
        uptimeNanos,
        uptimeNanos + Math.max(reach, JOINT_NANOS),
        0,
        slot -> {
          if (found[0] == null && slot.fromNanos() < uptimeNanos) {
            found[0] = slot;
          }
        });
    return found[0];
  }

  /**
   * Percentiles of one clock over a stretch of time, each point of one merged histogram.
   *
   * @param clock which latency
   * @param bucketNanos what each point stands for, see {@link #latencyBucketNanos}
   * @param fromNanos the stretch's start, on the server's uptime
   * @param toNanos its end
   * @return the points, oldest first; buckets of time in which nothing ended have none
   */
  public List<LatencyPoint> latencies(
      LatencyClock clock, long bucketNanos, long fromNanos, long toNanos) {
    return series.read(clock, bucketNanos, fromNanos, toNanos, nowNanos());
  }

  /**
   * Length of the buckets that suit a window.
   *
   * @param fromNanos the window's start
   * @param toNanos its end
   * @return nanoseconds
   */
  public long latencyBucketNanos(long fromNanos, long toNanos) {
    return series.bucketNanos(fromNanos, toNanos);
  }

  /**
   * One clock's latencies over a window, each column of one merged histogram. A call reads a few
   * new columns at most.
   *
   * @param clock which latency
   * @param window the window
   * @return its columns, as far as they are read by now
   */
  public HeatColumns heat(LatencyClock clock, TimeWindow window) {
    return heat.read(clock, window.fromNanos(), window.toNanos(), nowNanos());
  }

  /**
   * Counts and one latency of a stretch of time, added up exactly. Old times are kept in longer
   * slots: the figures say which stretch they are of.
   *
   * @param fromNanos the stretch's start, on the server's uptime
   * @param toNanos its end
   * @param clock which latency
   * @return the figures of the slots that end in the stretch; of none, of the one that it is in
   */
  public SpanFigures figures(long fromNanos, long toNanos, LatencyClock clock) {
    SpanSum sum = new SpanSum(clock);
    slots.visitCover(fromNanos + 1, toNanos + 1, sum::add);
    SpanFigures figures = sum.figures();
    Slot around = figures.knownNanos() == 0 ? slotAt((fromNanos + toNanos) / 2) : null;
    if (around != null) {
      sum.add(around);
      return sum.figures();
    }
    return figures;
  }

  /**
   * Requested workers over time.
   *
   * @return the steps
   */
  public WorkerSteps workers() {
    return workers;
  }

  /**
   * What was changed: what the source tells, and of kinds that it tells nothing of, what its
   * figures show.
   *
   * @return the markers, oldest first
   */
  public List<Marker> markers() {
    return markers.all();
  }

  /**
   * The events by when they arrived.
   *
   * @return the cohorts
   */
  public CohortHistory cohorts() {
    return cohorts;
  }

  /**
   * When the machine itself stood still.
   *
   * @return the times
   */
  public SpoiledTimes spoiled() {
    return spoiled;
  }

  /**
   * The workers one by one.
   *
   * @return their newest figures, and their last minute
   */
  public WorkerTimes workerTimes() {
    return workerTimes;
  }

  /**
   * The right end of the time axis.
   *
   * @return the server's uptime at the newest snapshot, in nanoseconds; 0 before the first
   */
  public long nowNanos() {
    return latest == null ? 0 : latest.uptimeNanos();
  }

  /**
   * The left end of what is known.
   *
   * @return the server's uptime, in nanoseconds; now before the first snapshot
   */
  public long oldestNanos() {
    return Math.min(slots.oldestNanos(), nowNanos());
  }

  /**
   * What a wall clock showed at a moment. If it was set meanwhile, times before that read as they
   * were read then.
   *
   * @param uptimeNanos the moment, on the server's uptime
   * @return milliseconds since 1970 UTC; 0 before the first snapshot
   */
  public long epochMillis(long uptimeNanos) {
    return clock.epochMillis(uptimeNanos);
  }

  /** What the slots take of memory. */
  long bytes() {
    return slots.bytes();
  }

  /** Completions per second over the last second, NaN while unknown. */
  double throughput() {
    return throughput;
  }

  /** Mean resource use over the last eleven samples, NaN before the first or without one. */
  double meanUse() {
    return recentUse.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN);
  }
}
