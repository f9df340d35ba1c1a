package weir.bench.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
  private static final int WARM_MILLIS = 400;

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
          print(round, looking, pair.measure(looking, settings.busyMillis()));
        }
      }
    }
  }

  /** Each slice has a pipeline of its own: where one lies in memory makes it fast or slow. */
  private void measureComputing() throws IOException, InterruptedException {
    int cores = Runtime.getRuntime().availableProcessors();
    PipelineSettings computing =
        PipelineSettings.defaults().withRingSize(RING).withWorkers(cores, cores);
    Path socket = Files.createDirectories(folder.resolve("computing")).resolve("weir.sock");
    try (Watcher watcher = Watcher.start(socket)) {
      // The first round warms up, and is not printed.
      for (int round = 0; round <= settings.rounds(); round++) {
        for (Looking looking : inTurn(round)) {
          try (FedPipeline fed =
              FedPipeline.start(
                  () -> Pipeline.<byte[]>start(computing, (payload, event) -> compute()))) {
            if (looking == Looking.CLIENT) {
              fed.listen(LinkAddresses.parse(socket.toString()));
            } else if (looking == Looking.LOG) {
              fed.logTo(socket.resolveSibling("run-" + round + ".hlog"));
            }
            Slice slice =
                Slice.measure(fed, watcher, looking, settings.computingMillis(), WARM_MILLIS);
            if (round > 0) {
              print(round, looking, CostMetric.THROUGHPUT, slice.eventsPerSecond());
            }
          }
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

    Slice measure(Looking looking, int millis) throws IOException, InterruptedException {
      return Slice.measure(
          looking == Looking.LOG ? logged : bare, watcher, looking, millis, SETTLE_MILLIS);
    }

    @Override
    public void close() throws IOException {
      watcher.close();
      bare.close();
      logged.close();
    }
  }

  private static void print(int round, Looking looking, Slice slice) {
    print(round, looking, CostMetric.BUSY_EVENTS, slice.eventsPerSecond());
    print(round, looking, CostMetric.SAMPLER_CPU, slice.percentOf(Moment::sampler));
    print(
        round,
        looking,
        CostMetric.SAMPLER_ALLOCATION,
        slice.bytesOf(Moment::sampler) * SAMPLE_NANOS / slice.nanos());
    print(round, looking, CostMetric.HICCUP_CPU, slice.percentOf(Moment::hiccupMeter));
    if (looking == Looking.CLIENT) {
      print(round, looking, CostMetric.WRITER_CPU, slice.percentOf(Moment::writer));
      print(round, looking, CostMetric.CLIENT_CPU, slice.percentOfClient());
      print(round, looking, CostMetric.SNAPSHOTS, slice.snapshotsPerSecond());
    }
  }

  private static void print(int round, Looking looking, CostMetric metric, double value) {
    System.out.println(new CostFigure(round, looking, metric, value).toLine());
  }
}
