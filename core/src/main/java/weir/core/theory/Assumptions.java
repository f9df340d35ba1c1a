package weir.core.theory;

import java.util.Locale;
import weir.core.theory.Assumption.Kind;
import weir.core.theory.Assumption.Verdict;

/** What models take for granted, each held against a measurement. */
final class Assumptions {

  /** Fewer events say nothing of a mean or a variance. */
  private static final int FEWEST_EVENTS = 100;

  private static final int FEWEST_INTERVALS = 20;

  /** A Poisson process leaves out so many expected arrivals once in 148 times. */
  static final double MISSED_ARRIVALS = 5;

  /** Standard errors within which a measurement agrees with what was assumed. */
  private static final double AGREES = 3;

  /** Standard errors beyond which the two halves of a window are not of one queue. */
  private static final double CONTRADICTS = 10;

  /** Variance ÷ mean of arrivals per interval beyond which they come in bursts. */
  private static final double LARGEST_DISPERSION = 20;

  /** Below it a distribution has no variance. */
  private static final double VARIANCE_FROM = 2;

  private Assumptions() {}

  /** So many arrivals are missing that they must have stopped. */
  static boolean arrivalsHaveStopped(Observation seen) {
    Observation.Arrivals arrivals = seen.arrivals();
    return arrivals.count() == 0
        || arrivals.perSecond() * arrivals.quietSeconds() >= MISSED_ARRIVALS;
  }

  static Assumption noArrivals(Observation seen) {
    return new Assumption(Kind.NO_ARRIVALS, Verdict.HOLDS, quiet(seen));
  }

  private static String quiet(Observation seen) {
    return String.format(Locale.ROOT, "nothing arrived for %.1f s", seen.arrivals().quietSeconds());
  }

  /** Enough services for their mean: of equal ones a few do. */
  static Assumption services(Observation seen, double fixedBelow) {
    Observation.Services services = seen.services();
    return new Assumption(
        Kind.ENOUGH_EVENTS,
        services.count() >= FEWEST_EVENTS || services.scv() < fixedBelow
            ? Verdict.HOLDS
            : Verdict.DOUBTFUL,
        String.format(Locale.ROOT, "%d services, CV² %.2f", services.count(), services.scv()));
  }

  static Assumption closedLoop(Predictor.Loop part) {
    return new Assumption(
        Kind.CLOSED_LOOP,
        Verdict.HOLDS,
        String.format(Locale.ROOT, "always %d to %d in the pipeline", part.least(), part.most()));
  }

  static Assumption enoughEvents(Observation seen) {
    long fewest = Math.min(seen.arrivals().count(), seen.services().count());
    return fewest >= FEWEST_EVENTS
        ? new Assumption(Kind.ENOUGH_EVENTS, Verdict.HOLDS, fewest + " events")
        : new Assumption(
            Kind.ENOUGH_EVENTS,
            Verdict.FAILS,
            fewest + " events in the window, " + FEWEST_EVENTS + " are needed");
  }

  static Assumption stationary(Observation seen) {
    if (seen.workersChanged()) {
      return new Assumption(
          Kind.STATIONARY, Verdict.FAILS, "the number of workers changed in the window");
    }
    if (arrivalsHaveStopped(seen)) {
      return new Assumption(Kind.STATIONARY, Verdict.FAILS, quiet(seen));
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

  static Assumption poisson(Observation seen) {
    if (!knowsHowArrivalsVary(seen)) {
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

  /** Arrivals are known to vary otherwise, rather than not known well enough. */
  static boolean contradictPoisson(Observation seen) {
    return knowsHowArrivalsVary(seen) && poisson(seen).verdict() != Verdict.HOLDS;
  }

  /** Where most of what came came at once, a rate says nothing of what comes next. */
  static Assumption notInBursts(Observation seen) {
    double dispersion = orOne(seen.arrivals().dispersion());
    return new Assumption(
        Kind.STATIONARY,
        dispersion <= LARGEST_DISPERSION ? Verdict.HOLDS : Verdict.FAILS,
        String.format(Locale.ROOT, "arrivals vary %.0f × as Poisson's", dispersion));
  }

  private static boolean knowsHowArrivalsVary(Observation seen) {
    return seen.arrivals().intervals() >= FEWEST_INTERVALS
        && !Double.isNaN(seen.arrivals().dispersion());
  }

  static Assumption finiteVariance(Observation seen) {
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

  static Assumption stable(Observation seen) {
    return new Assumption(
        Kind.STABLE,
        seen.utilisation() < 1 ? Verdict.HOLDS : Verdict.FAILS,
        String.format(Locale.ROOT, "utilisation %.3f", seen.utilisation()));
  }

  /** What comes and what goes differ by about their square root in a queue that has settled. */
  static Assumption settled(Observation seen) {
    long first = seen.population().first();
    long now = seen.population().now();
    double chance = Math.sqrt(seen.arrivals().count() + (double) seen.services().count());
    return new Assumption(
        Kind.SETTLED,
        Math.abs(now - first) <= AGREES * chance ? Verdict.HOLDS : Verdict.DOUBTFUL,
        String.format(Locale.ROOT, "%d, then %d in the pipeline", first, now));
  }
}
