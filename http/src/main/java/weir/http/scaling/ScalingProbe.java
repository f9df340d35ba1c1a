package weir.http.scaling;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import weir.core.figures.Snapshot;
import weir.core.link.Command.ResizeWorkers;
import weir.core.theory.UniversalScalabilityFit.Point;
import weir.http.client.CommandFailure;
import weir.http.client.ServerConnection;

/**
 * Throughput of a running server at 1, 2, 4 … workers. Geometric steps, and one past the peak, tell
 * the most of the law's parameters for the time they take. Used by one thread.
 */
public final class ScalingProbe {

  /** Throughput so far below the best says that the peak has been passed. */
  private static final double PAST_THE_PEAK = 0.7;

  private static final int FEWEST_POINTS = 4;

  /** Events that were started at another number of workers end in the first part of a step. */
  private static final int SETTLING_PART = 4;

  private final ServerConnection server;
  private final long eachNanos;
  private final BooleanSupplier stopped;
  private final PrintWriter progress;

  /**
   * Prepares; measures nothing yet.
   *
   * @param server the server, which should be under more load than it can handle
   * @param each how long to measure at each number of workers
   * @param stopped whether to stop early
   * @param progress gets one line per point
   */
  public ScalingProbe(
      ServerConnection server, Duration each, BooleanSupplier stopped, PrintWriter progress) {
    this.server = server;
    this.eachNanos = each.toNanos();
    this.stopped = stopped;
    this.progress = progress;
  }

  /**
   * Measures, and puts the number of workers back.
   *
   * @param most the largest number of workers to try
   * @return the points, fewest workers first
   * @throws CommandFailure if the server refuses or does not answer before there are points enough
   * @throws InterruptedException if interrupted; the workers are put back
   */
  public List<Point> measureUpTo(int most) throws CommandFailure, InterruptedException {
    int before = server.nextWorkers().requested();
    List<Point> points = new ArrayList<>();
    try {
      double best = 0;
      for (int workers = 1; !stopped.getAsBoolean(); workers = Math.min(2 * workers, most)) {
        Point point = measure(workers);
        points.add(point);
        say(
            String.format(
                Locale.ROOT, "%.0f workers: %.2f/s", point.workers(), point.throughputPerSecond()));
        best = Math.max(best, point.throughputPerSecond());
        boolean past = point.throughputPerSecond() < PAST_THE_PEAK * best;
        if (workers >= most || (past && points.size() >= FEWEST_POINTS)) {
          break;
        }
      }
    } catch (Interruption | CommandFailure e) {
      if (points.size() < FEWEST_POINTS) {
        throw new CommandFailure(String.valueOf(e.getMessage()), e);
      }
      say("ended early: " + e.getMessage());
    } finally {
      putBack(before, points.size() >= FEWEST_POINTS);
    }
    return points;
  }

  private void putBack(int workers, boolean enoughPoints)
      throws CommandFailure, InterruptedException {
    try {
      server.execute(new ResizeWorkers(workers));
    } catch (CommandFailure e) {
      if (!enoughPoints) {
        throw e;
      }
      // What was measured is worth no less.
      say("the workers could not be put back to " + workers + ": " + e.getMessage());
    }
  }

  /** A step can't be measured, and those before it can be used. */
  private static final class Interruption extends Exception {
    private static final long serialVersionUID = 1L;

    Interruption(String message) {
      super(message);
    }
  }

  private Point measure(int workers) throws CommandFailure, InterruptedException, Interruption {
    server.execute(new ResizeWorkers(workers));
    Snapshot now = server.nextSnapshot();
    long settlesAtNanos = now.uptimeNanos() + eachNanos / SETTLING_PART;
    while (effective(now) != workers || now.uptimeNanos() < settlesAtNanos) {
      now = nextBusy(workers);
    }
    Snapshot start = now;
    while (now.uptimeNanos() < start.uptimeNanos() + eachNanos) {
      now = nextBusy(workers);
    }
    if (now.resets() != start.resets()) {
      throw new Interruption("somebody has reset the statistics meanwhile: try again");
    }
    long ended = now.ledger().ended() - start.ledger().ended();
    if (ended == 0) {
      throw new Interruption(
          "no event ended at " + workers + " workers: measure longer, such as --each 30s");
    }
    return new Point(workers, ended / ((now.uptimeNanos() - start.uptimeNanos()) / 1e9));
  }

  /** What can be resized has workers. */
  private static int effective(Snapshot snapshot) {
    return snapshot.workers().orElseThrow().effective();
  }

  private Snapshot nextBusy(int workers) throws CommandFailure, InterruptedException, Interruption {
    Snapshot snapshot = server.nextSnapshot();
    if (stopped.getAsBoolean()) {
      throw new Interruption("stopped");
    }
    if (snapshot.ledger().backlog() == 0) {
      throw new Interruption(
          "the backlog ran empty at "
              + workers
              + " workers, so they were not all busy: send more meanwhile, such as 'weir load"
              + " --constant 2000 --duration 2m'");
    }
    return snapshot;
  }

  private void say(String line) {
    progress.println(line);
    progress.flush();
  }
}
