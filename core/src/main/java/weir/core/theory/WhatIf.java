package weir.core.theory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import weir.core.theory.Answer.Impossible;
import weir.core.theory.Answer.Reason;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Prediction.Model;

/**
 * What another number of workers, or another rate, would do, by the model that {@link Predictor}
 * takes for what was measured. Service times are those measured, less the wait for the resource;
 * they stay the same for any number of workers, unless a {@link Scaling} run says how they grow. A
 * resource that admits so many uses at a time admits no more with more workers.
 *
 * <p>Percentiles are exact for M/M/c. For other Poisson queues the tail of the wait is taken for
 * exponential, and the service times for those measured; with a squared coefficient of variation
 * above 4.2, or arrivals that are not Poisson's, there are none.
 *
 * <p>Where all workers are busy, the backlog shows no trend and there is no closed loop either,
 * nobody can tell whether more would come if more were done: then there is the capacity alone.
 *
 * <p>Immutable, and so thread-safe.
 */
public final class WhatIf {

  private static final double P99 = 0.99;
  private static final int FEWEST_SERVICES = 5;
  private static final int QUANTILES = 1_000;

  /** Events that hold the resource for most of their service leave no other work to a worker. */
  private static final double MOST_OF_SERVICE = 0.9;

  /** A law that is further off was measured under other settings. */
  private static final double FOREIGN = 0.25;

  /** A larger ring is not counted slot by slot. */
  private static final int MOST_SLOTS = 1 << 16;

  /** Times ÷ the least one of which nobody can tell a difference. */
  private static final double CLOSE = 1.01;

  private static final double RING_MATTERS = 0.001;
  private static final int BISECTIONS = 40;

  private static final String FOLLOWS =
      "all workers are busy and the backlog shows no trend, so that arrivals may be of clients that"
          + " wait for their answers";

  private final Observation seen;
  private final double serviceSeconds;
  private final double serviceScv;
  private final ServiceTimes serviceTimes;
  private final OptionalInt admitted;
  private final Optional<Scaling> scaling;
  private final OptionalDouble arrivalScv;
  private final boolean draining;
  private final Optional<Predictor.Loop> loop;
  private final boolean follows;
  private final Optional<String> noPoints;
  private final Optional<String> noWaits;
  private final List<String> notes;

  /** Each is worked out once, whoever asks, as its figures never change. */
  private final ConcurrentMap<Integer, WhatIfPoint> known = new ConcurrentHashMap<>();

  private WhatIf(Measurement measured, Optional<Scaling> run) {
    seen = measured.seen();
    double waitShare =
        measured.resource().map(Measurement.Resource::waitShare).filter(x -> x > 0).orElse(0.0);
    serviceSeconds = seen.services().meanSeconds() * (1 - waitShare);
    serviceTimes = measured.serviceTimes();
    serviceScv =
        measured.resource().filter(Measurement.Resource::isWaitedFor).isPresent()
                && serviceTimes.isKnown()
            ? serviceTimes.scv()
            : seen.services().scv();
    admitted = admitted(measured);
    draining = Predictor.isDraining(seen);
    loop = Predictor.loop(seen);
    follows = !draining && loop.isEmpty() && measured.mayFollowCompletions();
    arrivalScv = draining ? OptionalDouble.empty() : Predictor.arrivalScv(seen);
    scaling = run.filter(this::agrees);
    noPoints =
        seen.services().count() < FEWEST_SERVICES
            ? Optional.of(seen.services().count() + " services are too few to know their time")
            : !(serviceSeconds > 0)
                ? Optional.of("services take no time that can be measured")
                : measured.isStalled()
                    ? Optional.of(
                        "events have ceased to end: their services take longer than those seen")
                    : Optional.empty();
    noWaits =
        noPoints.isPresent()
            ? noPoints
            : draining || loop.isPresent()
                ? Optional.empty()
                : follows ? Optional.of(FOLLOWS) : failed(seen);
    notes = notes(run);
  }

  /**
   * Starts from what was measured.
   *
   * @param measured of a window in which nothing was set
   * @param scaling a scaling run on the same resource, where one exists; left out, and noted, if it
   *     contradicts what was measured
   * @return what would be
   */
  public static WhatIf of(Measurement measured, Optional<Scaling> scaling) {
    return new WhatIf(measured, scaling);
  }

  private OptionalInt admitted(Measurement measured) {
    if (measured.resource().isEmpty() || measured.resource().get().capacity().isEmpty()) {
      return OptionalInt.empty();
    }
    Measurement.Resource use = measured.resource().get();
    int capacity = use.capacity().getAsInt();
    double held = use.holdSeconds() / serviceSeconds;
    return OptionalInt.of(
        held > 0 && held < MOST_OF_SERVICE
            ? (int) Math.min(Integer.MAX_VALUE, Math.floor(capacity / held))
            : capacity);
  }

  /** Services are never slower than the law says of all workers, nor faster than of one alone. */
  private boolean agrees(Scaling run) {
    int servers = Math.max(1, Math.min(seen.workers(), admitted.orElse(seen.workers())));
    return serviceSeconds <= (1 + FOREIGN) * run.law().serviceSeconds(servers)
        && serviceSeconds >= (1 - FOREIGN) * run.law().serviceSeconds(1);
  }

  private static Optional<String> failed(Observation seen) {
    return Stream.of(
            Assumptions.enoughEvents(seen),
            Assumptions.stationary(seen),
            Assumptions.notInBursts(seen),
            Assumptions.finiteVariance(seen))
        .filter(one -> one.verdict() == Verdict.FAILS)
        .map(Assumption::finding)
        .findFirst();
  }

  private List<String> notes(Optional<Scaling> run) {
    List<String> all = new ArrayList<>();
    if (scaling.isEmpty()) {
      all.add(
          run.isPresent()
              ? "the scaling run contradicts the service time measured now, and is left out"
              : "no scaling run: service times are taken to stay as they are");
    }
    admitted.ifPresent(
        count -> all.add("the resource admits " + count + " at a time; more only wait for it"));
    noWaits.ifPresent(reason -> all.add("no waits: " + reason));
    return List.copyOf(all);
  }

  /**
   * What the predictions rest on, beside their model.
   *
   * @return notes for people, in a few words each
   */
  public List<String> notes() {
    return notes;
  }

  /**
   * Why nothing can be said of waits.
   *
   * @return what was found, in a few words; empty where waits can be predicted
   */
  public Optional<String> noWaits() {
    return noWaits;
  }

  /**
   * Predictions for a range.
   *
   * @param fewest workers, 1 or more
   * @param most workers, {@code fewest} or more
   * @return one for each number; none where too little was measured, see {@link #notes()}
   */
  public List<WhatIfPoint> points(int fewest, int most) {
    Check.atLeast(1, fewest, "the fewest workers");
    Check.atLeast(fewest, most, "the most workers");
    return IntStream.rangeClosed(fewest, most)
        .mapToObj(this::at)
        .flatMap(Optional::stream)
        .toList();
  }

  /**
   * The prediction for a number of workers.
   *
   * @param workers 1 or more
   * @return the prediction; empty where too little was measured
   */
  public Optional<WhatIfPoint> at(int workers) {
    Check.atLeast(1, workers, "workers");
    return noPoints.isPresent()
        ? Optional.empty()
        : Optional.of(
            known.computeIfAbsent(workers, c -> at(station(c), seen.arrivals().perSecond())));
  }

  private Station station(int workers) {
    return Station.of(workers, admitted, serviceSeconds, scaling.map(Scaling::law));
  }

  private WhatIfPoint at(Station station, double rate) {
    if (draining) {
      return drain(station);
    }
    if (loop.isPresent()) {
      return loop(station, loop.get().most());
    }
    boolean stable = rate < station.capacityPerSecond();
    if (follows) {
      double done = Math.min(rate, station.capacityPerSecond());
      return new Draft(station, Model.G_G_C, stable, done)
          .point(done / station.capacityPerSecond() * station.servers() / station.workers());
    }
    if (ringMatters(station, rate)) {
      return full(station, rate, stable);
    }
    return stable ? settled(station, rate) : growing(station);
  }

  private WhatIfPoint drain(Station station) {
    RemainingDrain left =
        new RemainingDrain(
            seen.population().backlog(),
            seen.population().inFlight(),
            station.serviceSeconds(),
            serviceScv,
            station.servers());
    return new Draft(station, Model.DRAIN, true, station.capacityPerSecond())
        .empty(OptionalDouble.of(left.emptySeconds()))
        .point(1);
  }

  private WhatIfPoint loop(Station station, long clients) {
    int busy = (int) Math.min(clients, station.workers());
    Station atWork = station(busy);
    double response = clients / atWork.capacityPerSecond();
    return new Draft(station, Model.CLOSED, true, atWork.capacityPerSecond())
        .backlog((double) (clients - busy))
        .means(Math.max(0, response - atWork.serviceSeconds()), response)
        .point((double) busy / station.workers());
  }

  private boolean ringMatters(Station station, double rate) {
    if (seen.ringSlots() > MOST_SLOTS || !(rate > 0) || noWaits.isPresent()) {
      return false;
    }
    double load = rate / station.capacityPerSecond();
    return load >= 1
        || station.settled(rate).delayProbability() * Math.pow(load, seen.ringSlots())
            > RING_MATTERS;
  }

  private WhatIfPoint full(Station station, double rate, boolean stable) {
    MmckQueue queue =
        new MmckQueue(
            rate,
            station.serviceSeconds(),
            station.servers(),
            seen.ringSlots() + station.workers());
    double done = queue.throughputPerSecond();
    boolean exact = arrivalScv.isEmpty() && SteadyWait.isExponential(serviceScv);
    double inWorkers = Math.min(station.workers(), queue.meanInSystem());
    return new Draft(station, Model.M_M_C_K, stable, done)
        .rejected(queue.fullProbability())
        .error(exact ? 0 : 0.5)
        .backlog(queue.meanInSystem() - inWorkers)
        .means(queue.meanWaitSeconds(), queue.meanResponseSeconds())
        .empty(emptySeconds(station, rate))
        .point(inWorkers / station.workers());
  }

  private WhatIfPoint growing(Station station) {
    double rate = seen.arrivals().perSecond();
    double done = station.capacityPerSecond();
    return new Draft(station, Model.G_G_C, false, done)
        .rejected(seen.ringSlots() == Observation.UNBOUNDED ? 0 : Math.max(0, 1 - done / rate))
        .point(1);
  }

  private WhatIfPoint settled(Station station, double rate) {
    double load = rate / station.capacityPerSecond();
    if (!(rate > 0) || noWaits.isPresent()) {
      return new Draft(station, Model.G_G_C, true, rate)
          .empty(emptySeconds(station, rate))
          .point(load * station.servers() / station.workers());
    }
    Station.Settled exponential = station.settled(rate);
    SteadyWait general =
        SteadyWait.of(rate, station.serviceSeconds(), serviceScv, station.servers(), arrivalScv);
    double wait = Math.max(0, general.meanSeconds()) * slowdown(station, rate, exponential);
    double service = exponential.meanBusyServers() / rate;
    // Those beyond the resource's room are at workers, though they wait.
    double backlog = rate * wait * Math.pow(load, station.workers() - station.servers());
    double atWorkers = rate * (wait + service) - backlog;
    // An error of the capacity is an error 1 ÷ (1 − load) as large of the wait.
    double lawError = scaling.map(Scaling::relativeError).orElse(0.0) / (1 - load);
    WaitTail tail = new WaitTail(exponential.delayProbability(), wait);
    return new Draft(station, general.model(), true, rate)
        .error(Math.min(1, general.relativeError() + lawError))
        .backlog(backlog)
        .means(wait, wait + service)
        .p99(p99(station, rate, general.model(), tail), p99Error(general.model(), lawError))
        .empty(emptySeconds(station, rate))
        .point(Math.min(1, atWorkers / station.workers()));
  }

  /** Servers that are faster while fewer are busy: by how much that changes the mean wait. */
  private double slowdown(Station station, double rate, Station.Settled exponential) {
    double always =
        new MmcQueue(rate, station.serviceSeconds(), station.servers()).meanWaitSeconds();
    double wait = exponential.delayProbability() / (station.capacityPerSecond() - rate);
    return always > 0 && scaling.isPresent() ? wait / always : 1;
  }

  private OptionalDouble p99(Station station, double rate, Model model, WaitTail tail) {
    if (model == Model.G_G_C || serviceScv > WaitTail.LARGEST_SCV) {
      return OptionalDouble.empty();
    }
    if (model == Model.M_M_C && scaling.isEmpty()) {
      return OptionalDouble.of(
          new MmcQueue(rate, station.serviceSeconds(), station.servers())
              .responseQuantileSeconds(P99));
    }
    ServiceTimes services = serviceTimes(model, station.serviceSeconds());
    return services.isKnown()
        ? OptionalDouble.of(tail.responseQuantileSeconds(P99, services))
        : OptionalDouble.empty();
  }

  private ServiceTimes serviceTimes(Model model, double meanSeconds) {
    if (model == Model.M_D_C) {
      return ServiceTimes.fixed(meanSeconds);
    }
    if (model == Model.M_M_C) {
      return ServiceTimes.exponential(meanSeconds, QUANTILES);
    }
    double measured = serviceTimes.meanSeconds();
    return measured > 0 ? serviceTimes.times(meanSeconds / measured) : ServiceTimes.UNKNOWN;
  }

  private static double p99Error(Model model, double lawError) {
    return Math.min(1, (model == Model.M_M_C ? 0 : WaitTail.RELATIVE_ERROR) + lawError);
  }

  private OptionalDouble emptySeconds(Station station, double rate) {
    double spare = station.capacityPerSecond() - rate;
    long backlog = seen.population().backlog();
    return spare > 0 ? OptionalDouble.of(backlog / spare) : OptionalDouble.empty();
  }

  /**
   * The knee: among the numbers of workers that keep up, the one with the least workers × mean
   * response time, beyond which each costs more than it brings. Where none keeps up, the one with
   * the most capacity² ÷ workers, which is Kleinrock's power; in a closed loop, which has no
   * arrivals to keep up with, the one with the most throughput² ÷ workers.
   *
   * @param fewest workers, 1 or more
   * @param most workers, {@code fewest} or more
   * @return workers; empty where each brings more than it costs, up to the last, or too little was
   *     measured
   */
  public OptionalInt knee(int fewest, int most) {
    List<WhatIfPoint> all = points(fewest, most);
    List<WhatIfPoint> keepUp =
        draining || loop.isPresent()
            ? List.of()
            : all.stream()
                .filter(WhatIfPoint::stable)
                .filter(point -> point.meanResponseSeconds().isPresent())
                .toList();
    Optional<WhatIfPoint> best =
        keepUp.isEmpty()
            ? least(all, point -> -square(done(point)) / point.workers())
                .filter(point -> point.workers() < most)
            : least(keepUp, point -> point.workers() * point.meanResponseSeconds().getAsDouble());
    return best.map(point -> OptionalInt.of(point.workers())).orElse(OptionalInt.empty());
  }

  /** Where clients wait for their answers, no more are at work than there are clients. */
  private double done(WhatIfPoint point) {
    return loop.isPresent() ? point.throughputPerSecond() : point.capacityPerSecond();
  }

  private static double square(double value) {
    return value * value;
  }

  private static Optional<WhatIfPoint> least(
      List<WhatIfPoint> points, ToDoubleFunction<WhatIfPoint> cost) {
    return points.stream().min(Comparator.comparingDouble(cost));
  }

  /**
   * The fewest workers with which 99 % of the response times are within a goal.
   *
   * @param seconds the goal, above 0
   * @param most workers that there may be, 1 or more
   * @return workers, or why there are none
   */
  public Answer fewestWorkersForP99(double seconds, int most) {
    Check.positive(seconds, "the goal");
    if (noWaits.isPresent()) {
      return impossible(Reason.NOT_MEASURED, noWaits.get());
    }
    if (loop.isPresent()) {
      return impossible(Reason.CLOSED_LOOP, "");
    }
    List<WhatIfPoint> known =
        points(1, most).stream().filter(point -> point.p99ResponseSeconds().isPresent()).toList();
    Optional<WhatIfPoint> enough =
        known.stream()
            .filter(point -> point.p99ResponseSeconds().getAsDouble() <= seconds)
            .findFirst();
    if (enough.isPresent()) {
      return new Answer.Workers(enough.get());
    }
    if (known.isEmpty()) {
      return noPercentile(most);
    }
    Optional<WhatIfPoint> closest =
        closest(known, point -> point.p99ResponseSeconds().getAsDouble());
    return new Impossible(
        p99ServiceSeconds().orElse(0) > seconds ? Reason.SERVICE_TOO_LONG : Reason.OUT_OF_REACH,
        "",
        closest);
  }

  /** The fewest workers that come close to the least: more would bring next to nothing. */
  private static Optional<WhatIfPoint> closest(
      List<WhatIfPoint> points, ToDoubleFunction<WhatIfPoint> seconds) {
    double least = points.stream().mapToDouble(seconds).min().orElse(0);
    return points.stream()
        .filter(point -> seconds.applyAsDouble(point) <= CLOSE * least)
        .findFirst();
  }

  private Answer noPercentile(int most) {
    List<WhatIfPoint> all = points(1, most);
    return all.stream().anyMatch(WhatIfPoint::stable)
        ? impossible(
            Reason.NO_PERCENTILE,
            draining ? "nothing arrives" : all.get(all.size() - 1).modelName())
        : new Impossible(Reason.OVERLOADED, "", least(all, point -> -point.capacityPerSecond()));
  }

  /** Of a service alone, which no worker makes shorter. */
  private OptionalDouble p99ServiceSeconds() {
    ServiceTimes times =
        serviceScv < SteadyWait.FIXED_BELOW
            ? ServiceTimes.fixed(serviceSeconds)
            : SteadyWait.isExponential(serviceScv)
                ? ServiceTimes.exponential(serviceSeconds, QUANTILES)
                : serviceTimes;
    int count = times.seconds().size();
    return count == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            times.seconds().get((int) Math.min(count - 1, Math.floor(P99 * count))));
  }

  /**
   * The fewest workers with which the backlog has gone within a goal.
   *
   * @param seconds the goal, above 0
   * @param most workers that there may be, 1 or more
   * @return workers, or why there are none
   */
  public Answer fewestWorkersToDrain(double seconds, int most) {
    Check.positive(seconds, "the goal");
    if (noPoints.isPresent()) {
      return impossible(Reason.NOT_MEASURED, noPoints.get());
    }
    if (loop.isPresent()) {
      return impossible(Reason.CLOSED_LOOP, "");
    }
    if (seen.population().backlog() == 0) {
      return impossible(Reason.NOTHING_WAITS, "");
    }
    if (follows) {
      return impossible(Reason.NOT_MEASURED, FOLLOWS);
    }
    List<WhatIfPoint> ending =
        points(1, most).stream().filter(point -> point.emptySeconds().isPresent()).toList();
    if (ending.isEmpty()) {
      return new Impossible(
          Reason.OVERLOADED, "", least(points(1, most), point -> -point.capacityPerSecond()));
    }
    return ending.stream()
        .filter(point -> point.emptySeconds().getAsDouble() <= seconds)
        .findFirst()
        .<Answer>map(Answer.Workers::new)
        .orElseGet(
            () ->
                new Impossible(
                    Reason.OUT_OF_REACH,
                    "",
                    closest(ending, point -> point.emptySeconds().getAsDouble())));
  }

  /**
   * The highest rate of arrivals with which 99 % of the response times are within a goal, if they
   * vary as they do now.
   *
   * @param seconds the goal, above 0
   * @param workers 1 or more
   * @return arrivals per second, or why there are none
   */
  public Answer highestRateForP99(double seconds, int workers) {
    Check.positive(seconds, "the goal");
    Check.atLeast(1, workers, "workers");
    if (draining || noWaits.isPresent()) {
      return impossible(Reason.NOT_MEASURED, noWaits.orElse("nothing arrives"));
    }
    if (loop.isPresent()) {
      return impossible(Reason.CLOSED_LOOP, "");
    }
    Station station = station(workers);
    double low = 0;
    double high = station.capacityPerSecond();
    Optional<WhatIfPoint> best = Optional.empty();
    WhatIfPoint slowest = settled(station, high * 1e-6);
    if (slowest.p99ResponseSeconds().isEmpty()) {
      return impossible(Reason.NO_PERCENTILE, slowest.modelName());
    }
    if (slowest.p99ResponseSeconds().getAsDouble() > seconds) {
      return new Impossible(Reason.SERVICE_TOO_LONG, "", Optional.of(slowest));
    }
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = (low + high) / 2;
      WhatIfPoint point = settled(station, middle);
      if (point.p99ResponseSeconds().getAsDouble() <= seconds) {
        low = middle;
        best = Optional.of(point);
      } else {
        high = middle;
      }
    }
    return new Answer.Rate(low, best.orElse(slowest));
  }

  private static Impossible impossible(Reason reason, String detail) {
    return new Impossible(reason, detail, Optional.empty());
  }

  /** A point that is being put together; what is not said is empty. */
  private final class Draft {
    private final Station station;
    private final Model model;
    private final boolean stable;
    private final double done;
    private double error;
    private double rejected;
    private OptionalDouble backlog = OptionalDouble.empty();
    private OptionalDouble wait = OptionalDouble.empty();
    private OptionalDouble response = OptionalDouble.empty();
    private OptionalDouble p99 = OptionalDouble.empty();
    private double p99Error;
    private OptionalDouble empty = OptionalDouble.empty();

    Draft(Station station, Model model, boolean stable, double done) {
      this.station = station;
      this.model = model;
      this.stable = stable;
      this.done = done;
    }

    Draft error(double relative) {
      error = relative;
      return this;
    }

    Draft rejected(double share) {
      rejected = share;
      return this;
    }

    Draft backlog(double mean) {
      backlog = OptionalDouble.of(mean);
      return this;
    }

    Draft means(double waitSeconds, double responseSeconds) {
      wait = OptionalDouble.of(waitSeconds);
      response = OptionalDouble.of(responseSeconds);
      return this;
    }

    Draft p99(OptionalDouble seconds, double relativeError) {
      p99 = seconds;
      p99Error = relativeError;
      return this;
    }

    Draft empty(OptionalDouble seconds) {
      empty = seconds;
      return this;
    }

    WhatIfPoint point(double utilisation) {
      return new WhatIfPoint(
          station.workers(),
          model,
          scaling.isPresent(),
          error,
          stable,
          station.capacityPerSecond(),
          done,
          rejected,
          utilisation,
          backlog,
          wait,
          response,
          p99,
          p99Error,
          empty,
          done > 0 ? station.workers() / done : Double.POSITIVE_INFINITY);
    }
  }
}
