package weir.opentelemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import weir.core.figures.Latencies;
import weir.core.figures.SinceStart;
import weir.core.figures.WorkTime;
import weir.core.figures.WorkerCount;
import weir.core.pipeline.Pipeline;
import weir.core.watch.Watched;

/**
 * The figures of a pipeline, or of anything that is watched, as OpenTelemetry's instruments, with
 * its name as the attribute {@code pool}. They are called and counted as those of Weir's Micrometer
 * binder:
 *
 * <ul>
 *   <li>{@code weir.accepted}, {@code weir.completed}, {@code weir.failed}, {@code weir.rejected}
 *       count events
 *   <li>{@code weir.backlog}, {@code weir.in.flight}, {@code weir.workers.requested}, {@code
 *       weir.workers.effective}, {@code weir.oldest.waiting} (seconds) are how it stands
 *   <li>{@code weir.worker.busy} and {@code weir.worker} (seconds) are what workers spent on
 *       events, and how long there were workers, since the start: utilisation over any span is the
 *       quotient
 *   <li>{@code weir.wait}, {@code weir.service}, {@code weir.response}, in seconds, each with
 *       {@code .count}, {@code .sum}, {@code .max} and {@code .quantile} at the attribute {@code
 *       quantile}: of one histogram of all events that have ended, so quantiles can't be averaged
 *       over several programs
 * </ul>
 *
 * All of one collection are of one snapshot, so the ledger closes in it: accepted = completed +
 * failed + backlog + in flight. What a source lacks is left out. Events pay nothing. Counts and
 * sums are since the source's start, {@code .max} and {@code .quantile} since its last reset.
 * Thread-safe.
 */
public final class WeirInstruments implements AutoCloseable {

  private static final AttributeKey<String> POOL = AttributeKey.stringKey("pool");
  private static final AttributeKey<String> QUANTILE = AttributeKey.stringKey("quantile");

  private static final String EVENTS = "{event}";
  private static final String THREADS = "{thread}";
  private static final String SECONDS = "s";

  private static final double MICROS = 1e-6;
  private static final double NANOS = 1e-9;

  private final BatchCallback callback;
  private final AtomicBoolean closed = new AtomicBoolean();

  private WeirInstruments(BatchCallback callback) {
    this.callback = callback;
  }

  /**
   * Observes what is watched, such as an executor.
   *
   * @param meter of the program's OpenTelemetry
   * @param watched of {@link weir.core.watch.Watch}
   * @param attributes more of them for each figure; may be empty
   * @return closing it ends the observation
   */
  public static WeirInstruments of(Meter meter, Watched watched, Attributes attributes) {
    return observe(meter, watched.source().name(), watched::sinceStart, attributes);
  }

  /**
   * Observes a pipeline.
   *
   * @param meter of the program's OpenTelemetry
   * @param pipeline a pipeline
   * @param attributes more of them for each figure; may be empty
   * @return closing it ends the observation
   */
  public static WeirInstruments of(Meter meter, Pipeline<?> pipeline, Attributes attributes) {
    return observe(meter, pipeline.name(), pipeline::sinceStart, attributes);
  }

  private static WeirInstruments observe(
      Meter meter, String pool, Supplier<SinceStart> source, Attributes attributes) {
    Attributes all = attributes.toBuilder().put(POOL, pool).build();
    Instruments instruments = new Instruments(meter, all);
    instruments.define();
    return new WeirInstruments(instruments.observe(source));
  }

  /** Ends the observation; the source goes on. Idempotent. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      callback.close();
    }
  }

  /** One of the clocks, whatever there is of each. */
  private interface Clock {
    <T> T of(Latencies<T> all);
  }

  /** What is made of a sample. Filled before it is observed, and not changed after that. */
  private static final class Instruments {

    private final Meter meter;
    private final Attributes attributes;
    private final List<ObservableMeasurement> measurements = new ArrayList<>();
    private final List<Consumer<SinceStart>> recordings = new ArrayList<>();

    Instruments(Meter meter, Attributes attributes) {
      this.meter = meter;
      this.attributes = attributes;
    }

    void define() {
      count("accepted", EVENTS, "Events taken in", it -> OptionalLong.of(it.ledger().accepted()));
      count(
          "completed",
          EVENTS,
          "Events that returned",
          it -> OptionalLong.of(it.ledger().completed()));
      count("failed", EVENTS, "Events that did not", it -> it.ledger().failed());
      count("rejected", EVENTS, "Events refused", it -> it.ledger().rejected());
      gauge("backlog", EVENTS, "Events that wait", it -> OptionalLong.of(it.ledger().backlog()));
      gauge(
          "in.flight",
          EVENTS,
          "Events started and not yet ended",
          it -> OptionalLong.of(it.ledger().inFlight()));
      gauge(
          "workers.requested",
          THREADS,
          "Target of the last resize",
          it -> ofWorkers(it, WorkerCount::requested));
      gauge(
          "workers.effective",
          THREADS,
          "Workers alive",
          it -> ofWorkers(it, WorkerCount::effective));
      workTime("worker.busy", "Time spent on events", WorkTime::busyNanos);
      workTime("worker", "Time that there were workers", WorkTime::workerNanos);
      age();
      clock("wait", Latencies::waitTime);
      clock("service", Latencies::serviceTime);
      clock("response", Latencies::responseTime);
    }

    private static OptionalLong ofWorkers(SinceStart of, Function<WorkerCount, Integer> figure) {
      return of.snapshot()
          .workers()
          .map(count -> OptionalLong.of(figure.apply(count)))
          .orElse(OptionalLong.empty());
    }

    private void count(
        String name, String unit, String text, Function<SinceStart, OptionalLong> value) {
      add(
          meter.counterBuilder("weir." + name).setUnit(unit).setDescription(text).buildObserver(),
          value);
    }

    private void gauge(
        String name, String unit, String text, Function<SinceStart, OptionalLong> value) {
      add(
          meter
              .gaugeBuilder("weir." + name)
              .ofLongs()
              .setUnit(unit)
              .setDescription(text)
              .buildObserver(),
          value);
    }

    private void add(
        ObservableLongMeasurement measurement, Function<SinceStart, OptionalLong> value) {
      measurements.add(measurement);
      recordings.add(
          sample -> value.apply(sample).ifPresent(now -> measurement.record(now, attributes)));
    }

    private void workTime(String name, String text, ToLongFunction<WorkTime> nanos) {
      ObservableDoubleMeasurement time =
          meter
              .counterBuilder("weir." + name)
              .ofDoubles()
              .setUnit(SECONDS)
              .setDescription(text)
              .buildObserver();
      measurements.add(time);
      recordings.add(
          sample ->
              sample
                  .snapshot()
                  .workers()
                  .flatMap(WorkerCount::time)
                  .ifPresent(of -> time.record(nanos.applyAsLong(of) * NANOS, attributes)));
    }

    private void age() {
      ObservableDoubleMeasurement age =
          seconds("oldest.waiting", "Age of the oldest event that waits");
      recordings.add(
          sample ->
              sample
                  .snapshot()
                  .oldestWaitingNanos()
                  .ifPresent(nanos -> age.record(nanos * NANOS, attributes)));
    }

    private ObservableDoubleMeasurement seconds(String name, String text) {
      ObservableDoubleMeasurement measurement =
          meter.gaugeBuilder("weir." + name).setUnit(SECONDS).setDescription(text).buildObserver();
      measurements.add(measurement);
      return measurement;
    }

    private void clock(String name, Clock clock) {
      count(
          name + ".count",
          EVENTS,
          "Events that have ended",
          it ->
              clock
                  .of(it.times())
                  .map(of -> OptionalLong.of(of.count()))
                  .orElse(OptionalLong.empty()));
      ObservableDoubleMeasurement sum =
          meter
              .counterBuilder("weir." + name + ".sum")
              .ofDoubles()
              .setUnit(SECONDS)
              .buildObserver();
      measurements.add(sum);
      recordings.add(
          it -> clock.of(it.times()).ifPresent(of -> sum.record(of.micros() * MICROS, attributes)));
      ObservableDoubleMeasurement max = seconds(name + ".max", "The largest since the last reset");
      ObservableDoubleMeasurement quantile =
          seconds(name + ".quantile", "At the attribute quantile, since the last reset");
      recordings.add(
          it ->
              clock
                  .of(it.snapshot().sinceReset())
                  .ifPresent(
                      of -> {
                        max.record(of.maxMicros() * MICROS, attributes);
                        record(quantile, "0.5", of.p50Micros());
                        record(quantile, "0.9", of.p90Micros());
                        record(quantile, "0.99", of.p99Micros());
                        record(quantile, "0.999", of.p999Micros());
                      }));
    }

    private void record(ObservableDoubleMeasurement quantile, String at, long micros) {
      quantile.record(micros * MICROS, attributes.toBuilder().put(QUANTILE, at).build());
    }

    BatchCallback observe(Supplier<SinceStart> source) {
      return meter.batchCallback(
          () -> {
            SinceStart sample = source.get();
            recordings.forEach(recording -> recording.accept(sample));
          },
          measurements.get(0),
          measurements.subList(1, measurements.size()).toArray(ObservableMeasurement[]::new));
    }
  }
}
