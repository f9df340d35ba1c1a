package weir.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;
import weir.core.figures.TimeSum;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.pipeline.Pipeline;
import weir.core.watch.Watched;
import weir.core.worker.HandlerPool;
import weir.core.worker.KeyBacklog;
import weir.core.worker.StartFailure;

/**
 * The meters of a pool, of a pipeline, or of anything that is watched, each with its name as the
 * tag {@code pool}:
 *
 * <ul>
 *   <li>{@code weir.accepted}, {@code weir.completed}, {@code weir.failed} count events; a
 *       pipeline's {@code weir.rejected} those that were offered and not taken; a pool's {@code
 *       weir.skipped} those that were withdrawn after they had counted as accepted
 *   <li>{@code weir.backlog} and {@code weir.in.flight} are the events that wait and that are being
 *       handled
 *   <li>{@code weir.workers.requested}, {@code weir.workers.effective}, {@code weir.workers.busy}
 *   <li>{@code weir.ring.size} is the number of slots
 *   <li>{@code weir.start.failures} is how many attempts to start a thread have failed in a row
 *   <li>{@code weir.hottest.key}, of a pool that is ordered by key, is how many events wait behind
 *       the key with most of them
 *   <li>{@code weir.worker.busy} and {@code weir.worker}, of a pipeline and of what is watched, are
 *       the seconds that workers spent on events and that there were workers: over any span, the
 *       quotient of their rises is the utilisation
 *   <li>{@code weir.oldest.waiting}, of the same, is the age of the oldest event that waits
 *   <li>{@code weir.wait}, {@code weir.service} and {@code weir.response}, of what is watched, have
 *       the count and the sum of the times of all tasks that have ended, {@code ….max} and {@code
 *       ….quantile}, since the last reset, the largest and those at the tag {@code quantile}: read
 *       from one histogram of all of them, so they can't be averaged over several programs
 * </ul>
 *
 * What is watched has only the meters of what it has. Counts and sums are since the start, whatever
 * was reset. What is bound takes the place of what was bound before with the same name and tags, so
 * that a pool which is made anew is the one on show. Everything is read when the registry asks, and
 * costs an event nothing. There are no timers of the registry's own, since these would cost each
 * event. The registry keeps nothing of this from being collected. Immutable.
 */
public final class WeirMetrics implements MeterBinder {

  private static final String SLOTS = "slots";
  private static final String ATTEMPTS = "attempts";
  private static final String SECONDS = "seconds";
  private static final double NANOS_PER_SECOND = 1e9;
  private static final WorkTime NO_TIME = new WorkTime(0, 0);

  private final Consumer<MeterRegistry> binding;

  private WeirMetrics(Consumer<MeterRegistry> binding) {
    this.binding = binding;
  }

  /**
   * Makes the meters of a pool.
   *
   * @param pool a pool of workers, or of tasks
   * @param tags more tags for each meter
   * @return what to bind to a registry
   */
  public static WeirMetrics of(HandlerPool<?> pool, Tag... tags) {
    Tags all = Tags.of(tags).and("pool", pool.name());
    return new WeirMetrics(registry -> bind(new Meters<>(registry, all, pool)));
  }

  /**
   * Makes the meters of a pipeline.
   *
   * @param pipeline a pipeline
   * @param tags more tags for each meter
   * @return what to bind to a registry
   */
  public static WeirMetrics of(Pipeline<?> pipeline, Tag... tags) {
    Tags all = Tags.of(tags).and("pool", pipeline.name());
    return new WeirMetrics(registry -> bindPipeline(new Meters<>(registry, all, pipeline)));
  }

  /**
   * Makes the meters of what is watched, such as an executor.
   *
   * @param watched of {@link weir.core.watch.Watch}
   * @param tags more tags for each meter
   * @return what to bind to a registry
   */
  public static WeirMetrics of(Watched watched, Tag... tags) {
    Tags all = Tags.of(tags).and("pool", watched.source().name());
    return new WeirMetrics(registry -> bindWatched(new Meters<>(registry, all, watched)));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    binding.accept(registry);
  }

  private static void bind(Meters<HandlerPool<?>> of) {
    of.events("accepted", "Events published", pool -> pool.counts().reserved());
    of.events("completed", "Events whose handler returned", pool -> pool.counts().completed());
    of.events("failed", "Events whose handler threw", pool -> pool.counts().failed());
    of.events("skipped", "Events withdrawn once published", pool -> pool.counts().skipped());
    of.waiting(pool -> pool.counts().backlog());
    of.inFlight(pool -> pool.counts().inFlight());
    of.requested(HandlerPool::requestedWorkers);
    of.effective(HandlerPool::effectiveWorkers);
    of.busy(HandlerPool::busyWorkers);
    of.ringSize(pool -> pool.ring().getBufferSize());
    of.startFailures(pool -> attempts(pool.startFailure()));
    if (of.source.keyBacklog().isPresent()) {
      of.hottestKey(pool -> pool.keyBacklog().map(KeyBacklog::hottestEvents).orElse(0L));
    }
  }

  private static void bindPipeline(Meters<Pipeline<?>> of) {
    of.events("accepted", "Events published", pipeline -> pipeline.totals().accepted());
    of.events(
        "completed", "Events whose handler returned", pipeline -> pipeline.totals().completed());
    of.events(
        "failed",
        "Events whose handler threw",
        pipeline -> pipeline.totals().failed().orElseThrow());
    of.events(
        "rejected",
        "Events offered and not taken",
        pipeline -> pipeline.totals().rejected().orElseThrow());
    of.waiting(pipeline -> pipeline.totals().backlog());
    of.inFlight(pipeline -> pipeline.totals().inFlight());
    of.requested(pipeline -> pipeline.workers().requested());
    of.effective(pipeline -> pipeline.workers().effective());
    of.busy(Pipeline::busyWorkers);
    of.workTime(pipeline -> pipeline.workers().time().orElse(NO_TIME));
    of.age("oldest.waiting", pipeline -> pipeline.oldestWaitingNanos().orElse(0));
    of.ringSize(pipeline -> pipeline.ringSize());
    of.startFailures(pipeline -> attempts(pipeline.startFailure()));
  }

  private static void bindWatched(Meters<Watched> of) {
    Snapshot has = of.source.snapshot();
    of.events("accepted", "Tasks taken in", it -> it.sinceStart().ledger().accepted());
    of.events("completed", "Tasks that returned", it -> it.sinceStart().ledger().completed());
    if (has.ledger().failed().isPresent()) {
      of.events("failed", "Tasks that did not", it -> it.sinceStart().ledger().failed().orElse(0));
    }
    if (has.ledger().rejected().isPresent()) {
      of.events("rejected", "Tasks refused", it -> it.sinceStart().ledger().rejected().orElse(0));
    }
    of.waiting(it -> it.snapshot().ledger().backlog());
    of.inFlight(it -> it.snapshot().ledger().inFlight());
    if (has.workers().isPresent()) {
      of.requested(it -> it.snapshot().workers().map(WorkerCount::requested).orElse(0));
      of.effective(it -> it.snapshot().workers().map(WorkerCount::effective).orElse(0));
    }
    if (has.workers().flatMap(WorkerCount::time).isPresent()) {
      of.workTime(it -> it.snapshot().workers().flatMap(WorkerCount::time).orElse(NO_TIME));
    }
    if (has.oldestWaitingNanos().isPresent()) {
      of.age("oldest.waiting", it -> it.snapshot().oldestWaitingNanos().orElse(0));
    }
    bindTimes(of, "wait", Latencies::waitTime, has);
    bindTimes(of, "service", Latencies::serviceTime, has);
    bindTimes(of, "response", Latencies::responseTime, has);
  }

  /** One of the clocks, whatever there is of each. */
  private interface Clock {
    <T> T of(Latencies<T> all);
  }

  private static void bindTimes(Meters<Watched> of, String name, Clock clock, Snapshot has) {
    if (clock.of(has.sinceReset()).isPresent()) {
      of.times(
          name,
          watched -> clock.of(watched.sinceStart().times()).orElse(TimeSum.EMPTY),
          watched -> clock.of(watched.snapshot().sinceReset()).orElse(LatencySummary.EMPTY));
    }
  }

  private static long attempts(Optional<StartFailure> trouble) {
    return trouble.map(StartFailure::attempts).orElse(0L);
  }

  /** What pool and pipeline have in common. The registry refers to the source weakly. */
  private record Meters<T>(MeterRegistry registry, Tags tags, T source) {

    /** A registry keeps the meter that it has: of a pool that has ended, for ever. */
    private String freed(String name, Tags all) {
      registry.removeByPreFilterId(new Meter.Id(name, all, null, null, Meter.Type.OTHER));
      return name;
    }

    void events(String name, String description, ToDoubleFunction<T> count) {
      FunctionCounter.builder(freed("weir." + name, tags), source, count)
          .tags(tags)
          .description(description)
          .baseUnit(BaseUnits.EVENTS)
          .register(registry);
    }

    void waiting(ToDoubleFunction<T> value) {
      gauge("weir.backlog", BaseUnits.EVENTS, "Events that wait for a worker", value);
    }

    void inFlight(ToDoubleFunction<T> value) {
      gauge("weir.in.flight", BaseUnits.EVENTS, "Events claimed and not yet ended", value);
    }

    void requested(ToDoubleFunction<T> value) {
      gauge("weir.workers.requested", BaseUnits.THREADS, "Target of the last resize", value);
    }

    void effective(ToDoubleFunction<T> value) {
      gauge("weir.workers.effective", BaseUnits.THREADS, "Workers, or tasks, alive", value);
    }

    void busy(ToDoubleFunction<T> value) {
      gauge("weir.workers.busy", BaseUnits.THREADS, "Workers, or tasks, at an event", value);
    }

    void ringSize(ToDoubleFunction<T> value) {
      gauge("weir.ring.size", SLOTS, "Slots of the ring", value);
    }

    void startFailures(ToDoubleFunction<T> value) {
      gauge(
          "weir.start.failures",
          ATTEMPTS,
          "Attempts to start a thread that have failed since the last that did not",
          value);
    }

    void workTime(Function<T, WorkTime> time) {
      seconds("worker.busy", "Time spent on events", of -> time.apply(of).busyNanos());
      seconds("worker", "Time that there were workers", of -> time.apply(of).workerNanos());
    }

    private void seconds(String name, String description, ToLongFunction<T> nanos) {
      FunctionCounter.builder(
              freed("weir." + name, tags),
              source,
              of -> (double) nanos.applyAsLong(of) / NANOS_PER_SECOND)
          .tags(tags)
          .description(description)
          .baseUnit(SECONDS)
          .register(registry);
    }

    void age(String name, ToDoubleFunction<T> nanos) {
      TimeGauge.builder(freed("weir." + name, tags), source, TimeUnit.NANOSECONDS, nanos)
          .tags(tags)
          .description("Age of the oldest event that waits")
          .register(registry);
    }

    void times(String name, Function<T, TimeSum> sum, Function<T, LatencySummary> summary) {
      FunctionTimer.builder(
              freed("weir." + name, tags),
              source,
              of -> sum.apply(of).count(),
              of -> sum.apply(of).micros(),
              TimeUnit.MICROSECONDS)
          .tags(tags)
          .description("Times of the tasks that have ended")
          .register(registry);
      micros(name + ".max", tags, of -> (double) summary.apply(of).maxMicros());
      quantile(name, "0.5", of -> (double) summary.apply(of).p50Micros());
      quantile(name, "0.9", of -> (double) summary.apply(of).p90Micros());
      quantile(name, "0.99", of -> (double) summary.apply(of).p99Micros());
      quantile(name, "0.999", of -> (double) summary.apply(of).p999Micros());
    }

    private void quantile(String name, String quantile, ToDoubleFunction<T> value) {
      micros(name + ".quantile", tags.and("quantile", quantile), value);
    }

    private void micros(String name, Tags all, ToDoubleFunction<T> value) {
      TimeGauge.builder(freed("weir." + name, all), source, TimeUnit.MICROSECONDS, value)
          .tags(all)
          .register(registry);
    }

    void hottestKey(ToDoubleFunction<T> value) {
      gauge(
          "weir.hottest.key",
          BaseUnits.EVENTS,
          "Events that wait behind the key with most of them",
          value);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<T> value) {
      Gauge.builder(freed(name, tags), source, value)
          .tags(tags)
          .description(description)
          .baseUnit(unit)
          .register(registry);
    }
  }
}
