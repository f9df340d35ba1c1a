package weir.http.lab;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import weir.core.figures.Cohort;
import weir.core.figures.DepthSample;
import weir.core.figures.LatencyRange;
import weir.core.figures.LatencySummary;
import weir.core.figures.Ledger;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.figures.WorkerFigures;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.pipeline.Pipeline;
import weir.core.ring.PublishOutcome;
import weir.http.time.Deadline;

/** A pipeline that is experimented with, and what has been seen of it. Thread-safe. */
final class LabPipeline implements SnapshotSink {

  /** Who changes things, as panels are told. */
  private static final String WHO = "weir lab (pid " + ProcessHandle.current().pid() + ")";

  private static final long LOOK_MILLIS = 1;

  private final Pipeline<?> pipeline;
  private final LongFunction<PublishOutcome> publisher;

  @GuardedBy("this")
  private final Histogram waits = LatencyRange.newHistogram();

  @GuardedBy("this")
  private final Histogram services = LatencyRange.newHistogram();

  @GuardedBy("this")
  private List<DepthSample.Point> depths = List.of();

  @GuardedBy("this")
  private final Histogram hiccups = LatencyRange.newHistogram();

  @GuardedBy("this")
  private int mostUses;

  @GuardedBy("this")
  private double backlogNanos;

  @GuardedBy("this")
  private long observedSinceNanos = System.nanoTime();

  @GuardedBy("this")
  private long lookedNanos = observedSinceNanos;

  /**
   * Starts to keep the pipeline's latencies.
   *
   * @param pipeline that runs; closed by whoever started it
   * @param publisher offers an event, given its intended arrival
   */
  LabPipeline(Pipeline<?> pipeline, LongFunction<PublishOutcome> publisher) {
    this.pipeline = pipeline;
    this.publisher = publisher;
  }

  // --- What is done to it --------------------------------------------------------------------

  /** Offers an event that was meant for a moment. */
  PublishOutcome publish(long intendedNanos) {
    return publisher.apply(intendedNanos);
  }

  /** Offers events at once; those that find the ring full are the ledger's to tell. */
  void publishAtOnce(int events) {
    for (int event = 0; event < events; event++) {
      publish(System.nanoTime());
    }
  }

  void resizeTo(int workers) {
    execute(new Command.ResizeWorkers(workers));
  }

  void setServiceTime(Duration serviceTime) {
    execute(new Command.SetServiceTime(serviceTime.toNanos()));
  }

  void execute(Command command) {
    if (pipeline.execute(command, WHO) instanceof CommandOutcome.Refused refused) {
      throw new IllegalStateException(refused.reason());
    }
  }

  // --- What is waited for --------------------------------------------------------------------

  /**
   * Waits until so many events have ended since the start.
   *
   * @return whether they have, in time
   */
  boolean awaitEnded(long events, Duration patience) throws InterruptedException {
    return await(ledger -> ledger.ended() >= events, patience);
  }

  /**
   * Waits for a state of the ledger.
   *
   * @return whether it came, in time
   */
  boolean await(Predicate<Ledger> state, Duration patience) throws InterruptedException {
    return await(() -> state.test(totals()), patience);
  }

  /**
   * Waits until so many workers are there.
   *
   * @return how many there are, be it more or fewer when time is up
   */
  int awaitEffectiveWorkers(int workers, Duration patience) throws InterruptedException {
    await(() -> pipeline.workers().effective() == workers, patience);
    return pipeline.workers().effective();
  }

  /** Waits until so many use the resource. */
  void awaitUses(int uses, Duration patience) throws InterruptedException {
    await(() -> pipeline.resource().inUse() == uses, patience);
  }

  /**
   * Waits until single events have been told.
   *
   * @param events how many, of the last thousand
   * @return those that were told, be they fewer when time is up
   */
  List<DepthSample.Point> awaitDepths(int events, Duration patience) throws InterruptedException {
    await(() -> depths().size() >= events, patience);
    return depths();
  }

  private synchronized List<DepthSample.Point> depths() {
    return depths;
  }

  /** Waits until so many workers wait for an event. */
  void awaitIdleWorkers(int workers, Duration patience) throws InterruptedException {
    await(
        () ->
            workers().stream().filter(worker -> worker.state() == WorkerFigures.State.IDLE).count()
                == workers,
        patience);
  }

  private static boolean await(BooleanSupplier condition, Duration patience)
      throws InterruptedException {
    Deadline deadline = Deadline.in(patience);
    while (!condition.getAsBoolean()) {
      if (deadline.isOver()) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    return true;
  }

  /** Waits until the latencies of all that have ended are in {@link #waits} and its like. */
  void awaitLatencies(Duration patience) throws InterruptedException {
    await(
        () -> {
          synchronized (this) {
            return services.getTotalCount() >= totals().ended();
          }
        },
        patience);
  }

  // --- What is seen --------------------------------------------------------------------------

  String name() {
    return pipeline.name();
  }

  Ledger totals() {
    return pipeline.totals();
  }

  Snapshot snapshot() {
    return pipeline.snapshot();
  }

  Progress.State state() {
    return new Progress.State(
        name(), pipeline.workers().requested(), pipeline.resource().inUse(), totals());
  }

  /** Mean service time of the events that have ended since the reset. */
  double meanServiceSeconds() {
    return mean(snapshot().sinceReset().serviceTime().orElse(LatencySummary.EMPTY));
  }

  /** The median instead, where some met a freeze. */
  double medianServiceSeconds() {
    return snapshot().sinceReset().serviceTime().orElse(LatencySummary.EMPTY).p50Micros() / 1e6;
  }

  List<WorkerFigures> workers() {
    return pipeline.workerFigures().orElseThrow();
  }

  double meanWaitSeconds() {
    return mean(snapshot().sinceReset().waitTime().orElse(LatencySummary.EMPTY));
  }

  double meanResponseSeconds() {
    return mean(response());
  }

  LatencySummary response() {
    return snapshot().sinceReset().responseTime().orElse(LatencySummary.EMPTY);
  }

  private static double mean(LatencySummary summary) {
    return summary.count() == 0 ? Double.NaN : summary.meanMicros() / 1e6;
  }

  /** Mean response of all that arrived, those that wait still counted with their age. */
  double meanOfAllThatArrivedSeconds() {
    double sum = 0;
    long arrived = 0;
    for (Cohort cohort : snapshot().cohorts().orElseThrow()) {
      sum += cohort.meanAtLeastMicros() * cohort.arrived();
      arrived += cohort.arrived();
    }
    return sum / arrived / 1e6;
  }

  /** Squared coefficient of variation of all service times since the start. */
  synchronized double serviceScv() {
    double ratio = services.getStdDeviation() / services.getMean();
    return ratio * ratio;
  }

  /** Share of all events since the start that waited longer. */
  synchronized double shareThatWaitedLonger(double seconds) {
    long most = Math.round(seconds * 1e6);
    return 1 - waits.getCountBetweenValues(0, most) / (double) waits.getTotalCount();
  }

  /** By how much the machine itself is late, at the 99th percentile. */
  double hiccupSeconds() {
    return snapshot().hiccups().orElse(LatencySummary.EMPTY).p99Micros() / 1e6;
  }

  /** The longest time that the machine was late at once. */
  synchronized double longestHiccupSeconds() {
    return hiccups.getMaxValue() / 1e6;
  }

  /**
   * What the machine's hiccups may add to a mean wait: whoever comes while everything stands still
   * waits for the rest of that, and whoever comes later until the queue has been caught up with.
   *
   * @param seconds how long events came
   * @param utilisation below 1
   */
  synchronized double waitByHiccupsSeconds(double seconds, double utilisation) {
    double squares = 0;
    for (HistogramIterationValue value : hiccups.recordedValues()) {
      double late = value.getValueIteratedTo() / 1e6;
      squares += late * late * value.getCountAtValueIteratedTo();
    }
    // Half of that would do if all cores stood still together; the meter sees one of them.
    return hiccups.getMean() / 1e6 + squares / seconds / (1 - utilisation);
  }

  /** Share of the events that come while the machine stands still or has to catch up. */
  synchronized double shareInHiccups(double seconds, double utilisation) {
    return hiccups.getMean() * hiccups.getTotalCount() / 1e6 / seconds / (1 - utilisation);
  }

  // --- What the lab's own thread sees ----------------------------------------------------------

  /** From now on, what follows is counted afresh. */
  synchronized void observeAfresh() {
    mostUses = 0;
    backlogNanos = 0;
    observedSinceNanos = System.nanoTime();
    lookedNanos = observedSinceNanos;
  }

  /** Most uses of the resource seen at once. */
  synchronized int mostUses() {
    return mostUses;
  }

  /** Mean backlog over the time observed. */
  synchronized double meanBacklog() {
    return backlogNanos / Math.max(1, lookedNanos - observedSinceNanos);
  }

  /** Takes a look: called every few milliseconds. */
  void look() {
    int uses = pipeline.resource().inUse();
    long backlog = totals().backlog();
    synchronized (this) {
      long nowNanos = System.nanoTime();
      mostUses = Math.max(mostUses, uses);
      backlogNanos += (double) backlog * (nowNanos - lookedNanos);
      lookedNanos = nowNanos;
    }
  }

  @Override
  public void publish(Snapshot snapshot) {
    Histogram waited = snapshot.interval().waitTime().decode();
    Histogram served = snapshot.interval().serviceTime().decode();
    Histogram late = snapshot.interval().hiccups().decode();
    synchronized (this) {
      waits.add(waited);
      services.add(served);
      hiccups.add(late);
    }
  }

  @Override
  public synchronized void tell(DepthSample sample) {
    depths = sample.points();
  }

  @Override
  public boolean hasReceivers() {
    return true;
  }
}
