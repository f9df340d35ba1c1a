package weir.core.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Prediction.Model;

/** Chooses the model that fits a measurement, and says what its prediction rests on. */
public final class Predictor {

  private static final int FEWEST_SERVICES_OF_A_DRAIN = 5;

  /** Clients that are about to send again are not in the pipeline. */
  private static final double CLOSED_SHARE = 0.25;

  /** A random walk of n steps stays within √n ÷ 2 less than once in a million times. */
  static final double CLOSED_WANDERING = 0.5;

  /** Below that, workers are idle so often that clients who wait set no rate. */
  private static final double NEARLY_ALL_BUSY = 0.9;

  /** More than all is never busy, but for what is uncertain about a mean service time. */
  private static final double ALL_BUSY = 1.05;

  /** In fewer, an open queue may not have had the time to become long. */
  private static final long ARRIVALS_OF_A_SHORT_LOOP = 300;

  /** How much longer an open queue would be on the average than this one ever was. */
  static final double TOO_SHORT = 2;

  private Predictor() {}

  /**
   * Predicts.
   *
   * @param seen what was measured
   * @return the prediction, or why there is none
   */
  public static Prediction predict(Observation seen) {
    if (isDraining(seen)) {
      return draining(seen);
    }
    List<Assumption> checked = new ArrayList<>();
    checked.add(Assumptions.enoughEvents(seen));
    if (failed(checked)) {
      return none(checked);
    }
    checked.add(Assumptions.stationary(seen));
    if (seen.workers() == 0) {
      return new Prediction.None("there are no workers: the pool is paused", List.copyOf(checked));
    }
    Optional<Loop> loop = loop(seen);
    if (loop.isPresent()) {
      return failed(checked) ? none(checked) : closed(seen, loop.get(), checked);
    }
    checked.add(Assumptions.settled(seen));
    checked.add(Assumptions.stable(seen));
    if (seen.utilisation() >= 1) {
      return overloaded(seen, checked);
    }
    checked.add(Assumptions.poisson(seen));
    checked.add(Assumptions.finiteVariance(seen));
    return failed(checked) ? none(checked) : steady(seen, List.copyOf(checked));
  }

  /** Events wait, and had they gone on to arrive at their rate, more of them would be here. */
  static boolean isDraining(Observation seen) {
    return seen.population().backlog() > 0
        && seen.workers() > 0
        && seen.services().count() >= FEWEST_SERVICES_OF_A_DRAIN
        && seen.services().meanSeconds() > 0
        && Assumptions.arrivalsHaveStopped(seen);
  }

  private static Prediction draining(Observation seen) {
    RemainingDrain left =
        new RemainingDrain(
            seen.population().backlog(),
            seen.population().inFlight(),
            seen.services().meanSeconds(),
            seen.services().scv(),
            seen.workers());
    return new Prediction.Draining(
        left.emptySeconds(),
        left.eventSeconds(),
        List.of(Assumptions.noArrivals(seen), Assumptions.services(seen, SteadyWait.FIXED_BELOW)));
  }

  /**
   * A part of a window, as it is looked at for a closed loop.
   *
   * @param least fewest events in the pipeline
   * @param most most events in the pipeline: the clients, if it is a loop
   * @param arrivals events that came
   */
  record Loop(long least, long most, long arrivals) {

    static Loop whole(Observation seen) {
      return new Loop(seen.population().least(), seen.population().most(), seen.arrivals().count());
    }

    static Loop secondHalf(Observation seen) {
      return new Loop(
          seen.population().leastLately(),
          seen.population().mostLately(),
          seen.arrivals().secondHalf());
    }

    /** How far the number of events moved ÷ √arrivals. */
    double wandering() {
      return (most - least) / Math.sqrt((double) Math.max(1, arrivals));
    }

    /**
     * The number of events hardly moves, where that of an open queue would wander off by the square
     * root of the arrivals.
     */
    private boolean isClosed(Observation seen) {
      return arrivals > 0
          && seen.services().meanSeconds() > 0
          && most < seen.ringSlots()
          && wandering() <= CLOSED_WANDERING
          && (isNeverIdle(seen) || isTooShort(seen));
    }

    /** More clients than workers. */
    private boolean isNeverIdle(Observation seen) {
      return least > seen.workers()
          && (most - least <= CLOSED_SHARE * most || wandering() <= CLOSED_WANDERING / 2);
    }

    /** About as many clients as workers: these are idle now and then, and hardly anything waits. */
    private boolean isTooShort(Observation seen) {
      return arrivals >= ARRIVALS_OF_A_SHORT_LOOP
          && most > seen.workers()
          && seen.utilisation() >= NEARLY_ALL_BUSY
          && seen.utilisation() <= ALL_BUSY
          && Math.abs(seen.arrivals().count() - seen.services().count()) <= most
          && shortness(seen) >= TOO_SHORT;
    }

    /** Mean backlog of an open queue with what was measured ÷ the longest that was seen. */
    double shortness(Observation seen) {
      long longest = most - seen.workers();
      return longest < 1 ? 0 : openBacklog(seen) / longest;
    }
  }

  /** By Allen and Cunneen's formula, which takes the variability of arrivals as it is. */
  private static double openBacklog(Observation seen) {
    if (seen.utilisation() >= 1) {
      return Double.POSITIVE_INFINITY;
    }
    double rate = seen.arrivals().perSecond();
    Observation.Services services = seen.services();
    if (rate <= 0 || services.meanSeconds() <= 0) {
      return 0;
    }
    double dispersion = seen.arrivals().dispersion();
    return rate
        * new MgcQueue(rate, services.meanSeconds(), services.scv(), seen.workers())
            .allenCunneenMeanWaitSeconds(Double.isNaN(dispersion) ? 1 : dispersion);
  }

  /**
   * The closed loop that was seen: over the whole window, or else over its second half, as clients
   * that have only just come, or become more, leave the first half restless. Clients that have gone
   * leave a drain.
   */
  static Optional<Loop> loop(Observation seen) {
    if (isDraining(seen)) {
      return Optional.empty();
    }
    return Stream.of(Loop.whole(seen), Loop.secondHalf(seen))
        .filter(part -> part.isClosed(seen))
        .findFirst();
  }

  /** Whether clients that wait for their answers set the rate. */
  static boolean isClosed(Observation seen) {
    return loop(seen).isPresent();
  }

  private static Prediction closed(Observation seen, Loop part, List<Assumption> checked) {
    long clients = part.most();
    checked.add(Assumptions.closedLoop(part));
    ClosedLoop loop =
        new ClosedLoop(Math.toIntExact(clients), 0, seen.services().meanSeconds(), seen.workers());
    return new Prediction.Closed(
        clients, loop.throughputPerSecond(), loop.responseSeconds(), List.copyOf(checked));
  }

  private static boolean failed(List<Assumption> checked) {
    return checked.stream().anyMatch(one -> one.verdict() == Verdict.FAILS);
  }

  private static Prediction none(List<Assumption> checked) {
    String reason =
        String.join(
            "; ",
            checked.stream()
                .filter(one -> one.verdict() == Verdict.FAILS)
                .map(Assumption::finding)
                .toList());
    return new Prediction.None(reason, List.copyOf(checked));
  }

  private static Prediction overloaded(Observation seen, List<Assumption> checked) {
    if (seen.ringSlots() == Observation.UNBOUNDED) {
      return new Prediction.Overloaded(
          seen.utilisation(),
          Double.POSITIVE_INFINITY,
          0,
          seen.workers() / seen.services().meanSeconds(),
          List.copyOf(checked));
    }
    double excess = seen.arrivals().perSecond() - seen.workers() / seen.services().meanSeconds();
    MmckQueue full =
        new MmckQueue(
            seen.arrivals().perSecond(),
            seen.services().meanSeconds(),
            seen.workers(),
            seen.ringSlots() + seen.workers());
    double room = Math.max(0, seen.ringSlots() - seen.population().backlog());
    return new Prediction.Overloaded(
        seen.utilisation(),
        room / excess,
        full.fullProbability(),
        full.throughputPerSecond(),
        List.copyOf(checked));
  }

  private static Prediction steady(Observation seen, List<Assumption> checked) {
    double rate = seen.arrivals().perSecond();
    double service = seen.services().meanSeconds();
    int workers = seen.workers();
    if (!(service > 0) || !(rate > 0)) {
      return new Prediction.None("nothing arrives, or service takes no time", checked);
    }
    SteadyWait wait =
        SteadyWait.of(rate, service, seen.services().scv(), workers, arrivalScv(seen));
    return new Prediction.Steady(
        wait.model(),
        wait.relativeError(),
        seen.utilisation(),
        wait.meanSeconds(),
        wait.meanSeconds() + service,
        wait.model() == Model.M_M_C
            ? OptionalDouble.of(new MmcQueue(rate, service, workers).responseQuantileSeconds(0.99))
            : OptionalDouble.empty(),
        rate * wait.meanSeconds(),
        checked);
  }

  /** How arrivals vary, where they are known not to be Poisson's; else empty. */
  static OptionalDouble arrivalScv(Observation seen) {
    return Assumptions.contradictPoisson(seen)
        ? OptionalDouble.of(seen.arrivals().dispersion())
        : OptionalDouble.empty();
  }
}
