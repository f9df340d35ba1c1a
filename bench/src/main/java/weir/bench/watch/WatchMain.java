package weir.bench.watch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import weir.core.link.LinkAddress;
import weir.core.link.LinkAddresses;
import weir.core.link.LinkClient;
import weir.core.link.LinkListener;
import weir.core.watch.Watcher;

/**
 * The program that is measured: prints a line for each figure. In each round every kind of {@link
 * Watching} has a new executor, in turning order, so that a ratio is of neighbours in time.
 */
public final class WatchMain {

  private static final long TASK_NANOS = 10_000;
  private static final int PROBE_STEPS = 10_000;
  private static final int PROBES = 20_000;

  /** Long enough for cohorts and histograms to be as many and as large as they get. */
  private static final int WARM_MILLIS = 2_500;

  private final Path socket;
  private final Path agentJar;
  private final int rounds;
  private final int millis;
  private final Runnable work;

  private WatchMain(Path socket, Path agentJar, int rounds, int millis, int steps) {
    this.socket = socket;
    this.agentJar = agentJar;
    this.rounds = rounds;
    this.millis = millis;
    work = () -> compute(steps);
  }

  /**
   * Measures.
   *
   * @param arguments a folder for the socket, the number of rounds, milliseconds of a slice, and
   *     the agent's jar
   * @throws IOException if the socket or the client fails
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    new WatchMain(
            Path.of(arguments[0], "watch.sock"),
            Path.of(arguments[3]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]),
            stepsOf(TASK_NANOS))
        .measure();
  }

  /** The first round warms up; of that only the pauses are printed. */
  private void measure() throws IOException, InterruptedException {
    for (int round = 0; round <= rounds; round++) {
      List<Watching> order = new ArrayList<>(List.of(Watching.values()));
      Collections.rotate(order, round);
      for (Watching watching : order) {
        if (watching.isByAgent()) {
          measureAgent(round, watching);
        } else {
          measureBoth(round, watching);
        }
      }
    }
  }

  private void measureAgent(int round, Watching watching) throws IOException, InterruptedException {
    AttachedAgent agent = AttachedAgent.attach(agentJar);
    print(round, watching, WatchMetric.ATTACH_PAUSE, agent.attachMillis());
    measureBoth(round, watching);
    print(round, watching, WatchMetric.DETACH_PAUSE, agent.detach());
  }

  private void measureBoth(int round, Watching watching) throws IOException, InterruptedException {
    Slice executed = measure(watching, false);
    Slice submitted = measure(watching, true);
    print(round, watching, WatchMetric.EXECUTED, executed.tasksPerSecond());
    print(round, watching, WatchMetric.EXECUTED_BYTES, executed.bytesPerTask());
    print(round, watching, WatchMetric.EXECUTED_CPU, executed.nanosPerTask());
    print(round, watching, WatchMetric.SUBMITTED, submitted.tasksPerSecond());
    print(round, watching, WatchMetric.SUBMITTED_BYTES, submitted.bytesPerTask());
    print(round, watching, WatchMetric.SUBMITTED_CPU, submitted.nanosPerTask());
  }

  private Slice measure(Watching watching, boolean submits)
      throws IOException, InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>());
    try (Watcher watcher = new Watcher()) {
      if (watching == Watching.NOTHING || watching == Watching.AGENT) {
        return measure(pool, submits);
      }
      if (watching == Watching.AGENT_CLIENT) {
        return measureSeen(LinkAddresses.ofProcess(ProcessHandle.current().pid()), pool, submits);
      }
      ExecutorService watched = watcher.executor("bench", pool);
      if (watching == Watching.WATCHED) {
        return measure(watched, submits);
      }
      return measureSeen(watcher.open(new LinkAddress.UnixSocket(socket)), watched, submits);
    } finally {
      pool.shutdown();
    }
  }

  private Slice measureSeen(LinkAddress address, ExecutorService executor, boolean submits)
      throws IOException, InterruptedException {
    try (LinkClient client =
        LinkClient.connect(address, "bench", Duration.ofSeconds(10), LinkListener.IGNORE)) {
      client.sources();
      return measure(executor, submits);
    }
  }

  private Slice measure(ExecutorService executor, boolean submits) throws InterruptedException {
    Slice.measure(executor, submits, work, WARM_MILLIS);
    return Slice.measure(executor, submits, work, millis);
  }

  /** By the fastest of many tries: the others were disturbed. */
  private static int stepsOf(long nanos) {
    long fastestNanos = Long.MAX_VALUE;
    for (int probe = 0; probe < PROBES; probe++) {
      long startNanos = System.nanoTime();
      compute(PROBE_STEPS);
      fastestNanos = Math.min(fastestNanos, System.nanoTime() - startNanos);
    }
    return (int) (PROBE_STEPS * nanos / fastestNanos);
  }

  /** A count of steps and no time: what is preempted must not be served for free. */
  private static void compute(int steps) {
    long state = System.nanoTime() | 1;
    for (int step = 0; step < steps; step++) {
      state ^= state << 13;
      state ^= state >>> 7;
      state ^= state << 17;
    }
    if (state == 0) {
      throw new IllegalStateException("xorshift never yields 0");
    }
  }

  private static void print(int round, Watching watching, WatchMetric metric, double value) {
    if (round > 0 || !metric.isOfWarmCode()) {
      System.out.println(new WatchFigure(round, watching, metric, value).toLine());
    }
  }
}
