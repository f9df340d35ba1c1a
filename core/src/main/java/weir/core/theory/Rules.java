package weir.core.theory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Finding.Figure;
import weir.core.theory.Finding.Side;

/** One rule for each limit: small pure functions of what was measured. */
final class Rules {

  /** The machine took as much of the time as {@link #BUSY} leaves: no share can be trusted. */
  static final double SPOILED = 0.1;

  /** From here on one event in a hundred may be the machine's, and so may be the p99. */
  static final double SLIGHTLY_SPOILED = 0.01;

  static final double FEWEST_SECONDS = 5;
  static final int FEWEST_ENDED = 10;

  /** Of the mean service time: of equal ones ten do, of exponential ones it takes 25. */
  static final double LARGEST_SERVICE_ERROR = 0.2;

  /** At this utilisation M/M/1 waits for nine services, and twice as long five points further. */
  static final double BUSY = 0.9;

  static final double RATHER_BUSY = 0.7;

  /** Events wait for as long as they are served: half of what users feel is the queue. */
  static final double WAITS = 1;

  static final double WAITS_A_LITTLE = 0.5;

  /** Little's law binds the two measured shares; they differ by what the ends of a window cut. */
  static final double LITTLE = 0.15;

  /** A tenth of the workers' time: as much as {@link #BUSY} leaves them. */
  static final double RESOURCE_WAIT = 0.1;

  static final double SOME_RESOURCE_WAIT = 0.02;

  /** Below what fewer workers did by more than throughputs of a steady server differ. */
  static final double WORSE = 0.95;

  static final double STANDARD_ERRORS = 2;

  /** Without an arrival for so long, and with nothing left, there is nothing to do. */
  static final double MOST_QUIET_SECONDS = 5;

  /** The same where many arrivals are missing by then. */
  static final double LEAST_QUIET_SECONDS = 1;

  /** More of what arrives than one in a thousand stays: not all of it is done. */
  static final double GROWTH = 0.001;

  /** Exponential services leave out so many that are due once in 148 times. */
  static final double MISSED_ENDS = 5;

  /** Fewer arrivals may stand still by chance. */
  static final int ARRIVALS_OF_A_LOOP = 100;

  /** One in a thousand was turned away: more than any goal of three nines allows. */
  static final double REJECTED = 0.001;

  private Rules() {}

  static Ruling machine(Measurement seen) {
    return Ruling.all(
        new Limit.Machine(seen.machine().spoiledShare(), seen.machine().longestSeconds()),
        Finding.atLeast(
            Figure.SPOILED_SHARE, seen.machine().spoiledShare(), SPOILED, SLIGHTLY_SPOILED));
  }

  /** A pool without workers: no statistics needed. */
  static Ruling paused(Measurement seen) {
    return Ruling.all(
        new Limit.Workers(0, 0),
        Finding.below(Figure.WORKERS, seen.seen().workers(), 1, 1),
        Finding.atLeast(Figure.IN_PIPELINE, (double) seen.seen().population().now(), 1, 1));
  }

  /** A resource that stands still: no statistics needed. */
  static Ruling frozen(Measurement seen) {
    return Ruling.all(
        resourceLimit(seen, true),
        Finding.atLeast(
            Figure.RESOURCE_FROZEN,
            seen.resource().filter(Measurement.Resource::frozen).isPresent() ? 1 : 0,
            1,
            1),
        Finding.atLeast(Figure.IN_PIPELINE, (double) seen.seen().population().now(), 1, 1));
  }

  /** All that came is done, and no more comes: what was busy before is over. */
  static Ruling nothingToDo(Measurement seen) {
    double enough = longQuietSeconds(seen);
    return Ruling.all(
        new Limit.NothingToDo(quietSeconds(seen)),
        Finding.below(Figure.IN_PIPELINE, (double) seen.seen().population().now(), 1, 1),
        Finding.atLeast(Figure.QUIET_SECONDS, quietSeconds(seen), enough, enough));
  }

  /** How long it takes for arrivals to be missed. */
  private static double longQuietSeconds(Measurement seen) {
    double missed = Assumptions.MISSED_ARRIVALS / seen.seen().arrivals().perSecond();
    return Math.max(LEAST_QUIET_SECONDS, Math.min(MOST_QUIET_SECONDS, missed));
  }

  /** Where nothing came at all the whole measurement was quiet, also before its window. */
  private static double quietSeconds(Measurement seen) {
    return seen.seen().arrivals().count() == 0
        ? seen.seconds()
        : seen.seen().arrivals().quietSeconds();
  }

  static Ruling tooFewData(Measurement seen) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.below(Figure.WINDOW_SECONDS, seen.seconds(), FEWEST_SECONDS, FEWEST_SECONDS));
    // Where nothing comes, nothing needs to end.
    if (seen.seen().population().most() > 0 || seen.seen().arrivals().count() > 0) {
      findings.add(Finding.below(Figure.ENDED, (double) seen.ended(), FEWEST_ENDED, FEWEST_ENDED));
      double error = serviceError(seen);
      findings.add(
          new Finding(
              Figure.SERVICE_ERROR,
              error,
              Side.AT_LEAST,
              LARGEST_SERVICE_ERROR,
              error > LARGEST_SERVICE_ERROR ? Verdict.HOLDS : Verdict.FAILS));
    }
    return Ruling.any(new Limit.TooFewData(seen.seconds(), seen.ended()), findings);
  }

  private static double serviceError(Measurement seen) {
    Observation.Services services = seen.seen().services();
    return services.count() == 0 ? 1 : Math.sqrt(services.scv() / services.count());
  }

  static Ruling resource(Measurement seen) {
    return Ruling.all(resourceLimit(seen, false), resourceInUse(seen), resourceWaits(seen));
  }

  private static Finding resourceInUse(Measurement seen) {
    return Finding.atLeast(
        Figure.RESOURCE_IN_USE,
        seen.resource()
            .filter(use -> use.capacity().isPresent())
            .map(use -> use.meanInUse() / use.capacity().getAsInt())
            .orElse(0.0),
        BUSY,
        RATHER_BUSY);
  }

  private static Finding resourceWaits(Measurement seen) {
    return Finding.atLeast(
        Figure.RESOURCE_WAIT, resourceWaitShare(seen), RESOURCE_WAIT, SOME_RESOURCE_WAIT);
  }

  private static double resourceWaitShare(Measurement seen) {
    double share = seen.resource().map(Measurement.Resource::waitShare).orElse(0.0);
    return Double.isNaN(share) ? 0 : share;
  }

  private static Limit resourceLimit(Measurement seen, boolean frozen) {
    Measurement.Resource use =
        seen.resource()
            .orElse(
                new Measurement.Resource(OptionalInt.empty(), 0, 0, Double.NaN, Double.NaN, false));
    return new Limit.Resource(use.capacity(), use.meanInUse(), use.waitShare(), frozen);
  }

  /** Fewer workers were seen to do more, or the measured law says that they would. */
  static Ruling contention(Measurement seen, Optional<Scaling> scaling) {
    int workers = seen.seen().workers();
    List<Finding> findings = new ArrayList<>();
    Limit.Contention limit = new Limit.Contention(workers, workers, seen.throughputPerSecond());
    if (isSaturated(seen)) {
      Optional<Measurement.Saturated> fewer =
          seen.fewerWorkers().filter(other -> other.workers() < workers);
      if (fewer.isPresent()) {
        limit =
            new Limit.Contention(workers, fewer.get().workers(), fewer.get().throughputPerSecond());
        findings.add(worseThan(seen, fewer.get()));
      }
      if (scaling.flatMap(Scaling::peakRange).isPresent()) {
        UniversalScalability law = scaling.get().law();
        if (fewer.isEmpty() && law.peakWorkers() < workers) {
          limit =
              new Limit.Contention(
                  workers, law.peakWorkers(), law.throughputPerSecond(law.peakWorkers()));
        }
        findings.add(beyondPeak(workers, law, scaling.get().peakRange().get()));
      }
    }
    return Ruling.any(limit, findings);
  }

  private static Finding worseThan(Measurement seen, Measurement.Saturated fewer) {
    double ratio = seen.throughputPerSecond() / fewer.throughputPerSecond();
    // Counts vary by their square root at most where services vary as exponential ones do.
    double error = Math.sqrt(1.0 / Math.max(1, seen.ended()) + 1.0 / fewer.ended());
    return Finding.below(
        Figure.THROUGHPUT_TO_FEWER, ratio, Math.min(WORSE, 1 - STANDARD_ERRORS * error), 1);
  }

  /** Sure beyond the 95 % range of the peak. */
  private static Finding beyondPeak(int workers, UniversalScalability law, PeakRange range) {
    double peak = law.peak().orElse(Double.POSITIVE_INFINITY);
    return Finding.atLeast(
        Figure.WORKERS_TO_PEAK, workers / peak, range.most() / peak, Math.nextUp(1.0));
  }

  static Ruling client(Measurement seen) {
    Observation observation = seen.seen();
    Optional<Predictor.Loop> loop = Predictor.loop(observation);
    Predictor.Loop part = loop.orElseGet(() -> Predictor.Loop.secondHalf(observation));
    double arrivals = (double) part.arrivals();
    return new Ruling(
        new Limit.Client(part.most()),
        loop.isEmpty()
            ? Verdict.FAILS
            : arrivals >= ARRIVALS_OF_A_LOOP ? Verdict.HOLDS : Verdict.DOUBTFUL,
        List.of(
            Finding.below(
                Figure.WANDERING, part.wandering(), Math.nextUp(Predictor.CLOSED_WANDERING), 0),
            waiting(part, observation, loop.isPresent()),
            Finding.atLeast(Figure.ARRIVALS, arrivals, ARRIVALS_OF_A_LOOP, 0)));
  }

  /** Something always waits, or else much less than in an open queue. */
  private static Finding waiting(Predictor.Loop part, Observation seen, boolean isLoop) {
    double perWorker = (double) part.least() / Math.max(1, seen.workers());
    return isLoop && perWorker <= 1
        ? Finding.atLeast(
            Figure.OPEN_BACKLOG_TO_LONGEST,
            part.shortness(seen),
            Predictor.TOO_SHORT,
            Predictor.TOO_SHORT)
        : Finding.atLeast(Figure.LEAST_PER_WORKER, perWorker, Math.nextUp(1.0), Math.nextUp(1.0));
  }

  /** Workers that have time, and yet arrivals are turned away: they come in bursts. */
  static Ruling ring(Measurement seen) {
    double rejected = seen.rejected().orElse(0);
    double offered = (double) seen.seen().arrivals().count();
    double share = offered == 0 ? 0 : rejected / offered;
    return Ruling.all(
        new Limit.Ring(seen.seen().ringSlots(), share),
        Finding.atLeast(Figure.REJECTED_SHARE, share, REJECTED, Double.MIN_VALUE),
        Finding.below(Figure.BUSY_SHARE, busyShare(seen), BUSY, BUSY));
  }

  static Ruling workers(Measurement seen, Load load) {
    return Ruling.all(
        new Limit.Workers(seen.seen().workers(), load.busyShare()),
        Finding.atLeast(Figure.BUSY_SHARE, load.busyShare(), BUSY, RATHER_BUSY),
        Finding.atLeast(Figure.WAIT_RATIO, load.waitRatio(), WAITS, WAITS_A_LITTLE),
        Finding.below(
            Figure.RESOURCE_WAIT, resourceWaitShare(seen), RESOURCE_WAIT, Double.POSITIVE_INFINITY),
        littlesLaw(seen));
  }

  /**
   * How busy the workers are and what waits for them: over the window, and in a drain now. What was
   * before a burst says nothing of those who work it off.
   */
  record Load(double busyShare, double waitRatio) {

    static Load of(Measurement seen, Prediction prediction) {
      Observation.Population population = seen.seen().population();
      if (population.inFlight() > 0 && prediction instanceof Prediction.Draining) {
        return new Load(
            (double) population.inFlight() / Math.max(1, seen.seen().workers()),
            (double) population.backlog() / population.inFlight());
      }
      return new Load(Rules.busyShare(seen), Rules.waitRatio(seen));
    }
  }

  private static Finding littlesLaw(Measurement seen) {
    int workers = Math.max(1, seen.seen().workers());
    double done = seen.throughputPerSecond() * seen.seen().services().meanSeconds() / workers;
    double tolerance =
        Math.max(LITTLE, 3 * serviceError(seen) + workers / Math.max(1.0, (double) seen.ended()));
    return Finding.below(
        Figure.LITTLE_GAP, Math.abs(busyShare(seen) - done), tolerance, Double.POSITIVE_INFINITY);
  }

  static Ruling arrivals(Measurement seen, Load load) {
    return Ruling.all(
        new Limit.Arrivals(seen.seen().arrivals().perSecond(), Math.max(0, 1 - load.busyShare())),
        // Also where all are busy: as long as nothing waits, all that arrives is done.
        Finding.below(Figure.BUSY_SHARE, load.busyShare(), BUSY, Double.POSITIVE_INFINITY),
        Finding.below(
            Figure.WAIT_RATIO,
            load.waitRatio(),
            WAITS,
            load.busyShare() < BUSY ? Double.POSITIVE_INFINITY : WAITS),
        // Workers with time do not do all that comes where events wait for something else.
        Finding.below(Figure.GROWTH_SHARE, growthShare(seen), GROWTH, GROWTH));
  }

  private static double growthShare(Measurement seen) {
    double growth = Math.max(0, seen.trendPerSecond().orElse(0));
    return growth == 0 ? 0 : growth / seen.seen().arrivals().perSecond();
  }

  static boolean isSaturated(Measurement seen) {
    return busyShare(seen) >= BUSY && waitRatio(seen) >= WAITS;
  }

  static double busyShare(Measurement seen) {
    return seen.busyShare().orElse(0);
  }

  /** By Little's law mean backlog ÷ mean in flight is mean wait ÷ mean service time. */
  private static double waitRatio(Measurement seen) {
    double atWorkers = busyShare(seen) * seen.seen().workers();
    return atWorkers > 0
        ? seen.meanBacklog() / atWorkers
        : seen.meanBacklog() > 0 ? Double.POSITIVE_INFINITY : 0;
  }
}
