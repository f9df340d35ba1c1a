package weir.core.theory;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * When each event of a burst ends, with a fixed service time and a number of workers that may
 * change meanwhile. Computed event by event, as the pool does it: workers added take from the
 * backlog at once, workers that leave finish their event first.
 */
public final class DrainTimeline {

  /**
   * A change of the number of workers.
   *
   * @param atSeconds when, 0 or more
   * @param workers from then on, 0 or more
   */
  public record Resize(double atSeconds, int workers) {

    /** Checks the parameters. */
    public Resize {
      Check.notNegative(atSeconds, "the time of a resize");
      Check.atLeast(0, workers, "workers");
    }
  }

  private final double[] arrivalSeconds;
  private final double[] endSeconds;

  private DrainTimeline(double[] arrivalSeconds, double[] endSeconds) {
    this.arrivalSeconds = arrivalSeconds;
    this.endSeconds = endSeconds;
  }

  /**
   * A burst at time 0.
   *
   * @param burst events, service time and workers at the start
   * @param resizes changes, in any order
   * @return the timeline
   * @throws IllegalArgumentException if the last resize leaves no worker to end the burst
   */
  public static DrainTimeline of(BurstDrain burst, List<Resize> resizes) {
    return of(burst, Double.POSITIVE_INFINITY, resizes);
  }

  /**
   * Events that arrive one after the other.
   *
   * @param burst events, service time and workers at the start
   * @param arrivalsPerSecond rate of the arrivals, above 0; infinite for all at once
   * @param resizes changes, in any order
   * @return the timeline
   * @throws IllegalArgumentException if the last resize leaves no worker to end the burst
   */
  public static DrainTimeline of(BurstDrain burst, double arrivalsPerSecond, List<Resize> resizes) {
    if (!(arrivalsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "the arrival rate must be above 0, and " + arrivalsPerSecond + " is not");
    }
    double[] arrivals = new double[burst.events()];
    for (int event = 0; event < arrivals.length; event++) {
      arrivals[event] = event / arrivalsPerSecond;
    }
    List<Resize> inOrder =
        resizes.stream().sorted(Comparator.comparingDouble(Resize::atSeconds)).toList();
    double[] ends = new double[arrivals.length];
    drain(arrivals, ends, arrivals.length, burst, inOrder);
    return new DrainTimeline(arrivals, ends);
  }

  /**
   * The same events from a closed loop: each client sends its next event when the one before has
   * ended, as a load generator does that waits for its answers.
   *
   * @param burst events in all, service time and workers
   * @param clients that send their first event at time 0, 1 or more
   * @return the timeline
   */
  public static DrainTimeline closedLoop(BurstDrain burst, int clients) {
    Check.atLeast(1, clients, "clients");
    double[] arrivals = new double[burst.events()];
    double[] ends = new double[burst.events()];
    // Events end in the order of their arrival, as all take the same time.
    drain(arrivals, ends, clients, burst, List.of());
    return new DrainTimeline(arrivals, ends);
  }

  /**
   * Fills in when the events end.
   *
   * @param arrivals of the first {@code clients} events; those of the others are filled in
   * @param clients each event behind so many others arrives when the one so many before it ends
   */
  private static void drain(
      double[] arrivals, double[] ends, int clients, BurstDrain burst, List<Resize> resizes) {
    PriorityQueue<Double> busyUntil = new PriorityQueue<>();
    int target = burst.workers();
    int nextResize = 0;
    int next = 0;
    double now = 0;
    while (next < arrivals.length) {
      // A resize counts before the completions of its moment.
      while (nextResize < resizes.size() && resizes.get(nextResize).atSeconds() <= now) {
        target = resizes.get(nextResize++).workers();
      }
      while (!busyUntil.isEmpty() && busyUntil.peek() <= now) {
        busyUntil.remove();
      }
      while (next < arrivals.length && busyUntil.size() < target && arrivals[next] <= now) {
        ends[next] = now + burst.serviceSeconds();
        busyUntil.add(ends[next]);
        if (clients < arrivals.length - next) {
          arrivals[next + clients] = ends[next];
        }
        next++;
      }
      if (next < arrivals.length) {
        double resizeAt =
            nextResize < resizes.size()
                ? resizes.get(nextResize).atSeconds()
                : Double.POSITIVE_INFINITY;
        double freeAt = busyUntil.isEmpty() ? Double.POSITIVE_INFINITY : busyUntil.peek();
        double arrivesAt = arrivals[next] > now ? arrivals[next] : Double.POSITIVE_INFINITY;
        now = Math.min(Math.min(resizeAt, freeAt), arrivesAt);
        if (Double.isInfinite(now)) {
          throw new IllegalArgumentException(
              "the last resize leaves 0 workers and "
                  + (arrivals.length - next)
                  + " events that never end: end with 1 worker or more");
        }
      }
    }
  }

  /**
   * Response time of one event.
   *
   * @param event its number in the order of arrival, from 0
   * @return seconds
   */
  public double responseSeconds(int event) {
    return endSeconds[event] - arrivalSeconds[event];
  }

  /**
   * Mean response time.
   *
   * @return seconds
   */
  public double meanResponseSeconds() {
    return runningMeanSeconds(Double.POSITIVE_INFINITY);
  }

  /**
   * A quantile of the response time: the value of the event at that rank.
   *
   * @param quantile above 0 and at most 1
   * @return seconds
   */
  public double responseQuantileSeconds(double quantile) {
    double[] responses = new double[endSeconds.length];
    Arrays.setAll(responses, this::responseSeconds);
    Arrays.sort(responses);
    int rank = (int) Math.ceil(quantile * responses.length - 1e-9);
    if (rank < 1 || rank > responses.length) {
      throw new IllegalArgumentException(
          "a quantile of a burst must be above 0 and at most 1, and " + quantile + " is not");
    }
    return responses[rank - 1];
  }

  /**
   * When the last event ends.
   *
   * @return seconds
   */
  public double makespanSeconds() {
    return Arrays.stream(endSeconds).max().orElse(0);
  }

  /**
   * What a mean over the events that have ended shows at some moment. It counts the events that
   * were lucky so far, which is why it can rise after the right move.
   *
   * @param atSeconds the moment
   * @return mean response time of the events that have ended by then; NaN if there are none
   */
  public double runningMeanSeconds(double atSeconds) {
    return endedMeanSeconds(0, atSeconds);
  }

  /**
   * What a mean over the latest completions shows. In a drain it grows with the age of the burst,
   * whatever the number of workers does.
   *
   * @param afterSeconds start of a window, itself left out
   * @param untilSeconds end of the window, itself in it
   * @return mean response time of the events that ended in the window; NaN if there are none
   */
  public double endedMeanSeconds(double afterSeconds, double untilSeconds) {
    return IntStream.range(0, endSeconds.length)
        .filter(event -> endSeconds[event] > afterSeconds && endSeconds[event] <= untilSeconds)
        .mapToDouble(this::responseSeconds)
        .average()
        .orElse(Double.NaN);
  }

  /**
   * What the whole cohort has come to at some moment: each event that has not ended counts with its
   * present age. A lower bound of {@link #meanResponseSeconds()} that the right move lowers.
   *
   * @param atSeconds the moment, after the last arrival
   * @return seconds
   */
  public double cohortMeanAtLeastSeconds(double atSeconds) {
    double sum = 0;
    for (int event = 0; event < endSeconds.length; event++) {
      sum += Math.min(endSeconds[event], atSeconds) - arrivalSeconds[event];
    }
    return sum / endSeconds.length;
  }
}
