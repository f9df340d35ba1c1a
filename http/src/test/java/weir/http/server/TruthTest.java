package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.settings.DurationText;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.core.theory.BurstDrain;
import weir.core.theory.DrainTimeline;
import weir.core.theory.MgcQueue;
import weir.core.theory.MmckQueue;
import weir.http.load.LoadResult;
import weir.http.load.LoadRun;
import weir.http.load.LoadSettings;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Schedule;

/**
 * Theory against the whole of it: HTTP, ring, pool, resource, recorders. Takes minutes and a quiet
 * machine: {@code mvn -Ptruth verify -pl http -am}. Writes docs/truth.md.
 */
@Tag("truth")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class TruthTest {

  private static final int WORKERS = 3;
  private static final double SERVICE_SECONDS = 0.005;
  private static final int BURST = 1_000;
  private static final TruthTable TABLE = new TruthTable();

  @AfterAll
  static void write() throws IOException {
    TABLE.write(Path.of("..", "docs", "truth.md"));
  }

  private static Pipeline<HttpEvent> pipeline(int ring, int workers, String distribution) {
    ResourceSettings resource =
        ResourceText.with(
            ResourceSettings.fixed(Duration.ofNanos(Math.round(SERVICE_SECONDS * 1e9))),
            ResourceText.DISTRIBUTION,
            distribution);
    return HttpEvent.pipeline(
        PipelineSettings.defaults()
            .withRingSize(ring)
            .withWorkers(workers, 64)
            .withResource(resource),
        EventHandlers.named(MockResourceHandler.NAME));
  }

  /** A cold HTTP server could not send a burst faster than ten workers drain it. */
  @BeforeAll
  static void warmUp() throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(1 << 14, 64, "fixed"))) {
      run.pipeline.execute(new Command.SetServiceTime(0));
      for (int burst = 0; burst < 10; burst++) {
        run.burst(BURST);
      }
      run.pipeline.drain(Duration.ofMinutes(1));
    }
  }

  /** Long enough for the 10 to 20 ms that HTTP takes to bring the first events to be nothing. */
  @ParameterizedTest
  @CsvSource({"1, 10ms", "2, 20ms", "3, 30ms", "10, 100ms"})
  void shouldDrainABurstAsTheClosedFormSays(int workers, String serviceTime) throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(1024, workers, "fixed"));
        Population population = Population.watch(run.pipeline)) {
      run.pipeline.execute(new Command.SetServiceTime(DurationText.parse(serviceTime).toNanos()));
      run.burst(BURST);
      run.pipeline.drain(Duration.ofMinutes(1));
      Snapshot seen = run.pipeline.snapshot();
      double service = MeasuredRun.serviceSeconds(seen);
      double measured = seen.sinceReset().responseTime().orElseThrow().meanMicros() / 1e6;
      double theory = new BurstDrain(BURST, service, workers).meanResponseSeconds();
      TABLE.addSeconds(
          String.format(
              Locale.ROOT,
              "1 burst of 1,000, workers: %2d (S %.3f ms): mean response",
              workers,
              service * 1e3),
          theory,
          measured);
      shouldObeyLittle(
          String.format(Locale.ROOT, "burst of 1,000, workers: %2d", workers),
          run,
          population,
          0.02);
      assertThat(measured / theory).isBetween(0.98, 1.02);
    }
  }

  /** Of a run as a whole. The pipeline sees events from their acceptance. */
  private static void shouldObeyLittle(
      String name, MeasuredRun run, Population population, double within) {
    Snapshot seen = run.pipeline.snapshot();
    double ratio = population.eventSeconds() / MeasuredRun.staySeconds(seen);
    TABLE.addLittle(name, ratio, "");
    assertThat(ratio).isBetween(1 - within, 1 + within);
  }

  private static DrainTimeline timeline(Snapshot seen, List<DrainTimeline.Resize> resizes) {
    BurstDrain burst = new BurstDrain(BURST, MeasuredRun.serviceSeconds(seen), 1);
    return DrainTimeline.of(burst, resizes);
  }

  @Test
  void shouldShowTheCohortFallWhereTheRunningMeanRises() throws Exception {
    double[] running = new double[2];
    double[] cohorts = new double[2];
    for (int grown = 0; grown < 2; grown++) {
      String name = grown == 0 ? "1 worker all along" : "1 → 3 workers after 1 s";
      try (MeasuredRun run = new MeasuredRun(pipeline(1024, 1, "fixed"));
          Population population = Population.watch(run.pipeline)) {
        run.burst(BURST);
        double burstAt = run.firstArrivalSeconds();
        List<DrainTimeline.Resize> resizes = new ArrayList<>();
        run.sleepUntil(burstAt + 1);
        if (grown == 1) {
          run.pipeline.resizeTo(3);
          resizes.add(new DrainTimeline.Resize(run.uptimeSeconds() - burstAt, 3));
        }
        run.sleepUntil(burstAt + 1.5);
        Snapshot seen = run.pipeline.snapshot();
        double at = seen.uptimeNanos() / 1e9 - burstAt;
        DrainTimeline theory = DrainTimeline.of(new BurstDrain(BURST, SERVICE_SECONDS, 1), resizes);
        running[grown] = seen.sinceReset().responseTime().orElseThrow().meanMicros() / 1e6;
        cohorts[grown] = MeasuredRun.meanOfAllThatArrivedSeconds(seen);
        TABLE.addSeconds(
            "2 " + name + ", at 1.5 s: mean of the ended",
            theory.runningMeanSeconds(at),
            running[grown]);
        TABLE.addSeconds(
            "2 " + name + ", at 1.5 s: cohort, at least",
            theory.cohortMeanAtLeastSeconds(at),
            cohorts[grown]);
        run.pipeline.drain(Duration.ofMinutes(1));
        Snapshot end = run.pipeline.snapshot();
        double last = MeasuredRun.meanOfAllThatArrivedSeconds(end);
        double lastTheory = timeline(end, resizes).meanResponseSeconds();
        TABLE.addSeconds("2 " + name + ", in the end: cohort", lastTheory, last);
        shouldObeyLittle("burst, " + name, run, population, 0.02);
        assertThat(running[grown] / theory.runningMeanSeconds(at)).isBetween(0.98, 1.02);
        assertThat(cohorts[grown] / theory.cohortMeanAtLeastSeconds(at)).isBetween(0.98, 1.02);
        assertThat(last / lastTheory).isBetween(0.98, 1.02);
      }
    }
    assertThat(running[1]).as("the right move raises the running mean").isGreaterThan(running[0]);
    assertThat(cohorts[1]).as("and lowers the cohort's").isLessThan(cohorts[0]);
  }

  /** Waits at high utilisation hang together for long: they need more batches. */
  @ParameterizedTest
  @CsvSource({"exponential, 0.6, 40", "exponential, 0.9, 80", "fixed, 0.9, 30"})
  void shouldWaitAsTheFormulaSays(String distribution, double utilisation, int batches)
      throws Exception {
    double perSecond = utilisation * WORKERS / SERVICE_SECONDS;
    try (MeasuredRun run = new MeasuredRun(pipeline(1 << 14, WORKERS, distribution))) {
      run.observe(perSecond, batches);
      double mean = run.meanServiceSeconds();
      double scv = run.serviceScv();
      double theory = new MgcQueue(run.rate(), mean, scv, WORKERS).meanWaitSeconds();
      double measured = MeasuredRun.mean(run.waits);
      double halfWidth = MeasuredRun.halfWidth(run.waits);
      String name =
          String.format(
              Locale.ROOT, "%s service, ρ = %.3f", distribution, run.rate() * mean / WORKERS);
      TABLE.add(
          String.format(
              Locale.ROOT,
              "3 %s (λ %.1f/s, S %.3f ms, CV² %.3f, %d s): mean wait",
              name,
              run.rate(),
              mean * 1e3,
              scv,
              Math.round(run.seconds())),
          TruthTable.ms(theory),
          TruthTable.ms(measured) + " ± " + TruthTable.ms(halfWidth),
          TruthTable.percent(measured, theory));
      shouldObeyLittle(name, run);
      assertThat(Math.abs(measured - theory)).isLessThan(3 * halfWidth);
    }
  }

  /** Of a run in batches. */
  private static void shouldObeyLittle(String name, MeasuredRun run) {
    double little = MeasuredRun.mean(run.littles);
    TABLE.addLittle(
        name, little, String.format(Locale.ROOT, " ± %.4f", MeasuredRun.halfWidth(run.littles)));
    assertThat(little).isBetween(0.97, 1.03);
  }

  @Test
  void shouldRejectAsTheFormulaSays() throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(8, WORKERS, "exponential"))) {
      run.observe(540, 40);
      double mean = run.meanServiceSeconds();
      double theory = new MmckQueue(run.rate(), mean, WORKERS, 8 + WORKERS).fullProbability();
      double measured = run.rejectedShare();
      double halfWidth = MeasuredRun.halfWidth(run.rejections);
      TABLE.add(
          String.format(
              Locale.ROOT,
              "4 a ring of 8, λ %.1f/s, S %.3f ms: share rejected",
              run.rate(),
              mean * 1e3),
          String.format(Locale.ROOT, "%.4f", theory),
          String.format(Locale.ROOT, "%.4f ± %.4f", measured, halfWidth),
          TruthTable.percent(measured, theory));
      shouldObeyLittle("a ring of 8", run);
      assertThat(Math.abs(measured - theory)).isLessThan(3 * halfWidth);
    }
  }

  @Test
  void shouldChargeAFreezeToThoseWhoFeltIt() throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(1024, 1, "fixed"))) {
      LoadResult result = freeze(run);
      double felt = result.fromIntended().getValueAtPercentile(99) / 1e6;
      double said = result.fromSend().getValueAtPercentile(99) / 1e6;
      TABLE.addSeconds(
          "5 back end frozen for 1 s at 100/s: p99 from the intended arrival", 0.911, felt);
      TABLE.add(
          "5 the same, p99 from sending, as a closed loop says",
          "1 ms and the machine's hiccups",
          TruthTable.ms(said),
          "");
      assertThat(felt).isBetween(0.85, 0.97);
      assertThat(said).isLessThan(0.05);
    }
  }

  /** On its own, as its watcher takes a core from those it watches. */
  @Test
  void shouldObeyLittlesLawThroughAFreeze() throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(1024, 1, "fixed"));
        Population population = Population.watchWithoutPause(run.pipeline)) {
      freeze(run);
      // What is between the end of a service of a millisecond and its being counted is per cents.
      shouldObeyLittle("frozen for 1 s", run, population, 0.06);
    }
  }

  /** 100/s over one connection for 12 s, of which 10 count; the back end stands still for 1 s. */
  private static LoadResult freeze(MeasuredRun run) throws Exception {
    run.pipeline.execute(new Command.SetServiceTime(1_000_000));
    LoadSettings settings =
        new LoadSettings(
            run.url("/events/await"),
            new Pattern.Open(Schedule.constant(100).upTo(1_200, Long.MAX_VALUE)),
            1,
            2_000_000_000L,
            10_000_000_000L);
    LoadRun load = new LoadRun(settings, progress -> {});
    CompletableFuture<LoadResult> ended =
        CompletableFuture.supplyAsync(() -> MeasuredRun.uncheck(load));
    Thread.sleep(Duration.ofSeconds(7));
    run.pipeline.execute(new Command.FreezeResource(1_000_000_000L));
    return ended.get();
  }
}
