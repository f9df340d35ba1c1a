package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.link.Cohort;
import weir.core.link.Command;
import weir.core.link.ResourceSettings;
import weir.core.link.ResourceText;
import weir.core.link.Snapshot;
import weir.core.link.SnapshotSink;
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
  private static final int BATCHES = 20;
  private static final Duration BATCH = Duration.ofSeconds(3);

  /** Student's t for 19 degrees of freedom and 95 %. */
  private static final double T_19 = 2.093;

  private static final List<String> ROWS = new ArrayList<>();

  private static void row(String what, String theory, String measured, String difference) {
    String row = "| " + String.join(" | ", what, theory, measured, difference) + " |";
    System.out.println(row);
    synchronized (ROWS) {
      ROWS.add(row);
    }
  }

  @BeforeAll
  static void forget() {
    ROWS.clear();
  }

  @AfterAll
  static void write() throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# Truth");
    lines.add("");
    lines.add("What theory predicts, and what Weir measured end to end. Written by");
    lines.add(
        "`mvn -Ptruth verify -pl http -am` on " + Instant.now().truncatedTo(ChronoUnit.MINUTES));
    lines.add(
        "(2 cores, shared by load generator, server and resource). Theory is fed with the measured");
    lines.add("rate, mean and variability of the service time.");
    lines.add("");
    lines.add("| What | Theory | Measured | Difference |");
    lines.add("|---|---|---|---|");
    lines.addAll(ROWS.stream().sorted().toList());
    Files.write(Path.of("..", "docs", "truth.md"), lines);
  }

  private static String ms(double seconds) {
    return String.format(Locale.ROOT, "%.3f ms", seconds * 1e3);
  }

  private static String percent(double measured, double theory) {
    return String.format(Locale.ROOT, "%+.1f %%", 100 * (measured / theory - 1));
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
      publish(pipeline, 1_000);
      pipeline.resizeTo(workers);
      pipeline.drain(Duration.ofMinutes(1));
      double measured = pipeline.snapshot().sinceReset().responseTime().meanMicros() / 1e6;
      double theory = new BurstDrain(1_000, SERVICE_SECONDS, workers).meanResponseSeconds();
      row(
          "1 burst of 1,000, 5 ms each, workers: " + workers + "; mean response",
          ms(theory),
          ms(measured),
          percent(measured, theory));
      assertThat(Math.abs(measured / theory - 1)).isLessThan(0.02);
    }
  }

  @Test
  void shouldShowTheCohortFallWhereTheRunningMeanRises() throws Exception {
    double[] running = new double[2];
    double[] cohorts = new double[2];
    for (int run = 0; run < 2; run++) {
      try (Pipeline<HttpEvent> pipeline = pipeline(1024, 1, "fixed")) {
        long startNanos = System.nanoTime();
        publish(pipeline, 1_000);
        Thread.sleep(Duration.ofSeconds(1));
        pipeline.resizeTo(run == 0 ? 1 : 3);
        Thread.sleep(Duration.ofNanos(startNanos + 1_500_000_000L - System.nanoTime()));
        Snapshot seen = pipeline.snapshot();
        running[run] = seen.sinceReset().responseTime().meanMicros() / 1e6;
        cohorts[run] = seen.cohorts().stream().mapToDouble(Cohort::meanAtLeastMicros).sum() / 1e6;
      }
    }
    for (int run = 0; run < 2; run++) {
      List<DrainTimeline.Resize> resizes =
          run == 0 ? List.of() : List.of(new DrainTimeline.Resize(1, 3));
      DrainTimeline theory = DrainTimeline.of(new BurstDrain(1_000, SERVICE_SECONDS, 1), resizes);
      String name = run == 0 ? "1 worker all along" : "1 → 3 workers after 1 s";
      row(
          "2 " + name + ", at 1.5 s: mean of the ended",
          ms(theory.runningMeanSeconds(1.5)),
          ms(running[run]),
          percent(running[run], theory.runningMeanSeconds(1.5)));
      row(
          "2 " + name + ", at 1.5 s: cohort, at least",
          ms(theory.cohortMeanAtLeastSeconds(1.5)),
          ms(cohorts[run]),
          percent(cohorts[run], theory.cohortMeanAtLeastSeconds(1.5)));
      assertThat(cohorts[run] / theory.cohortMeanAtLeastSeconds(1.5)).isBetween(0.98, 1.02);
    }
    assertThat(running[1]).as("the right move raises the running mean").isGreaterThan(running[0]);
    assertThat(cohorts[1]).as("and lowers the cohort's").isLessThan(cohorts[0]);
  }

  /** A server under an open load over HTTP, looked at in batches. */
  private static final class Run implements AutoCloseable {
    private final Pipeline<HttpEvent> pipeline;
    private final ServerSocketChannel socket = ListenSocket.bind("127.0.0.1", 0);
    private final HttpEndpoint endpoint;
    private final Histogram service = new Histogram(3_600_000_000L, 3);
    private final List<Double> waits = new ArrayList<>();
    private final List<Double> responses = new ArrayList<>();
    private final List<Double> littles = new ArrayList<>();
    private long accepted;
    private long rejected;
    private double seconds;

    Run(Pipeline<HttpEvent> pipeline) throws StartException {
      this.pipeline = pipeline;
      endpoint = HttpEndpoint.start(socket, pipeline, () -> true);
    }

    URI url(String path) throws IOException {
      return URI.create(
          "http://127.0.0.1:" + ((InetSocketAddress) socket.getLocalAddress()).getPort() + path);
    }

    void observe(double perSecond, int batches) throws Exception {
      long nanos = BATCH.plusSeconds(3).toNanos() + batches * BATCH.toNanos();
      LoadSettings settings =
          new LoadSettings(
              url("/events"),
              new Pattern.Open(Schedule.poisson(perSecond, 11).upTo(Long.MAX_VALUE, nanos)),
              50,
              0,
              10_000_000_000L);
      LoadRun load = new LoadRun(settings, progress -> {});
      CompletableFuture<LoadResult> ended = CompletableFuture.supplyAsync(() -> uncheck(load));
      Thread.sleep(Duration.ofSeconds(4));
      for (int batch = 0; batch < batches; batch++) {
        observeBatch();
      }
      assertThat(ended.get().count(LoadResult.Outcome.CONNECTION_ERROR)).isZero();
    }

    private static LoadResult uncheck(LoadRun load) {
      try {
        return load.run();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    private void observeBatch() throws InterruptedException {
      Snapshot before = pipeline.snapshot();
      pipeline.execute(new Command.ResetStatistics());
      long startNanos = System.nanoTime();
      double inSystem = 0;
      int samples = 0;
      while (System.nanoTime() - startNanos < BATCH.toNanos()) {
        Thread.sleep(5);
        inSystem += pipeline.totals().backlog() + pipeline.totals().inFlight();
        samples++;
      }
      Snapshot now = pipeline.snapshot();
      double took = (now.uptimeNanos() - before.uptimeNanos()) / 1e9;
      long ended = now.ledger().ended();
      waits.add(now.sinceReset().waitTime().meanMicros() / 1e6);
      responses.add(now.sinceReset().responseTime().meanMicros() / 1e6);
      double arrivalRate = ended / took;
      littles.add(
          (inSystem / samples)
              / (arrivalRate
                  * (now.sinceReset().waitTime().meanMicros()
                      + now.sinceReset().serviceTime().meanMicros())
                  / 1e6));
      accepted += ended;
      rejected += now.ledger().rejected();
      seconds += took;
    }

    double mean(List<Double> batches) {
      return batches.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    double halfWidth(List<Double> batches) {
      double mean = mean(batches);
      double squares = batches.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
      return T_19 * Math.sqrt(squares / (batches.size() - 1) / batches.size());
    }

    @Override
    public void close() {
      endpoint.stop();
      pipeline.close();
    }
  }

  private static SnapshotSink into(Histogram service) {
    return new SnapshotSink() {
      @Override
      public void publish(Snapshot snapshot) {
        synchronized (service) {
          service.add(snapshot.interval().serviceTime().decode());
        }
      }

      @Override
      public boolean hasReceivers() {
        return true;
      }
    };
  }

  @ParameterizedTest
  @CsvSource({"exponential, 0.6", "exponential, 0.9", "fixed, 0.9"})
  void shouldWaitAsTheFormulaSays(String distribution, double utilisation) throws Exception {
    double perSecond = utilisation * WORKERS / SERVICE_SECONDS;
    try (Run run = new Run(pipeline(1 << 14, WORKERS, distribution))) {
      run.pipeline.addSink(into(run.service));
      run.observe(perSecond, BATCHES);
      double rate = (run.accepted + run.rejected) / run.seconds;
      double mean = run.service.getMean() / 1e6;
      double scv = Math.pow(run.service.getStdDeviation() / run.service.getMean(), 2);
      double theory = new MgcQueue(rate, mean, scv, WORKERS).meanWaitSeconds();
      double measured = run.mean(run.waits);
      double halfWidth = run.halfWidth(run.waits);
      row(
          String.format(
              Locale.ROOT,
              "3 %s service, ρ = %.3f (λ %.1f/s, S %.3f ms, CV² %.3f): mean wait",
              distribution,
              rate * mean / WORKERS,
              rate,
              mean * 1e3,
              scv),
          ms(theory),
          ms(measured) + " ± " + ms(halfWidth),
          percent(measured, theory));
      double little = run.mean(run.littles);
      row(
          String.format(
              Locale.ROOT,
              "5 Little's law, %s service, ρ = %.3f: L ÷ λW",
              distribution,
              rate * mean / WORKERS),
          "1",
          String.format(Locale.ROOT, "%.3f ± %.3f", little, run.halfWidth(run.littles)),
          percent(little, 1));
      assertThat(Math.abs(measured - theory)).isLessThan(3 * halfWidth);
      assertThat(little).isBetween(0.97, 1.03);
    }
  }

  @Test
  void shouldRejectAsTheFormulaSays() throws Exception {
    try (Run run = new Run(pipeline(8, WORKERS, "exponential"))) {
      run.pipeline.addSink(into(run.service));
      run.observe(540, BATCHES);
      double rate = (run.accepted + run.rejected) / run.seconds;
      double mean = run.service.getMean() / 1e6;
      double theory = new MmckQueue(rate, mean, WORKERS, 8 + WORKERS).fullProbability();
      double measured = run.rejected / (double) (run.accepted + run.rejected);
      row(
          String.format(
              Locale.ROOT, "4 a ring of 8, λ %.1f/s, S %.3f ms: share rejected", rate, mean * 1e3),
          String.format(Locale.ROOT, "%.4f", theory),
          String.format(Locale.ROOT, "%.4f", measured),
          percent(measured, theory));
      assertThat(measured / theory).isBetween(0.8, 1.2);
    }
  }

  @Test
  void shouldChargeAFreezeToThoseWhoFeltIt() throws Exception {
    try (Run run = new Run(pipeline(1024, 1, "fixed"))) {
      run.pipeline.execute(new Command.SetServiceTime(1_000_000));
      LoadSettings settings =
          new LoadSettings(
              run.url("/events/await"),
              new Pattern.Open(Schedule.constant(100).upTo(1_200, Long.MAX_VALUE)),
              1,
              2_000_000_000L,
              10_000_000_000L);
      LoadRun load = new LoadRun(settings, progress -> {});
      CompletableFuture<LoadResult> ended = CompletableFuture.supplyAsync(() -> Run.uncheck(load));
      Thread.sleep(Duration.ofSeconds(7));
      run.pipeline.execute(new Command.FreezeResource(1_000_000_000L));
      LoadResult result = ended.get();
      double felt = result.fromIntended().getValueAtPercentile(99) / 1e6;
      double said = result.fromSend().getValueAtPercentile(99) / 1e6;
      row(
          "6 back end frozen for 1 s at 100/s: p99 from the intended arrival",
          "911 ms",
          ms(felt),
          percent(felt, 0.911));
      row("6 the same, p99 from sending, as a closed loop says", "1 ms", ms(said), "");
      assertThat(felt).isBetween(0.85, 0.97);
      assertThat(said).isLessThan(0.05);
    }
  }
}
