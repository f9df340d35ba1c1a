package weir.core.theory;

import java.util.List;
import java.util.OptionalInt;

/** What holds a server back. */
public sealed interface Limit
    permits Limit.Machine,
        Limit.TooFewData,
        Limit.NothingToDo,
        Limit.Workers,
        Limit.Resource,
        Limit.Contention,
        Limit.Client,
        Limit.Ring,
        Limit.Arrivals,
        Limit.Unclear {

  /**
   * The machine itself: other figures say as much of it as of the server.
   *
   * @param spoiledShare share of the time that it spoiled
   * @param longestSeconds the longest time that it took at once
   */
  record Machine(double spoiledShare, double longestSeconds) implements Limit {}

  /**
   * Nobody can tell yet.
   *
   * @param seconds measured so far
   * @param ended events that ended so far
   */
  record TooFewData(double seconds, long ended) implements Limit {}

  /**
   * All that came is done, and nothing more arrives.
   *
   * @param quietSeconds since the last arrival, as far as it was measured
   */
  record NothingToDo(double quietSeconds) implements Limit {}

  /**
   * The workers.
   *
   * @param workers there are; 0 while paused
   * @param busyShare of their time; 0 without workers
   */
  record Workers(int workers, double busyShare) implements Limit {}

  /**
   * The resource: more workers only wait for it.
   *
   * @param capacity uses at a time; empty for no bound
   * @param meanInUse uses under way
   * @param waitShare share of the service time that is spent waiting for it; NaN if none ended
   * @param frozen whether it stands still
   */
  record Resource(OptionalInt capacity, double meanInUse, double waitShare, boolean frozen)
      implements Limit {}

  /**
   * More workers make it worse.
   *
   * @param workers there are
   * @param betterWorkers with which it would do more
   * @param betterPerSecond completions per second with those
   */
  record Contention(int workers, int betterWorkers, double betterPerSecond) implements Limit {}

  /**
   * Clients that wait for their answers before they send again: the backlog is theirs, and can't
   * grow.
   *
   * @param clients as many as events were in the pipeline
   */
  record Client(long clients) implements Limit {}

  /**
   * The ring is too small for the bursts, which the workers would keep up with.
   *
   * @param slots of the ring
   * @param rejectedShare share of the arrivals that it turned away
   */
  record Ring(int slots, double rejectedShare) implements Limit {}

  /**
   * What arrives, or what clients that wait for answers send: the server could do more.
   *
   * @param perSecond arrivals per second
   * @param spareShare share of the workers' time that is not used
   */
  record Arrivals(double perSecond, double spareShare) implements Limit {}

  /**
   * Rules contradict each other, or none applies.
   *
   * @param candidates what it may be; none where nothing fits
   */
  record Unclear(List<Limit> candidates) implements Limit {

    /** Keeps the candidates from changing. */
    public Unclear {
      candidates = List.copyOf(candidates);
    }
  }
}
