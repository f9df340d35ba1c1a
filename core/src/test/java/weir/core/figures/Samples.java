package weir.core.figures;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import weir.core.settings.Contention;
import weir.core.settings.Pause;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ServiceTimeModel;
import weir.core.settings.WarmUp;

/** Random messages, the same for the same seed. */
public final class Samples {

  public static final long HOUR_MICROS = 3_600_000_000L;

  /** A hundred years: no snapshot on the wire has a longer uptime. */
  public static final long MOST_UPTIME_NANOS = 36_525L * 24 * HOUR_MICROS * 1_000;

  /** What {@link #counted} and the random snapshots are of. */
  public static final Source PIPELINE =
      new Source(
          "weir",
          SourceKind.PIPELINE,
          Optional.of("mock"),
          OptionalInt.of(1_024),
          Capabilities.all(new WorkerRange(0, 100)));

  /** An executor that can only be watched. */
  public static final Source EXECUTOR =
      new Source(
          "orders", SourceKind.EXECUTOR, Optional.empty(), OptionalInt.empty(), Capabilities.NONE);

  private Samples() {}

  public static Histogram histogram(Random random, int values) {
    Histogram histogram = new Histogram(HOUR_MICROS, 3);
    for (int i = 0; i < values; i++) {
      long magnitude = 1L << random.nextInt(32);
      histogram.recordValue(Math.min(HOUR_MICROS, random.nextLong(magnitude) + 1));
    }
    return histogram;
  }

  /** Every count of the whole range is taken: as large as an interval can get. */
  public static Histogram fullHistogram() {
    Histogram histogram = new Histogram(HOUR_MICROS, 3);
    Random random = new Random(1);
    for (long value = 1; value <= HOUR_MICROS; value = histogram.nextNonEquivalentValue(value)) {
      histogram.recordValueWithCount(value, 1 + random.nextInt(1_000_000));
    }
    return histogram;
  }

  public static LatencySummary summary(Random random) {
    return new LatencySummary(
        random.nextLong(),
        random.nextDouble(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
  }

  public static ResourceSettings settings(Random random) {
    ServiceTimeModel[] models = {
      new ServiceTimeModel.Fixed(),
      new ServiceTimeModel.Exponential(),
      new ServiceTimeModel.LogNormal(0.1 + 9 * random.nextDouble()),
      new ServiceTimeModel.Bimodal(4, 0.05),
      new ServiceTimeModel.BoundedPareto(1.5, 1e5),
      new ServiceTimeModel.Replay("times-" + random.nextInt() + ".csv"),
      new ServiceTimeModel.Replay("a,b.hlog,tag=main.service,unit=ns")
    };
    return new ResourceSettings(
        random.nextLong(ResourceSettings.MAX_NANOS),
        models[random.nextInt(models.length)],
        random.nextLong(),
        random.nextInt(1_000),
        random.nextBoolean() ? ResourceSettings.WAITS : random.nextLong(1_000_000),
        new Contention(random.nextDouble(), random.nextDouble()),
        random.nextDouble(),
        random.nextBoolean() ? ResourceSettings.LIKE_OTHERS : random.nextLong(1_000_000),
        random.nextLong(1_000_000),
        new Pause(2_000_000 + random.nextLong(1_000_000), random.nextLong(1_000_000)),
        new WarmUp(random.nextLong(1_000_000), 1 + random.nextDouble()));
  }

  private static Optional<ReplaySummary> replay(Random random) {
    return random.nextBoolean()
        ? Optional.empty()
        : Optional.of(
            new ReplaySummary(
                random.nextLong(), random.nextDouble(), random.nextDouble(), "µs", "hold", ""));
  }

  private static WorkerFigures worker(Random random) {
    WorkerFigures.State[] states = WorkerFigures.State.values();
    return new WorkerFigures(
        random.nextInt(),
        random.nextBoolean() ? "" : "Tafel ñ 日本-" + random.nextInt(),
        states[random.nextInt(states.length)],
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
  }

  /** Change {@code number} of {@link #PIPELINE}. */
  public static Change change(long number) {
    return new Change(
        PIPELINE.name(),
        number,
        10 * number,
        1_000 + number,
        Change.Kind.WORKERS,
        "weir panel",
        number - 1 + " workers",
        number + " workers");
  }

  private static <T> Optional<T> perhaps(Random random, Supplier<T> value) {
    return random.nextBoolean() ? Optional.empty() : Optional.of(value.get());
  }

  private static OptionalLong perhapsLong(Random random) {
    return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong());
  }

  private static Latencies<Optional<LatencySummary>> someClocks(Random random) {
    return Latencies.generate(() -> perhaps(random, () -> summary(random)));
  }

  private static Cohort cohort(Random random) {
    Latencies<Optional<LatencySummary>> some = someClocks(random);
    return new Cohort(
        random.nextLong(),
        random.nextDouble(),
        random.nextLong(),
        new Latencies<>(
            some.waitTime(),
            some.resourceWait(),
            some.holdTime(),
            some.serviceTime(),
            Optional.of(summary(random))),
        random.nextDouble());
  }

  private static LoadFigures load(Random random) {
    LoadFigures.State[] states = LoadFigures.State.values();
    return new LoadFigures(
        states[random.nextInt(states.length)],
        "poisson 500 to /events",
        random.nextBoolean() ? "" : "its generator was killed",
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong());
  }

  public static Snapshot snapshot(Random random) {
    return snapshot(
        random,
        random.nextLong(),
        Latencies.generate(() -> CompressedHistogram.of(histogram(random, random.nextInt(200)))));
  }

  public static Snapshot snapshot(
      Random random, long number, Latencies<CompressedHistogram> latencies) {
    return new Snapshot(
        PIPELINE.name(),
        number,
        random.nextLong(),
        random.nextLong(MOST_UPTIME_NANOS + 1),
        random.nextLong(),
        new Ledger(
            random.nextLong(),
            random.nextLong(),
            perhapsLong(random),
            perhapsLong(random),
            random.nextLong(),
            random.nextLong()),
        perhapsLong(random),
        perhaps(
            random,
            () ->
                new WorkerCount(
                    random.nextInt(Integer.MAX_VALUE),
                    random.nextInt(Integer.MAX_VALUE),
                    perhaps(random, () -> new WorkTime(random.nextLong(), random.nextLong())))),
        perhaps(
            random,
            () ->
                Stream.generate(() -> worker(random))
                    .limit(random.nextInt(WorkerFigures.MOST + 1))
                    .toList()),
        perhaps(
            random,
            () ->
                new ResourceUse(
                    random.nextInt(),
                    random.nextInt(),
                    random.nextBoolean(),
                    settings(random),
                    replay(random))),
        perhapsLong(random),
        someClocks(random),
        perhaps(random, () -> summary(random)),
        perhaps(
            random,
            () ->
                Stream.generate(() -> cohort(random))
                    .limit(random.nextInt(Cohort.MOST + 1))
                    .toList()),
        perhaps(random, () -> load(random)),
        perhaps(random, () -> journal(random)),
        new Interval(random.nextLong(), latencies, latencies.waitTime()));
  }

  /** Figures of a journal. */
  public static JournalFigures journal(Random random) {
    return new JournalFigures(
        random.nextBoolean() ? "disk" : "kafka",
        perhaps(random, () -> "orders"),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        random.nextLong(),
        perhaps(random, () -> new EndedEvents(random.nextLong(), random.nextLong())),
        random.nextBoolean(),
        perhapsLong(random),
        perhapsLong(random),
        perhapsLong(random),
        perhaps(random, () -> "no room – make some"));
  }

  /** The least that a snapshot of {@link #EXECUTOR} can show. */
  public static Snapshot bare(long number) {
    return new Snapshot(
        EXECUTOR.name(),
        number,
        number,
        number,
        0,
        new Ledger(3, 2, OptionalLong.empty(), OptionalLong.empty(), 1, 0),
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        LatencySummary.ABSENT,
        Optional.empty(),
        Optional.empty(),
        Interval.EMPTY);
  }

  /**
   * Snapshot {@code number} of {@link #PIPELINE} with one value of {@code number} µs in each
   * histogram.
   */
  public static Snapshot counted(long number) {
    return counted(PIPELINE, number);
  }

  /** The same of another source. */
  public static Snapshot counted(Source source, long number) {
    Histogram histogram = new Histogram(HOUR_MICROS, 3);
    histogram.recordValue(number);
    CompressedHistogram one = CompressedHistogram.of(histogram);
    return new Snapshot(
        source.name(),
        number,
        number,
        number,
        0,
        new Ledger(number, number, 0, 0, 0, 0),
        Optional.of(new WorkerCount(1, 1)),
        Optional.of(
            new ResourceUse(0, 0, false, ResourceSettings.fixed(Duration.ZERO), Optional.empty())),
        OptionalLong.of(0),
        LatencySummary.NONE.map(Optional::of),
        Optional.of(LatencySummary.EMPTY),
        Optional.of(List.of()),
        new Interval(1, Latencies.generate(() -> one), one));
  }
}
