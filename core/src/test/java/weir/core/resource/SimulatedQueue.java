package weir.core.resource;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Waits of a first-come-first-served queue with Poisson arrivals, event by event: J. Kiefer and J.
 * Wolfowitz's recursion. One shared queue, or each event dealt out to the next server in turn.
 */
final class SimulatedQueue {

  private static final double NORMAL_95 = 1.96;

  /**
   * A figure with its uncertainty.
   *
   * @param value mean over the batches
   * @param halfWidth of a 95 % interval
   */
  record Estimate(double value, double halfWidth) {

    static Estimate of(double[] batches) {
      double mean = Arrays.stream(batches).average().orElseThrow();
      double squares = Arrays.stream(batches).map(one -> (one - mean) * (one - mean)).sum();
      int count = batches.length;
      return new Estimate(mean, NORMAL_95 * Math.sqrt(squares / (count - 1) / count));
    }
  }

  /** The first tenth, in which the queue is not yet as it stays, is left out. */
  private static final int WARM_UP = 10;

  private static final int BATCHES = 20;

  private final double[][] waits;

  /** Each batch in order, once somebody has asked for a quantile; sorting is most of the work. */
  private double @Nullable [][] sorted;

  private SimulatedQueue(double[][] waits) {
    this.waits = waits;
  }

  static SimulatedQueue shared(
      int events, double arrivalsPerSecond, int servers, long seed, LongToDoubleFunction service) {
    double[] freeAt = new double[servers];
    return run(
        events,
        arrivalsPerSecond,
        seed,
        (event, arrivesAt) -> {
          double startsAt = Math.max(arrivesAt, freeAt[0]);
          double next = startsAt + service.applyAsDouble(event);
          int place = 1;
          while (place < servers && freeAt[place] < next) {
            freeAt[place - 1] = freeAt[place];
            place++;
          }
          freeAt[place - 1] = next;
          return startsAt - arrivesAt;
        });
  }

  static SimulatedQueue dealtOut(
      int events, double arrivalsPerSecond, int servers, long seed, LongToDoubleFunction service) {
    double[] freeAt = new double[servers];
    return run(
        events,
        arrivalsPerSecond,
        seed,
        (event, arrivesAt) -> {
          int server = (int) (event % servers);
          double startsAt = Math.max(arrivesAt, freeAt[server]);
          freeAt[server] = startsAt + service.applyAsDouble(event);
          return startsAt - arrivesAt;
        });
  }

  private interface Servers {
    /** Takes an event in; returns how long it waits. */
    double take(long event, double arrivesAt);
  }

  private static SimulatedQueue run(
      int events, double arrivalsPerSecond, long seed, Servers servers) {
    SplittableRandom random = new SplittableRandom(seed);
    int dropped = events / WARM_UP;
    double[][] waits = new double[BATCHES][events / BATCHES];
    double now = 0;
    for (int event = -dropped; event < BATCHES * (events / BATCHES); event++) {
      now -= Math.log(1 - random.nextDouble()) / arrivalsPerSecond;
      double wait = servers.take((long) event + dropped, now);
      if (event >= 0) {
        waits[event / (events / BATCHES)][event % (events / BATCHES)] = wait;
      }
    }
    return new SimulatedQueue(waits);
  }

  Estimate meanWaitSeconds() {
    return Estimate.of(
        Arrays.stream(waits)
            .mapToDouble(batch -> Arrays.stream(batch).average().orElseThrow())
            .toArray());
  }

  Estimate waitQuantileSeconds(double quantile) {
    double[][] batches = sorted;
    if (batches == null) {
      batches = Arrays.stream(waits).map(double[]::clone).toArray(double[][]::new);
      for (double[] batch : batches) {
        Arrays.sort(batch);
      }
      sorted = batches;
    }
    return Estimate.of(
        Arrays.stream(batches)
            .mapToDouble(batch -> batch[(int) Math.ceil(quantile * batch.length) - 1])
            .toArray());
  }

  /** Waits of all events, in the order of their arrival. */
  double[] waitSeconds() {
    return Arrays.stream(waits).flatMapToDouble(Arrays::stream).toArray();
  }
}
