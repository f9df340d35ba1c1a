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

  /** Standard errors within which a measurement agrees with what was assumed. */
  private static final double AGREES = 3;

  /** Standard errors beyond which the two halves of a window are not of one queue. */
  private static final double CONTRADICTS = 10;

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
    List<Assumption> checked = new ArrayList<>();
    checked.add(enoughEvents(seen));
    if (failed(checked)) {
      return none(checked);
    }
    checked.add(stationary(seen));
    if (seen.workers() == 0) {
      return new Prediction.None("there are no workers: the pool is paused", List.copyOf(checked));
    }
    checked.add(stable(seen));
    if (seen.utilisation() >= 1) {
      return overloaded(seen, checked);
    }
    checked.add(poisson(seen));
    checked.add(finiteVariance(seen));
    return failed(checked) ? none(checked) : steady(seen, List.copyOf(checked));
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
    long fewest = Math.min(seen.events(), seen.services());
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
    double first = seen.firstHalfArrivals();
    double second = seen.secondHalfArrivals();
    // Counts of a Poisson process have their mean for variance; bursts have more.
    double dispersion = Math.max(1, orOne(seen.arrivalDispersion()));
    double errors =
        Math.abs(first - second) / Math.sqrt(Math.max(1, (first + second) * dispersion));
    return new Assumption(
        Kind.STATIONARY,
        errors <= AGREES ? Verdict.HOLDS : errors <= CONTRADICTS ? Verdict.DOUBTFUL : Verdict.FAILS,
        String.format(
            Locale.ROOT,
            "%d arrivals in the first half, %d in the second",
            seen.firstHalfArrivals(),
            seen.secondHalfArrivals()));
  }

  private static double orOne(double dispersion) {
    return Double.isNaN(dispersion) ? 1 : dispersion;
  }

  private static Assumption poisson(Observation seen) {
    if (Double.isNaN(seen.arrivalDispersion()) || seen.arrivalIntervals() < FEWEST_INTERVALS) {
      return new Assumption(
          Kind.POISSON_ARRIVALS,
          Verdict.DOUBTFUL,
          String.format(
              Locale.ROOT,
              "%d intervals are too few to see how arrivals vary",
              seen.arrivalIntervals()));
    }
    // Standard error of a variance-to-mean ratio of Poisson counts.
    double error = Math.sqrt(2.0 / (seen.arrivalIntervals() - 1));
    double distance = Math.abs(seen.arrivalDispersion() - 1);
    return new Assumption(
        Kind.POISSON_ARRIVALS,
        distance <= AGREES * error ? Verdict.HOLDS : Verdict.DOUBTFUL,
        String.format(Locale.ROOT, "arrivals vary %.2f × as Poisson's", seen.arrivalDispersion()));
  }

  private static Assumption finiteVariance(Observation seen) {
    if (Double.isInfinite(seen.tailIndex())) {
      return new Assumption(
          Kind.FINITE_VARIANCE,
          Verdict.HOLDS,
          String.format(Locale.ROOT, "CV² of service %.2f", seen.serviceScv()));
    }
    return new Assumption(
        Kind.FINITE_VARIANCE,
        seen.tailIndex() > VARIANCE_FROM ? Verdict.HOLDS : Verdict.FAILS,
        String.format(
            Locale.ROOT,
            seen.tailIndex() > VARIANCE_FROM
                ? "the service time's tail has index %.2f, above 2"
                : "the service time's tail has index %.2f: without a variance two moments predict"
                    + " nothing",
            seen.tailIndex()));
  }

  private static Assumption stable(Observation seen) {
    return new Assumption(
        Kind.STABLE,
        seen.utilisation() < 1 ? Verdict.HOLDS : Verdict.FAILS,
        String.format(Locale.ROOT, "utilisation %.3f", seen.utilisation()));
  }

  private static Prediction overloaded(Observation seen, List<Assumption> checked) {
    double excess = seen.arrivalsPerSecond() - seen.workers() / seen.serviceSeconds();
    MmckQueue full =
        new MmckQueue(
            seen.arrivalsPerSecond(),
            seen.serviceSeconds(),
            seen.workers(),
            seen.ringSlots() + seen.workers());
    double room = Math.max(0, seen.ringSlots() - seen.backlog());
    return new Prediction.Overloaded(
        seen.utilisation(),
        room / excess,
        full.fullProbability(),
        full.throughputPerSecond(),
        List.copyOf(checked));
  }

  private static Prediction steady(Observation seen, List<Assumption> checked) {
    double rate = seen.arrivalsPerSecond();
    double service = seen.serviceSeconds();
    double scv = seen.serviceScv();
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
                        && !Double.isNaN(seen.arrivalDispersion()));
    if (!poisson && seen.arrivalIntervals() >= FEWEST_INTERVALS) {
      double wait = general.allenCunneenMeanWaitSeconds(seen.arrivalDispersion());
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
        waitSeconds + seen.serviceSeconds(),
        p99ResponseSeconds,
        seen.arrivalsPerSecond() * waitSeconds,
        checked);
  }
}
