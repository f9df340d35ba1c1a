package weir.http.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import weir.core.fault.Closing;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkException;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.MockResourceHandler;
import weir.core.pipeline.Pipeline;
import weir.http.config.ServeSettings;
import weir.http.config.SettingsException;
import weir.http.config.SettingsLoader;
import weir.http.load.LoadException;
import weir.http.load.LoadSettings;
import weir.http.load.LoadSettings.Pattern;
import weir.http.server.StartException;
import weir.http.server.WeirServer;

/**
 * Where an experiment runs: a server of its own in this process, which panels find, and pipelines
 * beside that of the server. Used by one thread; a second one looks on.
 */
final class Bench implements AutoCloseable {

  /** How long what takes longer than expected is waited for; then it counts as not happening. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long LOOK_NANOS = 2_000_000;
  private static final long TELL_NANOS = 200_000_000;
  private static final long LOAD_TIMEOUT_NANOS = 60_000_000_000L;
  private static final long JOIN_MILLIS = 5_000;

  private final Scale scale;
  private final String socket;
  private final Map<String, String> overrides;
  private final LabView view;
  private final long startNanos = System.nanoTime();
  private final Thread watcher = new Thread(this::watch, "weir-lab-watch");

  /** The server's own first; changed by the experiment's thread, read by the watcher's. */
  private final CopyOnWriteArrayList<LabPipeline> pipelines = new CopyOnWriteArrayList<>();

  /** All that were, used by the experiment's thread. */
  private final List<LabPipeline> ever = new ArrayList<>();

  /** Beside the server's. */
  private final List<Pipeline<?>> beside = new CopyOnWriteArrayList<>();

  /** All that were started. */
  private final List<RunningLoad> loads = new CopyOnWriteArrayList<>();

  /** Removed in the end. */
  private final List<Path> files = new ArrayList<>();

  private @Nullable WeirServer server;
  private volatile String step = "starting";
  private volatile boolean closed;

  /**
   * Prepares a bench.
   *
   * @param scale how long things take
   * @param socket where the server's local socket is to be
   * @param overrides settings of the server, by key, that no experiment decides
   * @param view told where the server is and how it is going
   */
  Bench(Scale scale, String socket, Map<String, String> overrides, LabView view) {
    this.scale = scale;
    this.socket = socket;
    this.overrides = Map.copyOf(overrides);
    this.view = view;
    watcher.setDaemon(true);
    watcher.start();
  }

  /** A socket of this process in the folder where panels look. */
  static String ownSocket() {
    Path standard = LinkAddresses.defaultAddress().path();
    return standard.resolveSibling("lab-" + ProcessHandle.current().pid() + ".sock").toString();
  }

  Scale scale() {
    return scale;
  }

  // --- Pipelines -----------------------------------------------------------------------------

  /**
   * Starts a server, in the place of the one before.
   *
   * @param flags its settings, as {@code weir serve} takes them, but without {@code --}
   * @return its pipeline
   */
  LabPipeline serve(Map<String, String> flags)
      throws SettingsException, StartException, LinkException {
    closePipelines();
    WeirServer started = WeirServer.start(settings(flags));
    server = started;
    LabPipeline pipeline =
        new LabPipeline(started.pipeline(), intended -> started.publish(new byte[0], intended));
    view.server(started.socket(), started.url());
    return add(started.pipeline(), pipeline);
  }

  /**
   * Starts a pipeline beside that of the server, which shows it as well.
   *
   * @param name what the server calls it
   * @param flags its settings, as {@code weir serve} takes them
   * @return the pipeline
   */
  LabPipeline beside(String name, Map<String, String> flags) throws SettingsException {
    Pipeline<byte[]> pipeline =
        Pipeline.start(
            settings(flags).pipeline().withName(name),
            EventHandlers.named(MockResourceHandler.NAME));
    return show(
        pipeline, new LabPipeline(pipeline, intended -> pipeline.publish(new byte[0], intended)));
  }

  /** Has the server show a pipeline, which is closed with the bench. */
  LabPipeline show(Pipeline<?> pipeline, LabPipeline seen) {
    beside.add(pipeline);
    running().show(pipeline);
    return add(pipeline, seen);
  }

  private LabPipeline add(Pipeline<?> pipeline, LabPipeline seen) {
    pipeline.addSink(seen);
    pipelines.add(seen);
    ever.add(seen);
    return seen;
  }

  /** Settings of a pipeline as the experiments' flags have them. */
  ServeSettings settings(Map<String, String> flags) throws SettingsException {
    Map<String, String> all = new HashMap<>(Map.of("rehearsal", "0ms"));
    all.putAll(flags);
    all.putAll(overrides);
    all.putAll(Map.of("host", "127.0.0.1", "port", "0", "socket", socket));
    return SettingsLoader.load(all, Map.of(), null).serve();
  }

  private WeirServer running() {
    return Objects.requireNonNull(server, "an experiment starts its server first");
  }

  /**
   * A resource that takes the service times of a sample.
   *
   * @param from number of the first
   * @param step how many further the next is
   * @return what {@code --distribution} takes
   */
  String replay(Sample sample, int from, int step) throws IOException {
    Path file = Files.createTempFile("weir-lab-", ".csv");
    files.add(file);
    return sample.replay(file, from, step);
  }

  /** Somebody who watches the server as a panel does; closed by the caller. */
  Onlooker onlooker() throws LinkException {
    return Onlooker.at(running().socket());
  }

  // --- HTTP ----------------------------------------------------------------------------------

  /** Where the server answers. */
  URI url(String path) {
    return URI.create(running().url() + path);
  }

  /** Starts to send; to be awaited. */
  RunningLoad load(String path, Pattern pattern, int connections) {
    RunningLoad load =
        new RunningLoad(new LoadSettings(url(path), pattern, connections, 0, LOAD_TIMEOUT_NANOS));
    loads.add(load);
    return load;
  }

  /** A generator and a server that have sent nothing yet are slow: this is to be over with that. */
  void warmUpHttp(String path, int requests) throws LoadException, InterruptedException {
    load(path, new Pattern.Closed(0, requests, Long.MAX_VALUE), 4).await();
  }

  // --- Time ----------------------------------------------------------------------------------

  /** Says what is being done. */
  void step(String words) {
    step = words;
  }

  /** Sleeps until a moment of {@link System#nanoTime()}; returns at once if it is over. */
  static void sleepUntil(long nanos) throws InterruptedException {
    long leftNanos = nanos - System.nanoTime();
    while (leftNanos > 0) {
      LockSupport.parkNanos(leftNanos);
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for a moment");
      }
      leftNanos = nanos - System.nanoTime();
    }
  }

  static void sleep(double seconds) throws InterruptedException {
    sleepUntil(System.nanoTime() + Math.round(seconds * 1e9));
  }

  /** The longest time that the machine was late at once, in all of the experiment. */
  double longestHiccupSeconds() {
    return ever.stream().mapToDouble(LabPipeline::longestHiccupSeconds).max().orElse(0);
  }

  private void watch() {
    long toldNanos = System.nanoTime();
    while (!closed) {
      pipelines.forEach(LabPipeline::look);
      if (System.nanoTime() - toldNanos >= TELL_NANOS && !pipelines.isEmpty()) {
        toldNanos = System.nanoTime();
        view.progress(
            new Progress(
                step,
                (toldNanos - startNanos) / 1e9,
                pipelines.stream().map(LabPipeline::state).toList()));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  // --- The end -------------------------------------------------------------------------------

  private void closePipelines() {
    pipelines.clear();
    Closing closing = new Closing();
    beside.forEach(closing::close);
    beside.clear();
    WeirServer running = server;
    if (running != null) {
      server = null;
      closing.close(running);
    }
    closing.report();
  }

  /** Closes everything, whatever is in it; returns when all threads have ended. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(watcher);
    // Whoever ends an experiment interrupts this thread: nothing may be left half closed for that.
    boolean interrupted = Thread.interrupted();
    try {
      loads.forEach(RunningLoad::stop);
      // Those who wait for answers have them with the end of the server.
      closePipelines();
      for (RunningLoad load : loads) {
        load.join(JOIN_MILLIS);
      }
      watcher.join(JOIN_MILLIS);
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a temporary file could not be removed", e);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
