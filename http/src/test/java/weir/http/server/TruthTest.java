package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.link.Cohort;
import weir.core.link.Command;
import weir.core.link.Latencies;
import weir.core.link.LatencySummary;
import weir.core.link.ResourceSettings;
import weir.core.link.ResourceText;
import weir.core.link.Snapshot;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
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

  private static void publish(Pipeline<HttpEvent> pipeline, int events) {
    for (int event = 0; event < events; event++) {
      pipeline.publish(HttpEvent.of(new byte[0]));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10})
  void shouldDrainABurstAsTheClosedFormSays(int workers) throws Exception {
    try (Pipeline<HttpEvent> pipeline = pipeline(1024, workers, "fixed")) {
      pipeline.resizeTo(0);
      try (Population population = Population.watch(pipeline)) {
        publish(pipeline, 1_000);
        pipeline.resizeTo(workers);
        pipeline.drain(Duration.ofMinutes(1));
        double measured = pipeline.snapshot().sinceReset().responseTime().meanMicros() / 1e6;
        double little = population.eventSeconds() / (1_000 * measured);
        double theory = new BurstDrain(1_000, SERVICE_SECONDS, workers).meanResponseSeconds();
        TABLE.addSeconds(
            String.format(
                Locale.ROOT, "1 burst of 1,000, 5 ms each, workers: %2d; mean response", workers),
            theory,
            measured);
        TABLE.addLittle(
            String.format(Locale.ROOT, "burst of 1,000, workers: %2d", workers), little, "");
        assertThat(Math.abs(measured / theory - 1)).isLessThan(0.02);
        assertThat(little).isBetween(0.98, 1.02);
      }
    }
  }

  @Test
  void shouldShowTheCohortFallWhereTheRunningMeanRises() throws Exception {
    double[] running = new double[2];
    double[] cohorts = new double[2];
    double[] population = new double[2];
    for (int run = 0; run < 2; run++) {
      try (Pipeline<HttpEvent> pipeline = pipeline(1024, 1, "fixed");
          Population watched = Population.watch(pipeline)) {
        long startNanos = System.nanoTime();
        publish(pipeline, 1_000);
        Thread.sleep(Duration.ofSeconds(1));
        pipeline.resizeTo(run == 0 ? 1 : 3);
        Thread.sleep(Duration.ofNanos(startNanos + 1_500_000_000L - System.nanoTime()));
        Snapshot seen = pipeline.snapshot();
        population[run] = watched.eventSeconds();
        running[run] = seen.sinceReset().responseTime().meanMicros() / 1e6;
        cohorts[run] = seen.cohorts().stream().mapToDouble(Cohort::meanAtLeastMicros).sum() / 1e6;
      }
    }
    for (int run = 0; run < 2; run++) {
      List<DrainTimeline.Resize> resizes =
          run == 0 ? List.of() : List.of(new DrainTimeline.Resize(1, 3));
      DrainTimeline theory = DrainTimeline.of(new BurstDrain(1_000, SERVICE_SECONDS, 1), resizes);
      String name = run == 0 ? "1 worker all along" : "1 → 3 workers after 1 s";
      TABLE.addSeconds(
          "2 " + name + ", at 1.5 s: mean of the ended",
          theory.runningMeanSeconds(1.5),
          running[run]);
      TABLE.addSeconds(
          "2 " + name + ", at 1.5 s: cohort, at least",
          theory.cohortMeanAtLeastSeconds(1.5),
          cohorts[run]);
      // Those that have not ended count with their ages on both sides.
      double little = population[run] / (1_000 * cohorts[run]);
      TABLE.addLittle("burst, " + name + ", at 1.5 s", little, "");
      assertThat(cohorts[run] / theory.cohortMeanAtLeastSeconds(1.5)).isBetween(0.98, 1.02);
      assertThat(little).isBetween(0.98, 1.02);
    }
    assertThat(running[1]).as("the right move raises the running mean").isGreaterThan(running[0]);
    assertThat(cohorts[1]).as("and lowers the cohort's").isLessThan(cohorts[0]);
  }

  /** Waits at high utilisation hang together for long: they need more batches. */
  @ParameterizedTest
  @CsvSource({"exponential, 0.6, 20", "exponential, 0.9, 80", "fixed, 0.9, 30"})
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
      shouldObeyLittle(run, name);
      assertThat(Math.abs(measured - theory)).isLessThan(3 * halfWidth);
    }
  }

  private static void shouldObeyLittle(MeasuredRun run, String name) {
    double little = MeasuredRun.mean(run.littles);
    TABLE.addLittle(
        name, little, String.format(Locale.ROOT, " ± %.4f", MeasuredRun.halfWidth(run.littles)));
    assertThat(little).isBetween(0.97, 1.03);
  }

  @Test
  void shouldRejectAsTheFormulaSays() throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(8, WORKERS, "exponential"))) {
      run.observe(540, 20);
      double mean = run.meanServiceSeconds();
      double theory = new MmckQueue(run.rate(), mean, WORKERS, 8 + WORKERS).fullProbability();
      double measured = run.rejectedShare();
      TABLE.add(
          String.format(
              Locale.ROOT,
              "4 a ring of 8, λ %.1f/s, S %.3f ms: share rejected",
              run.rate(),
              mean * 1e3),
          String.format(Locale.ROOT, "%.4f", theory),
          String.format(Locale.ROOT, "%.4f", measured),
          TruthTable.percent(measured, theory));
      shouldObeyLittle(run, "a ring of 8");
      assertThat(measured / theory).isBetween(0.8, 1.2);
    }
  }

  @Test
  void shouldChargeAFreezeToThoseWhoFeltIt() throws Exception {
    try (MeasuredRun run = new MeasuredRun(pipeline(1024, 1, "fixed"));
        Population population = Population.watchWithoutPause(run.pipeline)) {
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
      LoadResult result = ended.get();
      double felt = result.fromIntended().getValueAtPercentile(99) / 1e6;
      double said = result.fromSend().getValueAtPercentile(99) / 1e6;
      TABLE.addSeconds(
          "5 back end frozen for 1 s at 100/s: p99 from the intended arrival", 0.911, felt);
      TABLE.addSeconds("5 the same, p99 from sending, as a closed loop says", 0.001, said);
      assertThat(felt).isBetween(0.85, 0.97);
      assertThat(said).isLessThan(0.05);

      // The one connection lets one request in at a time, so the pipeline sees it from acceptance.
      Latencies<LatencySummary> seen = run.pipeline.snapshot().sinceReset();
      double stays = seen.waitTime().meanMicros() + seen.serviceTime().meanMicros();
      double little = population.eventSeconds() / (seen.responseTime().count() * stays / 1e6);
      TABLE.addLittle("frozen for 1 s", little, "");
      assertThat(little).isBetween(0.97, 1.03);
    }
  }
}
