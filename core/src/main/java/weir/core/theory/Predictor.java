package weir.core.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import weir.core.theory.Assumption.Kind;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Prediction.Model;

/** Chooses the model that fits a measurement, and says what its prediction rests on. */
public final class Predictor {

  /** Fewer events say nothing of a mean or a variance. */
  private static final int FEWEST_EVENTS = 100;

  private static final int FEWEST_INTERVALS = 20;

  private static final int FEWEST_SERVICES_OF_A_DRAIN = 5;

  /** A Poisson process leaves out so many expected arrivals once in 148 times. */
  private static final double MISSED_ARRIVALS = 5;

  /** Standard errors within which a measurement agrees with what was assumed. */
  private static final double AGREES = 3;

  /** Standard errors beyond which the two halves of a window are not of one queue. */
  private static final double CONTRADICTS = 10;

  /** Clients that are about to send again are not in the pipeline. */
  private static final double CLOSED_SHARE = 0.25;

  /** A random walk of n steps stays within √n ÷ 2 less than once in a million times. */
  private static final double CLOSED_WANDERING = 0.5;

  private static final double FIXED_BELOW = 0.02;
  private static final double EXPONENTIAL_WITHIN = 0.1;

  /** Below it a distribution has no variance. */
  private static final double VARIANCE_FROM = 2;

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
    checked.add(enoughEvents(seen));
    if (failed(checked)) {
      return none(checked);
    }
    checked.add(stationary(seen));
    if (seen.workers() == 0) {
      return new Prediction.None("there are no workers: the pool is paused", List.copyOf(checked));
    }
    if (isClosed(seen)) {
      return failed(checked) ? none(checked) : closed(seen, checked);
    }
    checked.add(settled(seen));
    checked.add(stable(seen));
    if (seen.utilisation() >= 1) {
      return overloaded(seen, checked);
    }
    checked.add(poisson(seen));
    checked.add(finiteVariance(seen));
    return failed(checked) ? none(checked) : steady(seen, List.copyOf(checked));
  }

  /** Events wait, and had they gone on to arrive at their rate, more of them would be here. */
  private static boolean isDraining(Observation seen) {
    return seen.population().backlog() > 0
        && seen.workers() > 0
        && seen.services().count() >= FEWEST_SERVICES_OF_A_DRAIN
        && seen.services().meanSeconds() > 0
        && hasStopped(seen.arrivals());
  }

  private static boolean hasStopped(Observation.Arrivals arrivals) {
    return arrivals.count() == 0
        || arrivals.perSecond() * arrivals.quietSeconds() >= MISSED_ARRIVALS;
  }

  private static String quiet(Observation.Arrivals arrivals) {
    return String.format(Locale.ROOT, "nothing arrived for %.1f s", arrivals.quietSeconds());
  }

  private static Prediction draining(Observation seen) {
    RemainingDrain left =
        new RemainingDrain(
            seen.population().backlog(),
            seen.population().inFlight(),
            seen.services().meanSeconds(),
            seen.services().scv(),
            seen.workers());
    Assumption quiet = new Assumption(Kind.NO_ARRIVALS, Verdict.HOLDS, quiet(seen.arrivals()));
    Assumption services =
        new Assumption(
            Kind.ENOUGH_EVENTS,
            seen.services().count() >= FEWEST_EVENTS || seen.services().scv() < FIXED_BELOW
                ? Verdict.HOLDS
                : Verdict.DOUBTFUL,
            String.format(
                Locale.ROOT,
                "%d services, CV² %.2f",
                seen.services().count(),
                seen.services().scv()));
    return new Prediction.Draining(
        left.emptySeconds(), left.eventSeconds(), List.of(quiet, services));
  }

  /**
   * The workers are never idle, and the number of events hardly moves, where that of an open queue
   * would wander off by the square root of the arrivals.
   */
  private static boolean isClosed(Observation seen) {
    Observation.Population population = seen.population();
    long wandering = population.most() - population.least();
    return seen.services().meanSeconds() > 0
        && population.least() > seen.workers()
        && population.most() < seen.ringSlots()
        && wandering <= CLOSED_SHARE * population.most()
        && wandering <= CLOSED_WANDERING * Math.sqrt((double) seen.arrivals().count());
  }

  private static Prediction closed(Observation seen, List<Assumption> checked) {
    long clients = seen.population().most();
    checked.add(
        new Assumption(
            Kind.CLOSED_LOOP,
            Verdict.HOLDS,
            String.format(
                Locale.ROOT,
                "always %d to %d in the pipeline",
                seen.population().least(),
                clients)));
    ClosedLoop loop =
        new ClosedLoop(Math.toIntExact(clients), 0, seen.services().meanSeconds(), seen.workers());
    return new Prediction.Closed(
        clients, loop.throughputPerSecond(), loop.responseSeconds(), List.copyOf(checked));
  }

  /** What comes and what goes differ by about their square root in a queue that has settled. */
  private static Assumption settled(Observation seen) {
    long first = seen.population().first();
    long now = seen.population().now();
    double chance = Math.sqrt(seen.arrivals().count() + (double) seen.services().count());
    return new Assumption(
        Kind.SETTLED,
        Math.abs(now - first) <= AGREES * chance ? Verdict.HOLDS : Verdict.DOUBTFUL,
        String.format(Locale.ROOT, "%d, then %d in the pipeline", first, now));
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

  private static Assumption enoughEvents(Observation seen) {
    long fewest = Math.min(seen.arrivals().count(), seen.services().count());
    return fewest >= FEWEST_EVENTS
        ? new Assumption(Kind.ENOUGH_EVENTS, Verdict.HOLDS, fewest + " events")
        : new Assumption(
            Kind.ENOUGH_EVENTS,
            Verdict.FAILS,
            fewest + " events in the window, " + FEWEST_EVENTS + " are needed");
  }

  private static Assumption stationary(Observation seen) {
    if (seen.workersChanged()) {
      return new Assumption(
          Kind.STATIONARY, Verdict.FAILS, "the number of workers changed in the window");
    }
    if (hasStopped(seen.arrivals())) {
      return new Assumption(Kind.STATIONARY, Verdict.FAILS, quiet(seen.arrivals()));
    }
    double first = seen.arrivals().firstHalf();
    double second = seen.arrivals().secondHalf();
    // Counts of a Poisson process have their mean for variance; bursts have more.
    double dispersion = Math.max(1, orOne(seen.arrivals().dispersion()));
    double errors =
        Math.abs(first - second) / Math.sqrt(Math.max(1, (first + second) * dispersion));
    Verdict verdict =
        errors <= AGREES ? Verdict.HOLDS : errors <= CONTRADICTS ? Verdict.DOUBTFUL : Verdict.FAILS;
    return new Assumption(
        Kind.STATIONARY,
        verdict,
        String.format(
            Locale.ROOT,
            verdict == Verdict.FAILS
                ? "%d arrivals in the first half, %d in the second"
                : "%d, then %d arrivals",
            seen.arrivals().firstHalf(),
            seen.arrivals().secondHalf()));
  }

  private static double orOne(double dispersion) {
    return Double.isNaN(dispersion) ? 1 : dispersion;
  }

  private static Assumption poisson(Observation seen) {
    if (Double.isNaN(seen.arrivals().dispersion())
        || seen.arrivals().intervals() < FEWEST_INTERVALS) {
      return new Assumption(
          Kind.POISSON_ARRIVALS,
          Verdict.DOUBTFUL,
          String.format(
              Locale.ROOT,
              "%d intervals are too few to see how arrivals vary",
              seen.arrivals().intervals()));
    }
    // Standard error of a variance-to-mean ratio of Poisson counts.
    double error = Math.sqrt(2.0 / (seen.arrivals().intervals() - 1));
    double distance = Math.abs(seen.arrivals().dispersion() - 1);
    return new Assumption(
        Kind.POISSON_ARRIVALS,
        distance <= AGREES * error ? Verdict.HOLDS : Verdict.DOUBTFUL,
        String.format(
            Locale.ROOT, "arrivals vary %.2f × as Poisson's", seen.arrivals().dispersion()));
  }

  private static Assumption finiteVariance(Observation seen) {
    if (Double.isInfinite(seen.services().tailIndex())) {
      return new Assumption(
          Kind.FINITE_VARIANCE,
          Verdict.HOLDS,
          String.format(Locale.ROOT, "CV² of service %.2f", seen.services().scv()));
    }
    return new Assumption(
        Kind.FINITE_VARIANCE,
        seen.services().tailIndex() > VARIANCE_FROM ? Verdict.HOLDS : Verdict.FAILS,
        String.format(
            Locale.ROOT,
            seen.services().tailIndex() > VARIANCE_FROM
                ? "the service time's tail has index %.2f, above 2"
                : "the service time's tail has index %.2f: without a variance two moments predict"
                    + " nothing",
            seen.services().tailIndex()));
  }

  private static Assumption stable(Observation seen) {
    return new Assumption(
        Kind.STABLE,
        seen.utilisation() < 1 ? Verdict.HOLDS : Verdict.FAILS,
        String.format(Locale.ROOT, "utilisation %.3f", seen.utilisation()));
  }

  private static Prediction overloaded(Observation seen, List<Assumption> checked) {
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
    double scv = seen.services().scv();
    int workers = seen.workers();
    if (!(service > 0) || !(rate > 0)) {
      return new Prediction.None("nothing arrives, or service takes no time", checked);
    }
    MgcQueue general = new MgcQueue(rate, service, scv, workers);
    boolean poisson =
        checked.stream()
            .noneMatch(
                one ->
                    one.kind() == Kind.POISSON_ARRIVALS
                        && one.verdict() != Verdict.HOLDS
                        && !Double.isNaN(seen.arrivals().dispersion()));
    if (!poisson && seen.arrivals().intervals() >= FEWEST_INTERVALS) {
      double wait = general.allenCunneenMeanWaitSeconds(seen.arrivals().dispersion());
      return steady(seen, checked, Model.G_G_C, 0.5, wait, OptionalDouble.empty());
    }
    if (scv < FIXED_BELOW) {
      double wait = new MdcQueue(rate, service, workers).meanWaitSeconds();
      return steady(seen, checked, Model.M_D_C, 0, wait, OptionalDouble.empty());
    }
    if (Math.abs(scv - 1) < EXPONENTIAL_WITHIN) {
      MmcQueue exponential = new MmcQueue(rate, service, workers);
      return steady(
          seen,
          checked,
          Model.M_M_C,
          0,
          exponential.meanWaitSeconds(),
          OptionalDouble.of(exponential.responseQuantileSeconds(0.99)));
    }
    Model model = workers == 1 ? Model.M_G_1 : Model.M_G_C;
    // The reference simulations are within 1 % below an SCV of 1, and up to 14 % off at 4.
    double relativeError = workers == 1 ? 0 : scv < 1 ? 0.02 : Math.min(0.5, 0.05 * scv);
    return steady(
        seen, checked, model, relativeError, general.meanWaitSeconds(), OptionalDouble.empty());
  }

  private static Prediction.Steady steady(
      Observation seen,
      List<Assumption> checked,
      Model model,
      double relativeError,
      double waitSeconds,
      OptionalDouble p99ResponseSeconds) {
    return new Prediction.Steady(
        model,
        relativeError,
        seen.utilisation(),
        waitSeconds,
        waitSeconds + seen.services().meanSeconds(),
        p99ResponseSeconds,
        seen.arrivals().perSecond() * waitSeconds,
        checked);
  }
}
