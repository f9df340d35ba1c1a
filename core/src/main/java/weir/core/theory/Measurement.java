package weir.core.theory;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What was measured of a server over a window in which nothing was set: what {@link Diagnosis}
 * judges and {@link WhatIf} starts from. Nothing here comes from settings, save the bounds of ring
 * and resource, which are what they are set to.
 *
 * @param seen arrivals, services, workers and the pipeline
 * @param seconds length of the window, 0 or more
 * @param busyShare time that workers were busy ÷ time that there were workers, over the window,
 *     from 0 up; where nobody measures that, events at workers ÷ workers; empty without workers
 * @param meanBacklog events that waited, mean over the window
 * @param ended events that ended in the window, failed ones too
 * @param rejected events that were turned away in the window; empty where nobody counts them
 * @param meanResponseSeconds of the events that ended; empty if none did
 * @param p99ResponseSeconds of the events that ended; empty if none did
 * @param serviceTimes distribution of the service times, without the wait for the resource
 * @param resource what the workers use; empty where there is none
 * @param machine what the machine took
 * @param parts equal parts of the window, for the trend
 * @param fewerWorkers the most that fewer workers were seen to do, all of them busy, on a resource
 *     of the same settings; empty if that was not seen
 */
public record Measurement(
    Observation seen,
    double seconds,
    OptionalDouble busyShare,
    double meanBacklog,
    long ended,
    OptionalDouble rejected,
    OptionalDouble meanResponseSeconds,
    OptionalDouble p99ResponseSeconds,
    ServiceTimes serviceTimes,
    Optional<Resource> resource,
    Machine machine,
    List<Trend.Part> parts,
    Optional<Saturated> fewerWorkers) {

  /**
   * Use of the resource.
   *
   * @param capacity uses at a time; empty for no bound
   * @param meanInUse uses under way, mean over the window
   * @param meanWaiting callers that waited for their turn, mean over the window
   * @param waitShare time spent waiting for the resource ÷ service time, of the events that ended;
   *     from 0 to 1; NaN if none did
   * @param holdSeconds mean time that an event holds it; NaN if none ended
   * @param frozen whether it has stood still for the last second or longer
   */
  public record Resource(
      OptionalInt capacity,
      double meanInUse,
      double meanWaiting,
      double waitShare,
      double holdSeconds,
      boolean frozen) {

    /** Checks the figures. */
    public Resource {
      Check.notNegative(meanInUse, "the uses under way");
      Check.notNegative(meanWaiting, "the callers that wait");
      if (waitShare < 0 || waitShare > 1) {
        throw new IllegalArgumentException(
            "the share of the service time that is spent waiting must be from 0 to 1, and "
                + waitShare
                + " is not");
      }
    }

    /**
     * Whether workers wait for it, more than a little.
     *
     * @return true where service times are not the resource's alone
     */
    public boolean isWaitedFor() {
      return waitShare > Rules.SOME_RESOURCE_WAIT;
    }
  }

  /**
   * What the machine took from everything that runs on it.
   *
   * @param spoiledShare share of the window's time that it spoiled, from 0 to 1
   * @param longestSeconds the longest time that it took at once there; 0 if it spoiled nothing
   */
  public record Machine(double spoiledShare, double longestSeconds) {

    /** A machine that took nothing. */
    public static final Machine QUIET = new Machine(0, 0);
  }

  /**
   * Throughput with every worker busy.
   *
   * @param workers 1 or more
   * @param throughputPerSecond completions per second, above 0
   * @param ended events that it was measured of, 1 or more
   */
  public record Saturated(int workers, double throughputPerSecond, long ended) {

    /** Checks the figures. */
    public Saturated {
      Check.atLeast(1, workers, "workers");
      Check.positive(throughputPerSecond, "the throughput");
      Check.positive((double) ended, "the events that ended");
    }
  }

  /** Checks the figures. */
  public Measurement {
    Check.notNegative(seconds, "the length of the window");
    Check.notNegative(meanBacklog, "the mean backlog");
    Check.notNegative((double) ended, "the events that ended");
    busyShare.ifPresent(share -> Check.notNegative(share, "the busy share of the workers"));
    parts = List.copyOf(parts);
  }

  /**
   * The same with what fewer workers did.
   *
   * @param fewer see {@link #fewerWorkers()}
   * @return a copy
   */
  public Measurement withFewerWorkers(Optional<Saturated> fewer) {
    return new Measurement(
        seen,
        seconds,
        busyShare,
        meanBacklog,
        ended,
        rejected,
        meanResponseSeconds,
        p99ResponseSeconds,
        serviceTimes,
        resource,
        machine,
        parts,
        fewer);
  }

  /**
   * Completions per second.
   *
   * @return 0 or more; 0 for a window of no length
   */
  public double throughputPerSecond() {
    return seconds == 0 ? 0 : ended / seconds;
  }

  /**
   * How the backlog moves.
   *
   * @return events per second; empty where it shows no trend
   */
  public OptionalDouble trendPerSecond() {
    return Trend.perSecond(parts);
  }

  /**
   * Whether arrivals may only follow completions, as those of clients do that wait for their
   * answers: workers were never idle lately, and neither a trend nor a full ring shows that more
   * comes than is done.
   *
   * @return true where nobody can tell what other workers would make of the rate
   */
  public boolean mayFollowCompletions() {
    return Rules.busyShare(this) >= Rules.BUSY
        && seen.population().leastLately() >= seen.workers()
        && rejected.orElse(0) == 0
        && trendPerSecond().isEmpty();
  }

  /**
   * Whether nothing ends any more, though workers are at events.
   *
   * @return true if no event ended in the last part of the window, where five were due
   */
  public boolean isStalled() {
    if (parts.isEmpty() || seen.services().meanSeconds() == 0) {
      return false;
    }
    Trend.Part last = parts.get(parts.size() - 1);
    return last.ended() == 0
        && last.seconds() * seen.population().inFlight() / seen.services().meanSeconds()
            >= Rules.MISSED_ENDS;
  }

  /**
   * Whether every worker was busy and events waited at least for as long as they were served.
   *
   * @return true where throughput is what so many workers can do
   */
  public boolean isSaturated() {
    return Rules.isSaturated(this);
  }
}
