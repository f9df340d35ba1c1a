package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.theory.Answer.Reason;
import weir.core.theory.Prediction.Model;
import weir.core.theory.PredictionBands.Kind;
import weir.core.theory.UniversalScalabilityFit.Point;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WhatIfTest {

  private static final long SEED = 20261126;

  private static WhatIf whatIf(Measured measured) {
    return WhatIf.of(measured.measurement(), Optional.empty());
  }

  private static Measured queue(double rate, double service, double scv, int workers) {
    Measured seen = Measured.keepingUp();
    // Long enough for 100 events.
    seen.seconds = 1_000;
    seen.rate = rate;
    seen.service = service;
    seen.scv = scv;
    seen.workers = workers;
    return seen;
  }

  private static Scaling scaling(UniversalScalability law) {
    return Scaling.of(
            IntStream.of(1, 2, 4, 8, 16, 32)
                .mapToObj(workers -> new Point(workers, law.throughputPerSecond(workers)))
                .toList())
        .orElseThrow();
  }

  /** The reference's own queues, from a measurement with other workers. */
  @ParameterizedTest
  @CsvSource({
    "6, .8333333, .029375823, .3065887",
    "8, .625, .0027877751, .2342742",
  })
  void shouldPredictOtherNumbersOfWorkersExactly(int c, double busy, double wait, double p99) {
    WhatIfPoint point = whatIf(queue(100, .05, 1, 7)).at(c).orElseThrow();
    assertThat(point.model()).isEqualTo(Model.M_M_C);
    assertThat(point.relativeError()).isZero();
    assertThat(point.p99RelativeError()).isZero();
    assertThat(point.stable()).isTrue();
    assertThat(point.utilisation()).isCloseTo(busy, withinPercentage(1e-4));
    assertThat(point.meanWaitSeconds().orElseThrow()).isCloseTo(wait, withinPercentage(1e-4));
    assertThat(point.meanBacklog().orElseThrow()).isCloseTo(100 * wait, withinPercentage(1e-4));
    assertThat(point.p99ResponseSeconds().orElseThrow()).isCloseTo(p99, withinPercentage(1e-4));
    assertThat(point.workerSecondsPerEvent()).isCloseTo(c / 100.0, within(1e-12));
  }

  @Test
  void shouldSayThatTooFewDoNotKeepUp() {
    Measured seen = queue(8, .5, 1, 5);
    seen.slots = 64;
    WhatIfPoint three = whatIf(seen).at(3).orElseThrow();
    // The reference's M/M/c/67.
    assertThat(three.stable()).isFalse();
    assertThat(three.model()).isEqualTo(Model.M_M_C_K);
    assertThat(three.throughputPerSecond()).isCloseTo(6, withinPercentage(1e-4));
    assertThat(three.rejectedShare()).isCloseTo(.25, withinPercentage(1e-4));
    assertThat(three.meanWaitSeconds().orElseThrow()).isCloseTo(10.166667, withinPercentage(1e-4));
    assertThat(three.meanBacklog().orElseThrow()).isCloseTo(61, withinPercentage(1e-3));
    assertThat(three.p99ResponseSeconds()).isEmpty();
    assertThat(three.emptySeconds()).isEmpty();
    seen.slots = Observation.UNBOUNDED;
    WhatIfPoint unbounded = whatIf(seen).at(3).orElseThrow();
    assertThat(unbounded.meanBacklog()).isEmpty();
    assertThat(unbounded.rejectedShare()).isZero();
    assertThat(unbounded.throughputPerSecond()).isCloseTo(6, withinPercentage(1e-9));
  }

  @Test
  void shouldSeeThatASmallRingTurnsArrivalsAwayBeforeItIsOverloaded() {
    Measured seen = queue(5.4, .5, 1, 3);
    seen.slots = 8;
    WhatIfPoint point = whatIf(seen).at(3).orElseThrow();
    assertThat(point.stable()).isTrue();
    assertThat(point.rejectedShare()).isCloseTo(.05146185, withinPercentage(1e-4));
    assertThat(point.throughputPerSecond()).isCloseTo(5.122106, withinPercentage(1e-4));
    assertThat(point.meanWaitSeconds().orElseThrow()).isCloseTo(.47296458, withinPercentage(1e-4));
  }

  /** FCFS, one queue: p99 of the response times. */
  private static double simulatedP99(
      double rate, DoubleSupplier service, int workers, SplittableRandom random) {
    PriorityQueue<Double> freeAt = new PriorityQueue<>();
    for (int worker = 0; worker < workers; worker++) {
      freeAt.add(0.0);
    }
    double[] responses = new double[1_000_000];
    double now = 0;
    for (int event = -100_000; event < responses.length; event++) {
      now -= Math.log1p(-random.nextDouble()) / rate;
      double start = Math.max(now, freeAt.remove());
      double end = start + service.getAsDouble();
      freeAt.add(end);
      if (event >= 0) {
        responses[event] = end - now;
      }
    }
    Arrays.sort(responses);
    return responses[(int) (responses.length * .99)];
  }

  @ParameterizedTest
  @CsvSource({
    "0, 5.4, .5, 3",
    "0, 100, .05, 6",
    "0, 100, .05, 8",
    ".25, 5.4, .5, 3",
    ".25, 100, .05, 8",
    "4, 5.4, .5, 3",
    "4, 100, .05, 6",
    "4, 100, .05, 8"
  })
  void shouldHoldSimulatedPercentilesWithinItsBand(
      double scv, double rate, double service, int workers) {
    SplittableRandom random = new SplittableRandom(SEED);
    double sigma = Math.sqrt(Math.log1p(scv));
    DoubleSupplier draw =
        () -> service * Math.exp(sigma * random.nextGaussian() - sigma * sigma / 2);
    double simulated = simulatedP99(rate, draw, workers, random);
    double[] sample = IntStream.range(0, 200_000).mapToDouble(i -> draw.getAsDouble()).toArray();
    Arrays.sort(sample);
    Measured seen = queue(rate, service, scv, workers);
    seen.times =
        new ServiceTimes(IntStream.range(0, 200).mapToObj(i -> sample[i * 1_000 + 500]).toList());
    WhatIfPoint point = whatIf(seen).at(workers).orElseThrow();
    assertThat(point.p99RelativeError()).isEqualTo(.25);
    assertThat(point.p99ResponseSeconds().orElseThrow())
        .as("seed %d, model %s", SEED, point.modelName())
        .isCloseTo(simulated, withinPercentage(25));
  }

  /** The simulated 99th percentiles of the reference. */
  @ParameterizedTest
  @CsvSource({
    "0, 1.8, .5, 1, 10.89", "0, 1.8, .5, 2, .6753", "0, 1.8, .5, 3, .2757", "0, 5.4, .5, 3, 3.564",
    "0, 100, .05, 6, .0989", "0, 100, .05, 8, .0251", "4, 1.8, .5, 1, 67.3", "4, 5.4, .5, 3, 21.1",
    "4, 100, .05, 6, .537", ".25, 5.4, .5, 3, 4.51", "4, 5.4, .5, 3, 18.57"
  })
  void shouldHoldThePercentilesOfTheReference(
      double scv, double rate, double service, int workers, double p99) {
    WaitTail tail =
        new WaitTail(
            Erlang.c(workers, rate * service),
            new MgcQueue(rate, service, scv, workers).meanWaitSeconds());
    assertThat(tail.quantileSeconds(.99))
        .isCloseTo(p99, withinPercentage(100 * WaitTail.RELATIVE_ERROR));
  }

  @Test
  void shouldHaveNoPercentileWhereNoModelHasOne() {
    Measured bursty = queue(100, .05, 1, 8);
    bursty.dispersion = 5;
    WhatIfPoint point = whatIf(bursty).at(8).orElseThrow();
    assertThat(point.model()).isEqualTo(Model.G_G_C);
    assertThat(point.relativeError()).isEqualTo(.5);
    assertThat(point.p99ResponseSeconds()).isEmpty();
    assertThat(point.meanWaitSeconds()).isPresent();
    assertThat(reason(whatIf(bursty).fewestWorkersForP99(1, 64))).isEqualTo(Reason.NO_PERCENTILE);
    assertThat(reason(whatIf(bursty).highestRateForP99(1, 8))).isEqualTo(Reason.NO_PERCENTILE);
    // Not measured, and not assumed.
    assertThat(whatIf(queue(100, .05, 3, 8)).at(8).orElseThrow().p99ResponseSeconds()).isEmpty();
    assertThat(whatIf(queue(100, .05, 5, 8)).at(8).orElseThrow().p99ResponseSeconds()).isEmpty();
  }

  private static Reason reason(Answer answer) {
    return ((Answer.Impossible) answer).reason();
  }

  private static WhatIfPoint workers(Answer answer) {
    return ((Answer.Workers) answer).point();
  }

  /** The reference's back end with two connections: c = 2, 3, 6 have the same responses. */
  @Test
  void shouldGainNothingBeyondTheCapacityOfTheResource() {
    Measured seen = queue(3.6, .5, 1, 6);
    // As measured: half of the service is a wait for one of two connections.
    seen.service = 1;
    seen.resource = Optional.of(new Measurement.Resource(OptionalInt.of(2), 1.8, 3, .5, .5, false));
    WhatIf whatIf = whatIf(seen);
    MmcQueue two = new MmcQueue(3.6, .5, 2);
    WhatIfPoint at2 = whatIf.at(2).orElseThrow();
    WhatIfPoint at6 = whatIf.at(6).orElseThrow();
    for (WhatIfPoint point : List.of(at2, at6)) {
      assertThat(point.capacityPerSecond()).isCloseTo(4, withinPercentage(1e-6));
      assertThat(point.meanResponseSeconds().orElseThrow())
          .isCloseTo(two.meanResponseSeconds(), withinPercentage(1e-6));
      assertThat(point.p99ResponseSeconds().orElseThrow())
          .isCloseTo(two.responseQuantileSeconds(.99), withinPercentage(1e-6));
    }
    // Six workers hold what two leave in the ring: 0.9^4 of it is left.
    assertThat(at6.meanBacklog().orElseThrow())
        .isCloseTo(two.meanBacklog() * Math.pow(.9, 4), withinPercentage(1e-6));
    assertThat(at2.utilisation()).isCloseTo(.9, within(1e-9));
    assertThat(at6.utilisation())
        .isCloseTo((two.meanInSystem() - at6.meanBacklog().orElseThrow()) / 6, within(1e-9));
    assertThat(whatIf.knee(1, 16)).hasValue(2);
    assertThat(reason(whatIf.fewestWorkersForP99(two.responseQuantileSeconds(.99) * .99, 64)))
        .isEqualTo(Reason.OUT_OF_REACH);
    assertThat(whatIf.notes()).anySatisfy(note -> assertThat(note).contains("admits 2 at a time"));
  }

  /** A use that is half of the service keeps half a connection busy for each worker. */
  @Test
  void shouldAdmitMoreWorkersThanConnectionsWhereTheyDoOtherWorkToo() {
    Measured seen = queue(3, .5, 1, 6);
    seen.resource = Optional.of(new Measurement.Resource(OptionalInt.of(2), .75, 0, 0, .25, false));
    assertThat(whatIf(seen).at(8).orElseThrow().capacityPerSecond())
        .isCloseTo(4 / .5, withinPercentage(1e-6));
  }

  /** Birth and death with the throughput of the law while n are busy. */
  @Test
  void shouldFollowAMeasuredLaw() {
    UniversalScalability law = new UniversalScalability(20, .05, .005);
    Measured seen = queue(90, law.serviceSeconds(10), 1, 10);
    WhatIf whatIf = WhatIf.of(seen.measurement(), Optional.of(scaling(law)));
    SplittableRandom random = new SplittableRandom(SEED);
    int workers = 10;
    double time = 0;
    double waiting = 0;
    int events = 0;
    for (int step = 0; step < 4_000_000; step++) {
      double ends = events == 0 ? 0 : law.throughputPerSecond(Math.min(events, workers));
      double holds = -Math.log1p(-random.nextDouble()) / (90 + ends);
      time += holds;
      waiting += holds * Math.max(0, events - workers);
      events += random.nextDouble() * (90 + ends) < 90 ? 1 : -1;
    }
    WhatIfPoint at10 = whatIf.at(workers).orElseThrow();
    assertThat(at10.modelName()).isEqualTo("M/M/c, measured USL");
    assertThat(at10.meanBacklog().orElseThrow())
        .as("seed %d", SEED)
        .isCloseTo(waiting / time, withinPercentage(4));
    // Throughput peaks at 14: so does what workers can do, and more is worse.
    assertThat(at10.capacityPerSecond())
        .isCloseTo(law.throughputPerSecond(10), withinPercentage(1e-4));
    double best =
        whatIf.points(1, 64).stream()
            .mapToDouble(WhatIfPoint::capacityPerSecond)
            .max()
            .orElseThrow();
    assertThat(best).isCloseTo(109.375, withinPercentage(1e-3));
    assertThat(whatIf.at(40).orElseThrow().stable()).isFalse();
  }

  @Test
  void shouldFindTheKneeOfTheLawWhereNobodyKeepsUp() {
    UniversalScalability law = new UniversalScalability(20, .05, .005);
    Measured seen = queue(500, law.serviceSeconds(10), 1, 10);
    WhatIf whatIf = WhatIf.of(seen.measurement(), Optional.of(scaling(law)));
    assertThat(whatIf.knee(1, 64)).hasValue(law.kneeWorkers());
    assertThat(reason(whatIf.fewestWorkersForP99(1, 64))).isEqualTo(Reason.OVERLOADED);
    // Without a law each brings as much as the one before.
    assertThat(whatIf(seen).knee(1, 16)).isEmpty();
  }

  @Test
  void shouldLeaveOutALawThatContradictsTheMeasurement() {
    UniversalScalability law = new UniversalScalability(20, .05, .005);
    Measured seen = queue(20, .2, 1, 10);
    WhatIf whatIf = WhatIf.of(seen.measurement(), Optional.of(scaling(law)));
    assertThat(whatIf.at(10).orElseThrow().scaled()).isFalse();
    assertThat(whatIf.notes()).anySatisfy(note -> assertThat(note).contains("contradicts"));
  }

  /** The knee: workers × response is least at 7 for the reference's 100 a second of 50 ms. */
  @Test
  void shouldMarkTheKnee() {
    WhatIf whatIf = whatIf(queue(100, .05, 1, 8));
    assertThat(whatIf.knee(1, 64)).hasValue(7);
    double atKnee = 7 * new MmcQueue(100, .05, 7).meanResponseSeconds();
    assertThat(atKnee).isLessThan(6 * new MmcQueue(100, .05, 6).meanResponseSeconds());
    assertThat(atKnee).isLessThan(8 * new MmcQueue(100, .05, 8).meanResponseSeconds());
  }

  @Test
  void shouldFindTheFewestWorkersForAPercentile() {
    WhatIf whatIf = whatIf(queue(100, .05, 1, 8));
    // Reference: 307 ms with 6, 234 ms with 8.
    assertThat(workers(whatIf.fewestWorkersForP99(.31, 64)).workers()).isEqualTo(6);
    assertThat(workers(whatIf.fewestWorkersForP99(.2343, 64)).workers()).isEqualTo(8);
    // 1 in 100 services takes 230 ms by itself.
    assertThat(reason(whatIf.fewestWorkersForP99(.22, 64))).isEqualTo(Reason.SERVICE_TOO_LONG);
    assertThat(reason(whatIf.fewestWorkersForP99(.2343, 7))).isEqualTo(Reason.OUT_OF_REACH);
    assertThat(reason(whatIf.fewestWorkersForP99(1, 4))).isEqualTo(Reason.OVERLOADED);
    assertThatIllegalArgumentException().isThrownBy(() -> whatIf.fewestWorkersForP99(0, 4));
  }

  @Test
  void shouldFindTheHighestRateForAPercentile() {
    WhatIf whatIf = whatIf(queue(20, .05, 1, 8));
    Answer.Rate rate = (Answer.Rate) whatIf.highestRateForP99(.3065887, 6);
    assertThat(rate.perSecond()).isCloseTo(100, withinPercentage(1e-3));
    assertThat(rate.point().throughputPerSecond()).isCloseTo(100, withinPercentage(1e-3));
    assertThat(((Answer.Rate) whatIf.highestRateForP99(1e6, 6)).perSecond())
        .isCloseTo(120, withinPercentage(1e-2));
    assertThat(reason(whatIf.highestRateForP99(.22, 6))).isEqualTo(Reason.SERVICE_TOO_LONG);
  }

  @Test
  void shouldFindTheFewestWorkersToDrain() {
    // The exercise, 997 left of 1,000, nothing more arrives, half a second each.
    Measured seen = queue(0, .5, 0, 3);
    seen.ended = 60;
    seen.quiet = 30;
    seen.population = new Observation.Population(997, 3, 1_000, 1_000, 1_000);
    WhatIf whatIf = whatIf(seen);
    WhatIfPoint ten = workers(whatIf.fewestWorkersToDrain(51, 64));
    assertThat(ten.workers()).isEqualTo(10);
    assertThat(ten.model()).isEqualTo(Model.DRAIN);
    // Makespan of the reference: 50 s.
    assertThat(ten.emptySeconds().orElseThrow()).isCloseTo(50, within(.51));
    assertThat(ten.meanWaitSeconds()).isEmpty();
    assertThat(reason(whatIf.fewestWorkersToDrain(5, 64))).isEqualTo(Reason.OUT_OF_REACH);
    assertThat(reason(whatIf.highestRateForP99(5, 64))).isEqualTo(Reason.NOT_MEASURED);

    // While more arrive: 100 a second, of which 8 workers do 160.
    Measured arriving = queue(100, .05, 1, 3);
    arriving.slots = 1 << 20;
    arriving.population = new Observation.Population(600, 3, 0, 0, 603);
    assertThat(workers(whatIf(arriving).fewestWorkersToDrain(10, 64)).workers()).isEqualTo(8);
    assertThat(reason(whatIf(arriving).fewestWorkersToDrain(10, 5))).isEqualTo(Reason.OVERLOADED);
    assertThat(reason(whatIf(queue(100, .05, 1, 8)).fewestWorkersToDrain(10, 64)))
        .isEqualTo(Reason.NOTHING_WAITS);
  }

  /**
   * Percentiles level off: the last digits of the lowest are nobody's reason for 17 workers more.
   */
  @Test
  void shouldNameTheFewestWorkersThatComeClosest() {
    Answer answer = whatIf(queue(48, .05, 1, 3)).fewestWorkersForP99(.1, 64);
    assertThat(reason(answer)).isEqualTo(Reason.SERVICE_TOO_LONG);
    WhatIfPoint closest = ((Answer.Impossible) answer).closest().orElseThrow();
    assertThat(closest.workers()).isEqualTo(6);
    assertThat(closest.p99ResponseSeconds().orElseThrow()).isBetween(.230, .2326);
  }

  /** 50 clients without think time, of the reference: 25 s, 8.33 s and 1 s. */
  @Test
  void shouldPredictAClosedLoop() {
    Measured seen = queue(6, .5, 0, 3);
    seen.population = new Observation.Population(47, 3, 50, 49, 50);
    WhatIf whatIf = whatIf(seen);
    WhatIfPoint one = whatIf.at(1).orElseThrow();
    assertThat(one.model()).isEqualTo(Model.CLOSED);
    assertThat(one.meanResponseSeconds()).hasValue(25);
    assertThat(one.throughputPerSecond()).isEqualTo(2);
    assertThat(whatIf.at(3).orElseThrow().meanResponseSeconds().orElseThrow())
        .isCloseTo(8.3333333, withinPercentage(1e-5));
    WhatIfPoint hundred = whatIf.at(100).orElseThrow();
    assertThat(hundred.throughputPerSecond()).isEqualTo(100);
    assertThat(hundred.utilisation()).isEqualTo(.5);
    assertThat(hundred.meanBacklog()).hasValue(0);
    assertThat(reason(whatIf.fewestWorkersForP99(1, 64))).isEqualTo(Reason.CLOSED_LOOP);
  }

  /** Clients may wait for their answers: how many more would come, nobody knows. */
  @Test
  void shouldSayNothingOfTheQueueWhereArrivalsMayFollowCompletions() {
    Measured seen = Measured.saturated();
    seen.rate = 60;
    seen.ended = 1_800;
    seen.parts = Measured.parts(10, 3, 180, 180);
    seen.population = new Observation.Population(60, 3, 20, 10, 80, 40, 80);
    WhatIf whatIf = whatIf(seen);
    WhatIfPoint six = whatIf.at(6).orElseThrow();
    assertThat(six.capacityPerSecond()).isCloseTo(120, within(1e-9));
    assertThat(six.meanResponseSeconds()).isEmpty();
    assertThat(six.p99ResponseSeconds()).isEmpty();
    assertThat(six.emptySeconds()).isEmpty();
    assertThat(six.rejectedShare()).isZero();
    assertThat(whatIf.knee(4, 64)).isEmpty();
    assertThat(whatIf.notes()).anySatisfy(note -> assertThat(note).contains("no trend"));
    assertThat(reason(whatIf.fewestWorkersForP99(1, 64))).isEqualTo(Reason.NOT_MEASURED);
    assertThat(reason(whatIf.fewestWorkersToDrain(10, 64))).isEqualTo(Reason.NOT_MEASURED);
    // A trend, a full ring or idle workers tell that arrivals do not wait.
    seen.parts = Measured.parts(10, 3, 180, 144);
    assertThat(seen.measurement().mayFollowCompletions()).isFalse();
    assertThat(whatIf(seen).at(6).orElseThrow().meanResponseSeconds()).isPresent();
    seen.parts = Measured.parts(10, 3, 180, 180);
    seen.rejected = 1;
    assertThat(seen.measurement().mayFollowCompletions()).isFalse();
    seen.rejected = 0;
    seen.population = new Observation.Population(60, 3, 20, 2, 80, 2, 80);
    assertThat(seen.measurement().mayFollowCompletions()).isFalse();
  }

  @Test
  void shouldSayNothingOfWaitsWhereMostCameAtOnce() {
    Measured seen = queue(40, .05, 1, 3);
    seen.dispersion = 500;
    assertThat(whatIf(seen).at(6).orElseThrow().meanResponseSeconds()).isEmpty();
    assertThat(whatIf(seen).notes()).contains("no waits: arrivals vary 500 × as Poisson's");
    seen.dispersion = 20;
    assertThat(whatIf(seen).at(6).orElseThrow().meanResponseSeconds()).isPresent();
  }

  @Test
  void shouldSayNothingOfWaitsOrOfAnythingWhereTooLittleWasMeasured() {
    Measured few = queue(2, .5, 0, 3);
    few.seconds = 30;
    WhatIfPoint point = whatIf(few).at(2).orElseThrow();
    assertThat(point.stable()).isTrue();
    assertThat(point.throughputPerSecond()).isEqualTo(2);
    assertThat(point.utilisation()).isCloseTo(.5, within(1e-9));
    assertThat(point.meanWaitSeconds()).isEmpty();
    assertThat(point.meanBacklog()).isEmpty();
    Answer answer = whatIf(few).fewestWorkersForP99(1, 64);
    assertThat(reason(answer)).isEqualTo(Reason.NOT_MEASURED);
    assertThat(((Answer.Impossible) answer).detail()).contains("60 events");
    few.ended = 4;
    assertThat(whatIf(few).points(1, 8)).isEmpty();
    assertThat(whatIf(few).knee(1, 8)).isEmpty();
    assertThat(reason(whatIf(few).fewestWorkersToDrain(1, 64))).isEqualTo(Reason.NOT_MEASURED);
  }

  /** More workers never make waits longer, nor percentiles, unless a law says so. */
  @Test
  void shouldOnlyEverGainByMoreWorkersWithoutALaw() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int trial = 0; trial < 200; trial++) {
      double service = random.nextDouble(.001, 2);
      double scv = random.nextInt(3) == 0 ? 0 : random.nextInt(2) == 0 ? 1 : random.nextDouble(4);
      Measured seen = queue(random.nextDouble(1, 40) / service, service, scv, 8);
      seen.seconds = Math.max(1, 1_000 / seen.rate);
      seen.times = ServiceTimes.exponential(service, 100);
      WhatIfPoint before = null;
      for (WhatIfPoint point : whatIf(seen).points(1, 64)) {
        String what = "seed " + SEED + " trial " + trial + " " + point;
        assertThat(point.utilisation()).as(what).isBetween(0.0, 1 + 1e-9);
        assertThat(point.throughputPerSecond())
            .as(what)
            .isLessThanOrEqualTo(Math.min(seen.rate, point.capacityPerSecond()) * (1 + 1e-9));
        point
            .p99ResponseSeconds()
            .ifPresent(
                p99 ->
                    assertThat(p99)
                        .as(what)
                        .isGreaterThanOrEqualTo(point.meanResponseSeconds().orElseThrow() * .99));
        if (before != null && before.stable() && before.model() != Model.M_M_C_K) {
          assertThat(point.meanWaitSeconds().orElseThrow())
              .as(what)
              .isLessThanOrEqualTo(before.meanWaitSeconds().orElseThrow() + service * 1e-6);
        }
        before = point;
      }
    }
  }

  @Test
  void shouldDrawTheSettledQueueBetweenItsQuantiles() {
    Measured seen = queue(5.4, .5, 1, 3);
    Measurement measured = seen.measurement();
    PredictionBands bands =
        PredictionBands.of(Predictor.predict(measured.seen()), measured, 600, 2);
    assertThat(bands.modelName()).isEqualTo("M/M/c");
    assertThat(bands.backlogLine()).isEmpty();
    PredictionBands.Band wait = bands.waitSeconds().orElseThrow();
    assertThat(wait.kind()).isEqualTo(Kind.QUANTILES);
    assertThat(wait.low()).isZero();
    assertThat(wait.mean()).isCloseTo(1.3617684, withinPercentage(1e-4));
    assertThat(wait.high()).isCloseTo(3.500906, withinPercentage(1e-4));
    assertThat(bands.responseSeconds().orElseThrow().high())
        .isCloseTo(4.094591, withinPercentage(1e-4));
    // P(more than k wait) = 0.817 × 0.9^(k+1): 10 % at 19 of them.
    PredictionBands.Band backlog = bands.backlog().orElseThrow();
    assertThat(backlog.low()).isZero();
    assertThat(backlog.mean()).isCloseTo(7.3535492, withinPercentage(1e-4));
    assertThat(backlog.high()).isEqualTo(19);
    assertThat(.81706102 * Math.pow(.9, 20)).isLessThanOrEqualTo(.1);
    assertThat(.81706102 * Math.pow(.9, 19)).isGreaterThan(.1);
  }

  @Test
  void shouldDrawHowABurstIsWorkedOffWhileOthersArrive() {
    Measured seen = queue(5.4, .5, 1, 3);
    seen.population = new Observation.Population(200, 3, 0, 0, 1_000);
    Measurement burst = seen.measurement();
    PredictionBands bands = PredictionBands.of(Predictor.predict(burst.seen()), burst, 600, 2);
    assertThat(bands.backlog()).as("where it will stay").isPresent();
    assertThat(bands.backlogLine()).first().isEqualTo(new PredictionBands.LinePoint(0, 200));
    PredictionBands.LinePoint end = bands.backlogLine().getLast();
    assertThat(end.backlog()).isCloseTo(7.3535492, withinPercentage(1e-4));
    assertThat(end.seconds()).isCloseTo((200 - 7.3535492) / (6 - 5.4), withinPercentage(1e-4));

    // P(more than 80 wait) = 0.817 × 0.9^81 = 0.00016: that may be chance.
    seen.population = new Observation.Population(80, 3, 0, 0, 1_000);
    Measurement chance = seen.measurement();
    assertThat(PredictionBands.of(Predictor.predict(chance.seen()), chance, 600, 2).backlogLine())
        .isEmpty();
  }

  @Test
  void shouldWidenBandsOfOtherModelsByTheirError() {
    Measurement fixed = queue(5.4, .5, 0, 3).measurement();
    PredictionBands bands = PredictionBands.of(Predictor.predict(fixed.seen()), fixed, 600, 2);
    assertThat(bands.modelName()).isEqualTo("M/D/c");
    // Simulated by others: 90 % of the waits are within 1.723 s.
    PredictionBands.Band wait = bands.waitSeconds().orElseThrow();
    assertThat(wait.kind()).isEqualTo(Kind.APPROXIMATE);
    assertThat(1.723).isBetween(wait.low(), wait.high());
    assertThat(bands.responseSeconds().orElseThrow().low()).isBetween(.37, .5);
    // Service times that nobody measured: no band of the response, rather than a made-up one.
    Measurement unknown = queue(5.4, .5, 3, 3).measurement();
    PredictionBands general =
        PredictionBands.of(Predictor.predict(unknown.seen()), unknown, 600, 2);
    assertThat(general.waitSeconds()).isPresent();
    assertThat(general.responseSeconds()).isEmpty();
  }

  @Test
  void shouldDrawADrainDownToZeroAndAnOverloadUpToTheFullRing() {
    Measured seen = queue(0, .5, 0, 3);
    seen.ended = 60;
    seen.quiet = 30;
    seen.population = new Observation.Population(600, 3, 900, 603, 900);
    Measurement measured = seen.measurement();
    PredictionBands drain =
        PredictionBands.of(Predictor.predict(measured.seen()), measured, 600, 5);
    assertThat(drain.backlogLine())
        .hasSize(5)
        .startsWith(new PredictionBands.LinePoint(0, 600))
        .endsWith(new PredictionBands.LinePoint(100, 0));
    assertThat(
            PredictionBands.of(Predictor.predict(measured.seen()), measured, 50, 2).backlogLine())
        .endsWith(new PredictionBands.LinePoint(50, 300));

    Measured overloaded = queue(8, .5, 1, 3);
    overloaded.population = new Observation.Population(24, 3, 0, 0, 100);
    Measurement growing = overloaded.measurement();
    assertThat(PredictionBands.of(Predictor.predict(growing.seen()), growing, 600, 2).backlogLine())
        .containsExactly(
            new PredictionBands.LinePoint(0, 24), new PredictionBands.LinePoint(500, 1024));

    Measured closed = queue(6, .5, 0, 3);
    closed.population = new Observation.Population(47, 3, 50, 49, 50);
    Measurement loop = closed.measurement();
    assertThat(PredictionBands.of(Predictor.predict(loop.seen()), loop, 600, 2).backlog())
        .hasValue(new PredictionBands.Band(47, 47, 47, Kind.MEAN));

    Measured few = queue(1, .5, 0, 3);
    few.seconds = 5;
    PredictionBands none =
        PredictionBands.of(Predictor.predict(few.measurement().seen()), few.measurement(), 600, 2);
    assertThat(none.modelName()).isEmpty();
    assertThat(none.backlog()).isEmpty();
  }

  @Test
  void shouldRefuseServiceTimesThatFall() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ServiceTimes(List.of(2.0, 1.0)))
        .withMessageContaining("1.0 follows 2.0");
  }
}
