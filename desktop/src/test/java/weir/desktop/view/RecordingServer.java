package weir.desktop.view;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Cohort;
import weir.core.figures.LoadFigures;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkException;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.desktop.Snapshots;

/**
 * A real server on a real socket. It records the commands that arrive and publishes snapshots whose
 * effective workers follow the requested ones, one per snapshot.
 */
final class RecordingServer implements AutoCloseable {

  static final int MAX_WORKERS = 64;
  private static final long TICK_MILLIS = 20;

  /** Made once: histograms of seconds take their time to add up. */
  private static final List<Cohort> COHORTS =
      List.of(Snapshots.cohort(0, 1_000, 2, 2_000_000, 3_000_000), Snapshots.cohort(1, 2_000, 1));

  final List<Command> commands = new CopyOnWriteArrayList<>();

  /** What the server's pool is asked for; a test sets it as another client would. */
  final AtomicInteger requested = new AtomicInteger(1);

  /** The load that it says it sends itself; a test changes its figures. */
  final AtomicReference<Optional<LoadFigures>> load = new AtomicReference<>(Optional.empty());

  private final LinkServer server;
  private final PublishedSource source;

  /** A second source, if a test has added it. */
  private volatile @Nullable PublishedSource orders;

  private final ScheduledExecutorService publisher = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> publishing;
  private int effective = 1;
  private long ticks;

  RecordingServer(LinkAddress address) throws LinkException {
    server = LinkServer.open(address, Snapshots.SERVER);
    source = server.add(Snapshots.PIPELINE, this::execute);
    publishing =
        publisher.scheduleAtFixedRate(this::publish, 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  private CommandOutcome execute(Command command) {
    commands.add(command);
    if (command instanceof Command.ResizeWorkers resize) {
      if (resize.workers() < 0 || resize.workers() > MAX_WORKERS) {
        return new CommandOutcome.Refused(
            resize.workers() + " workers are out of range: ask for 0 to " + MAX_WORKERS + ".");
      }
      requested.set(resize.workers());
    }
    return command instanceof Command.StartLoad start
        ? startLoad(start.settings())
        : new CommandOutcome.Accepted();
  }

  /** Refuses as the real one does. */
  private CommandOutcome startLoad(Map<String, String> settings) {
    String rate = settings.getOrDefault("poisson", "1");
    if (!rate.matches("[0-9]+")) {
      return new CommandOutcome.Refused(
          "--poisson takes requests a second, such as 100, and '" + rate + "' is no number");
    }
    if (settings.containsKey("closed") && settings.containsKey("duration")) {
      return new CommandOutcome.Refused("this server is sent a load already: stop that first");
    }
    load.set(Optional.of(LoadFigures.starting("poisson " + rate + " to /events")));
    return new CommandOutcome.Accepted();
  }

  private void publish() {
    int target = requested.get();
    effective += Integer.signum(target - effective);
    ticks++;
    Snapshot snapshot =
        Snapshots.with(
            Snapshots.of(
                ticks * TICK_MILLIS, ticks, 1_000, target, effective, 0, Snapshots.micros(500)),
            COHORTS);
    source.publish(
        Snapshots.withLoad(
            Snapshots.withWorkers(
                snapshot,
                IntStream.range(0, effective)
                    .mapToObj(place -> Snapshots.worker(place, 7, ticks * TICK_MILLIS))
                    .toList()),
            load.get()));
    PublishedSource added = orders;
    if (added != null) {
      added.publish(Snapshots.ofExecutor(ticks * TICK_MILLIS, ticks, 30));
    }
  }

  /** Shows a second source, which can only be watched. */
  void addOrders() {
    orders =
        server.add(
            Snapshots.EXECUTOR,
            command -> {
              throw new AssertionError("nothing should come here: " + command);
            });
  }

  /** Takes it away again. */
  void closeOrders() {
    PublishedSource added = orders;
    if (added != null) {
      orders = null;
      added.close();
    }
  }

  @Override
  public void close() {
    publisher.close(); // waits for the last tick
    server.close();
    if (publishing.state() == Future.State.FAILED) {
      throw new AssertionError("publishing failed", publishing.exceptionNow());
    }
  }
}
