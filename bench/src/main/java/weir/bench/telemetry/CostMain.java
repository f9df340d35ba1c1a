package weir.bench.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import weir.core.link.LinkAddresses;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;

/**
 * The program that is looked at: prints a line for each figure. In each round it runs the same load
 * once for each of {@link Looking}, in turning order, so that a ratio is of neighbours in time.
 */
public final class CostMain {

  private static final int BUSY_WORKERS = 64;
  private static final Duration BUSY_SERVICE = Duration.ofMillis(10);
  private static final int RING = 1024;

  /** Some 5 µs. A count of steps and no time: what is preempted must not be served for free. */
  private static final int STEPS = 3_000;

  private static final long SAMPLE_NANOS = 50_000_000;
  private static final int SETTLE_MILLIS = 200;

  private final CostSettings settings;
  private final Path folder;

  private CostMain(CostSettings settings, Path folder) {
    this.settings = settings;
    this.folder = folder;
  }

  /**
   * Measures.
   *
   * @param arguments a folder for sockets and logs, then see {@link CostSettings#toArguments()}
   * @throws IOException if a socket, a log or the client fails
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    CostSettings settings =
        CostSettings.parse(List.of(arguments).subList(1, arguments.length).toArray(new String[0]));
    CostMain run = new CostMain(settings, Files.createDirectories(Path.of(arguments[0])));
    run.measureBusy();
    run.measureComputing();
  }

  private void measureBusy() throws IOException, InterruptedException {
    PipelineSettings busy =
        PipelineSettings.defaults()
            .withRingSize(RING)
            .withWorkers(BUSY_WORKERS, BUSY_WORKERS)
            .withServiceTime(BUSY_SERVICE);
    try (Pair pair =
        Pair.start(
            folder.resolve("busy"),
            () -> Pipeline.start(busy, EventHandlers.named(MockResourceHandler.NAME)))) {
      pair.warmUp(settings.warmUpMillis());
      for (int round = 1; round <= settings.rounds(); round++) {
        for (Looking looking : inTurn(round)) {
          pair.measure(round, looking, settings.busyMillis(), CostMetric.BUSY_EVENTS);
        }
      }
    }
  }

  private void measureComputing() throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    PipelineSettings computing =
        PipelineSettings.defaults().withRingSize(RING).withWorkers(cores, cores);
    try (Pair pair =
        Pair.start(
            folder.resolve("computing"),
            () -> Pipeline.<byte[]>start(computing, (payload, event) -> compute()))) {
      pair.warmUp(Math.min(10_000, settings.warmUpMillis()));
      for (int round = 1; round <= settings.rounds(); round++) {
        for (Looking looking : inTurn(round)) {
          pair.measure(round, looking, settings.computingMillis(), CostMetric.THROUGHPUT);
        }
      }
    }
  }

  private static List<Looking> inTurn(int round) {
    List<Looking> order = new ArrayList<>(List.of(Looking.values()));
    Collections.rotate(order, round);
    return order;
  }

  private static void compute() {
    long state = System.nanoTime() | 1;
    for (int step = 0; step < STEPS; step++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    if (state == 0) {
      throw new IllegalStateException("xorshift never yields 0");
    }
  }

  /** Two pipelines alike, one of which writes a log; and a client that may look at the other. */
  private record Pair(FedPipeline bare, FedPipeline logged, Watcher watcher)
      implements AutoCloseable {

    static Pair start(Path folder, Supplier<Pipeline<byte[]>> starter) throws IOException {
      Files.createDirectories(folder);
      Path socket = folder.resolve("weir.sock");
      FedPipeline bare = FedPipeline.start(starter);
      bare.listen(LinkAddresses.parse(socket.toString()));
      FedPipeline logged = FedPipeline.start(starter);
      logged.logTo(folder.resolve("run.hlog"));
      return new Pair(bare, logged, Watcher.start(socket));
    }

    /** Both at once, and the client with them, so that everything is compiled. */
    void warmUp(int millis) throws IOException, InterruptedException {
      watcher.attach();
      bare.startFeeding();
      logged.startFeeding();
      Thread.sleep(millis);
      bare.stopFeeding();
      logged.stopFeeding();
      watcher.detach();
    }

    void measure(int round, Looking looking, int millis, CostMetric rate)
        throws IOException, InterruptedException {
      FedPipeline fed = looking == Looking.LOG ? logged : bare;
      if (looking == Looking.CLIENT) {
        watcher.attach();
      }
      fed.startFeeding();
      Thread.sleep(SETTLE_MILLIS);
      Moment start = moment(fed);
      Thread.sleep(millis);
      Moment end = moment(fed);
      fed.stopFeeding();
      if (looking == Looking.CLIENT) {
        watcher.detach();
      }
      print(round, looking, rate, start, end);
    }

    private Moment moment(FedPipeline fed) throws IOException {
      return new Moment(
          watcher.report(),
          fed.ended(),
          System.nanoTime(),
          ThreadUse.of(Set.of(fed.samplerId())),
          ThreadUse.of(ThreadUse.idsOf(ThreadUse.WRITER)),
          ThreadUse.of(ThreadUse.idsOf(ThreadUse.HICCUP_METER)));
    }

    @Override
    public void close() throws IOException {
      watcher.close();
      bare.close();
      logged.close();
    }
  }

  /** What had been done and used up to a moment. */
  private record Moment(
      Watcher.Done watcher,
      long ended,
      long atNanos,
      ThreadUse sampler,
      ThreadUse writer,
      ThreadUse hiccupMeter) {}

  private static void print(int round, Looking looking, CostMetric rate, Moment start, Moment end) {
    double nanos = end.atNanos - start.atNanos;
    print(round, looking, rate, (end.ended - start.ended) * 1e9 / nanos);
    if (rate != CostMetric.BUSY_EVENTS) {
      return;
    }
    ThreadUse sampler = end.sampler.minus(start.sampler);
    print(round, looking, CostMetric.SAMPLER_CPU, 100 * sampler.cpuNanos() / nanos);
    print(
        round,
        looking,
        CostMetric.SAMPLER_ALLOCATION,
        sampler.allocatedBytes() * SAMPLE_NANOS / nanos);
    print(
        round,
        looking,
        CostMetric.HICCUP_CPU,
        100 * end.hiccupMeter.minus(start.hiccupMeter).cpuNanos() / nanos);
    if (looking == Looking.CLIENT) {
      long snapshots = end.watcher.snapshots() - start.watcher.snapshots();
      long cpuNanos = end.watcher.cpuNanos() - start.watcher.cpuNanos();
      print(
          round,
          looking,
          CostMetric.WRITER_CPU,
          100 * end.writer.minus(start.writer).cpuNanos() / nanos);
      print(round, looking, CostMetric.CLIENT_CPU, 100 * cpuNanos / nanos);
      print(round, looking, CostMetric.SNAPSHOTS, snapshots * 1e9 / nanos);
    }
  }

  private static void print(int round, Looking looking, CostMetric metric, double value) {
    System.out.println(new CostFigure(round, looking, metric, value).toLine());
  }
}
