package weir.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import weir.core.pipeline.Pipeline;
import weir.core.worker.HandlerPool;
import weir.core.worker.KeyBacklog;
import weir.core.worker.StartFailure;

/**
 * The meters of a pool or a pipeline, each with its name as the tag {@code pool}:
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
 * </ul>
 *
 * Everything is read when the registry asks, and costs an event nothing. There are no timers, since
 * these would cost each event; a pipeline measures its latencies by itself. The registry keeps
 * neither pool nor pipeline from being collected. Immutable.
 */
public final class WeirMetrics implements MeterBinder {

  private static final String SLOTS = "slots";
  private static final String ATTEMPTS = "attempts";

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
    of.ringSize(pipeline -> pipeline.ringSize());
    of.startFailures(pipeline -> attempts(pipeline.startFailure()));
  }

  private static long attempts(Optional<StartFailure> trouble) {
    return trouble.map(StartFailure::attempts).orElse(0L);
  }

  /** What pool and pipeline have in common. The registry refers to the source weakly. */
  private record Meters<T>(MeterRegistry registry, Tags tags, T source) {

    void events(String name, String description, ToDoubleFunction<T> count) {
      FunctionCounter.builder("weir." + name, source, count)
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

    void hottestKey(ToDoubleFunction<T> value) {
      gauge(
          "weir.hottest.key",
          BaseUnits.EVENTS,
          "Events that wait behind the key with most of them",
          value);
    }

    private void gauge(String name, String unit, String description, ToDoubleFunction<T> value) {
      Gauge.builder(name, source, value)
          .tags(tags)
          .description(description)
          .baseUnit(unit)
          .register(registry);
    }
  }
}
