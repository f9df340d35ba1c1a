package weir.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;
import weir.core.figures.Cohort;
import weir.core.figures.Snapshot;
import weir.core.figures.SnapshotSink;
import weir.core.link.Command;
import weir.core.pipeline.Pipeline;
import weir.http.load.LoadResult;
import weir.http.load.LoadRun;
import weir.http.load.LoadSettings;
import weir.http.load.LoadSettings.Pattern;
import weir.http.load.Schedule;

/** A server under an open load over HTTP, looked at in batches. */
final class MeasuredRun implements AutoCloseable {

  private static final Duration BATCH = Duration.ofSeconds(3);

  final Pipeline<HttpEvent> pipeline;
  private final ServerSocketChannel socket = ListenSocket.bind("127.0.0.1", 0);
  private final HttpEndpoint endpoint;
  private final Histogram service = new Histogram(3_600_000_000L, 3);
  final List<Double> waits = new ArrayList<>();
  final List<Double> littles = new ArrayList<>();
  final List<Double> rejections = new ArrayList<>();
  private long accepted;
  private long rejected;
  private double seconds;

  MeasuredRun(Pipeline<HttpEvent> pipeline) throws StartException {
    this.pipeline = pipeline;
    pipeline.addSink(into(service));
    Readiness readiness = Readiness.of(pipeline);
    readiness.open();
    endpoint =
        HttpEndpoint.start(
            socket,
            Visitors.ofLoopback("127.0.0.1", List.of()),
            ClientLimits.defaults(),
            pipeline,
            pipeline::useResource,
            readiness,
            false);
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

  /** Sends events that are all meant for one moment; returns when the last has been accepted. */
  void burst(int events) throws Exception {
    LoadSettings settings =
        new LoadSettings(
            url("/events"), new Pattern.Open(Schedule.burst(events)), 50, 0, 10_000_000_000L);
    LoadResult result = new LoadRun(settings, progress -> {}).run();
    assertThat(result.count(LoadResult.Outcome.OK)).isEqualTo(events);
  }

  /** When the first events were meant to arrive, on the pipeline's uptime. */
  double firstArrivalSeconds() {
    return pipeline.snapshot().cohorts().orElseThrow().get(0).arrivalUptimeMicros() / 1e6;
  }

  double uptimeSeconds() {
    return pipeline.snapshot().uptimeNanos() / 1e9;
  }

  void sleepUntil(double uptimeSeconds) throws InterruptedException {
    Thread.sleep(Duration.ofNanos(Math.round((uptimeSeconds - uptimeSeconds()) * 1e9)));
  }

  /** Mean service time of all that have ended. */
  static double serviceSeconds(Snapshot seen) {
    return seen.sinceReset().serviceTime().orElseThrow().meanMicros() / 1e6;
  }

  /** Of all that arrived, those that have not ended counting with their ages. */
  static double meanOfAllThatArrivedSeconds(Snapshot seen) {
    double sum = 0;
    long arrived = 0;
    for (Cohort cohort : seen.cohorts().orElseThrow()) {
      sum += cohort.arrived() * cohort.meanAtLeastMicros() / 1e6;
      arrived += cohort.arrived();
    }
    return sum / arrived;
  }

  /** Time that the ended events were in the pipeline, summed over them. */
  static double staySeconds(Snapshot seen) {
    double meanMicros =
        seen.sinceReset().waitTime().orElseThrow().meanMicros()
            + seen.sinceReset().serviceTime().orElseThrow().meanMicros();
    return seen.ledger().ended() * meanMicros / 1e6;
  }

  static LoadResult uncheck(LoadRun load) {
    try {
      return load.run();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void observeBatch() throws InterruptedException {
    Snapshot before = pipeline.snapshot();
    pipeline.execute(new Command.ResetStatistics());
    try (Population population = Population.watch(pipeline)) {
      Thread.sleep(BATCH);
      Snapshot now = pipeline.snapshot();
      long ended = now.ledger().ended();
      waits.add(now.sinceReset().waitTime().orElseThrow().meanMicros() / 1e6);
      littles.add(population.eventSeconds() / staySeconds(now));
      accepted += ended;
      rejected += now.ledger().rejected().orElseThrow();
      rejections.add(
          now.ledger().rejected().orElseThrow()
              / (double) (ended + now.ledger().rejected().orElseThrow()));
      seconds += (now.uptimeNanos() - before.uptimeNanos()) / 1e9;
    }
  }

  /** Requests per second, taken or not. */
  double rate() {
    return (accepted + rejected) / seconds;
  }

  double seconds() {
    return seconds;
  }

  double rejectedShare() {
    return rejected / (double) (accepted + rejected);
  }

  double meanServiceSeconds() {
    synchronized (service) {
      return service.getMean() / 1e6;
    }
  }

  double serviceScv() {
    synchronized (service) {
      return Math.pow(service.getStdDeviation() / service.getMean(), 2);
    }
  }

  static double mean(List<Double> batches) {
    return batches.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  static double halfWidth(List<Double> batches) {
    double mean = mean(batches);
    double squares = batches.stream().mapToDouble(value -> (value - mean) * (value - mean)).sum();
    return studentT(batches.size() - 1)
        * Math.sqrt(squares / (batches.size() - 1) / batches.size());
  }

  /** 97.5th percentile of Student's distribution: Cornish-Fisher expansion, good from 10 up. */
  private static double studentT(int degrees) {
    double z = 1.959964;
    return z
        + (Math.pow(z, 3) + z) / (4.0 * degrees)
        + (5 * Math.pow(z, 5) + 16 * Math.pow(z, 3) + 3 * z) / (96.0 * degrees * degrees);
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

  @Override
  public void close() {
    endpoint.stop();
    pipeline.close();
  }
}
