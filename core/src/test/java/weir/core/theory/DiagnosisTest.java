package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Finding.Figure;
import weir.core.theory.UniversalScalabilityFit.Point;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DiagnosisTest {

  private static Diagnosis diagnose(Measured measured) {
    return Diagnosis.of(measured.measurement(), Optional.empty());
  }

  private static Verdict verdict(Measured measured, Class<? extends Limit> limit) {
    return diagnose(measured).rulings().stream()
        .filter(ruling -> limit.isInstance(ruling.limit()))
        .reduce((earlier, later) -> later)
        .orElseThrow()
        .verdict();
  }

  @Test
  void shouldFindNothingToDoWhereWorkersKeepUp() {
    Diagnosis found = diagnose(Measured.keepingUp());
    assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
    Limit.Arrivals arrivals = (Limit.Arrivals) found.limit();
    assertThat(arrivals.perSecond()).isEqualTo(100);
    assertThat(arrivals.spareShare()).isCloseTo(.375, within(1e-9));
    assertThat(found.outlook().trendPerSecond()).isEmpty();
  }

  @Test
  void shouldNameTheWorkersAndSayWhenTheRingIsFull() {
    Measured seen = Measured.saturated();
    seen.parts = Measured.parts(10, 3, 300, 264);
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isEqualTo(new Limit.Workers(3, .97));
    assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(found.outlook().trendPerSecond()).hasValue(12);
    // 724 slots are free.
    assertThat(found.outlook().ringFullSeconds().orElseThrow()).isCloseTo(724 / 12.0, within(1e-9));
    assertThat(found.outlook().emptySeconds()).isEmpty();
    assertThat(found.rulings())
        .filteredOn(ruling -> ruling.limit() instanceof Limit.Workers)
        .last()
        .satisfies(
            ruling ->
                assertThat(ruling.findings())
                    .anySatisfy(
                        finding -> {
                          assertThat(finding.figure()).isEqualTo(Figure.BUSY_SHARE);
                          assertThat(finding.value()).isEqualTo(.97);
                          assertThat(finding.threshold()).isEqualTo(.9);
                          assertThat(finding.verdict()).isEqualTo(Verdict.HOLDS);
                        }));
  }

  @ParameterizedTest
  @CsvSource({
    ".9, 1, HOLDS",
    ".8999, 1, DOUBTFUL",
    ".9, .999, DOUBTFUL",
    ".7, .5, DOUBTFUL",
    ".699, 5, FAILS",
    ".95, .499, FAILS"
  })
  void shouldTakeWorkersThatAreBusyWhileEventsWait(double busy, double waits, Verdict verdict) {
    Measured seen = Measured.saturated();
    seen.busy = busy;
    seen.ended = Math.round(30 * 3 * busy / .05);
    seen.meanBacklog = waits * busy * 3 + 1e-9;
    assertThat(verdict(seen, Limit.Workers.class)).isEqualTo(verdict);
  }

  @ParameterizedTest
  @CsvSource({
    ".8999, .999, HOLDS",
    ".9, .999, DOUBTFUL",
    ".8999, 1.001, DOUBTFUL",
    ".9, 1.001, FAILS"
  })
  void shouldSeeSpareCapacityWhereLittleWaits(double busy, double waits, Verdict verdict) {
    Measured seen = Measured.saturated();
    seen.busy = busy;
    seen.meanBacklog = waits * busy * 3;
    assertThat(verdict(seen, Limit.Arrivals.class)).isEqualTo(verdict);
  }

  @Test
  void shouldSayWhenRulesContradict() {
    Measured seen = Measured.saturated();
    seen.busy = .8;
    seen.ended = Math.round(30 * 3 * .8 / .05);
    seen.meanBacklog = 8;
    Diagnosis found = diagnose(seen);
    assertThat(found.verdict()).isEqualTo(Verdict.DOUBTFUL);
    assertThat(((Limit.Unclear) found.limit()).candidates())
        .hasSize(2)
        .hasAtLeastOneElementOfType(Limit.Workers.class)
        .hasAtLeastOneElementOfType(Limit.Arrivals.class);
  }

  @Test
  void shouldDoubtWorkersThatContradictLittlesLaw() {
    Measured seen = Measured.saturated();
    // 97 % busy with services of 50 ms would be 58 a second.
    seen.ended = 30 * 40;
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isInstanceOf(Limit.Workers.class);
    assertThat(found.verdict()).isEqualTo(Verdict.DOUBTFUL);
  }

  @ParameterizedTest
  @CsvSource({".1, HOLDS", ".0999, DOUBTFUL", ".01, DOUBTFUL", ".0099, FAILS"})
  void shouldDistrustASpoiledMachine(double share, Verdict verdict) {
    Measured seen = Measured.saturated();
    seen.spoiled = share;
    assertThat(verdict(seen, Limit.Machine.class)).isEqualTo(verdict);
    Diagnosis found = diagnose(seen);
    switch (verdict) {
      case HOLDS -> assertThat(found.limit()).isEqualTo(new Limit.Machine(share, .05));
      case DOUBTFUL -> assertThat(found.verdict()).isEqualTo(Verdict.DOUBTFUL);
      case FAILS -> assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "5, 100, 1, false", "4.99, 100, 1, true", "5, 9, 0, true", "5, 10, 0, false",
    "5, 24, 1, true", "5, 25, 1, false", "5, 99, 4, true", "5, 100, 4, false"
  })
  void shouldWaitForEnoughData(double seconds, long ended, double scv, boolean tooFew) {
    Measured seen = Measured.saturated();
    seen.seconds = seconds;
    seen.ended = ended;
    seen.scv = scv;
    assertThat(diagnose(seen).limit() instanceof Limit.TooFewData).isEqualTo(tooFew);
  }

  @Test
  void shouldNeedNoEventsWhereNoneCome() {
    Measured seen = Measured.keepingUp();
    seen.rate = 0;
    seen.service = 0;
    seen.scv = 0;
    seen.busy = 0;
    seen.meanBacklog = 0;
    seen.population = new Observation.Population(0, 0, 0, 0, 0);
    assertThat(diagnose(seen).limit()).isEqualTo(new Limit.NothingToDo(30));
  }

  @ParameterizedTest
  @CsvSource({
    "4.5, .1, HOLDS",
    "4.49, .1, DOUBTFUL",
    "4.5, .0999, DOUBTFUL",
    "3.49, .5, FAILS",
    "5, .0199, FAILS"
  })
  void shouldNameAResourceThatIsFullAndWaitedFor(double inUse, double waits, Verdict verdict) {
    Measured seen = Measured.saturated();
    seen.resource = Optional.of(Measured.resource(5, inUse, waits));
    assertThat(verdict(seen, Limit.Resource.class)).isEqualTo(verdict);
  }

  @Test
  void shouldNameTheResourceBeforeTheWorkersThatWaitForIt() {
    Measured seen = Measured.saturated();
    seen.resource = Optional.of(Measured.resource(2, 1.98, .33));
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Resource.class);
    // A resource with room leaves the workers.
    seen.resource = Optional.of(Measured.resource(5, 3, 0));
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Workers.class);
    assertThat(diagnose(seen).verdict()).isEqualTo(Verdict.HOLDS);
    // A wait that nobody can place makes them doubtful.
    seen.resource = Optional.of(Measured.resource(5, 3, .2));
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Workers.class);
    assertThat(diagnose(seen).verdict()).isEqualTo(Verdict.DOUBTFUL);
  }

  @Test
  void shouldNeedNoStatisticsForAPauseOrAFreeze() {
    Measured paused = Measured.saturated();
    paused.workers = 0;
    paused.seconds = 1;
    paused.ended = 0;
    assertThat(diagnose(paused).limit()).isEqualTo(new Limit.Workers(0, 0));
    // A spoiled machine makes it no less so.
    paused.spoiled = .5;
    assertThat(diagnose(paused).limit()).isEqualTo(new Limit.Workers(0, 0));
    assertThat(diagnose(paused).verdict()).isEqualTo(Verdict.HOLDS);
    Measured frozen = Measured.saturated();
    frozen.seconds = 1;
    frozen.ended = 0;
    frozen.resource =
        Optional.of(
            new Measurement.Resource(OptionalInt.empty(), 3, 0, Double.NaN, Double.NaN, true));
    assertThat(diagnose(frozen).limit())
        .isInstanceOfSatisfying(
            Limit.Resource.class, resource -> assertThat(resource.frozen()).isTrue());
    // Neither matters where nothing is to be done.
    frozen.population = new Observation.Population(0, 0, 0, 0, 0);
    frozen.rate = 0;
    assertThat(diagnose(frozen).limit()).isInstanceOf(Limit.TooFewData.class);
  }

  @ParameterizedTest
  @CsvSource({"62, 1, HOLDS", "61, 1, DOUBTFUL", "58, 1, FAILS", "62, .8, FAILS"})
  void shouldSeeThatFewerWorkersDidMore(double fewerPerSecond, double busyFactor, Verdict verdict) {
    Measured seen = Measured.saturated();
    seen.busy *= busyFactor;
    seen.fewer = Optional.of(new Measurement.Saturated(2, fewerPerSecond, 100_000));
    // 58.2 a second are 95 % of 61.3.
    assertThat(verdict(seen, Limit.Contention.class)).isEqualTo(verdict);
    if (verdict == Verdict.HOLDS) {
      assertThat(diagnose(seen).limit()).isEqualTo(new Limit.Contention(3, 2, 62));
    }
  }

  @Test
  void shouldNotTakeChanceForContention() {
    Measured seen = Measured.saturated();
    // 40 events each: two standard errors are 45 %.
    seen.fewer = Optional.of(new Measurement.Saturated(2, 70, 40));
    assertThat(verdict(seen, Limit.Contention.class)).isEqualTo(Verdict.DOUBTFUL);
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Workers.class);
  }

  @Test
  void shouldNameContentionBeyondThePeakOfAMeasuredLaw() {
    UniversalScalability law = new UniversalScalability(20, .05, .005);
    List<Point> points = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(42);
    for (int workers : new int[] {1, 2, 4, 8, 16, 32, 64}) {
      points.add(
          new Point(
              workers, law.throughputPerSecond(workers) * (1 + .02 * random.nextDouble(-1, 1))));
    }
    Scaling scaling = Scaling.of(points).orElseThrow();
    assertThat(scaling.relativeError()).isBetween(0.0, .02);
    Measured seen = Measured.saturated();
    seen.workers = 40;
    seen.service = law.serviceSeconds(40);
    seen.ended = Math.round(30 * .97 * law.throughputPerSecond(40));
    assertThat(Diagnosis.of(seen.measurement(), Optional.of(scaling)).limit())
        .isInstanceOfSatisfying(
            Limit.Contention.class,
            found -> {
              assertThat(found.betterWorkers()).isBetween(12, 16);
              assertThat(found.betterPerSecond()).isCloseTo(109.4, within(3.0));
            });
    seen.workers = 8;
    seen.service = law.serviceSeconds(8);
    seen.ended = Math.round(30 * .97 * law.throughputPerSecond(8));
    assertThat(Diagnosis.of(seen.measurement(), Optional.of(scaling)).limit())
        .isInstanceOf(Limit.Workers.class);
  }

  @Test
  void shouldNameClientsThatWait() {
    Measured seen = Measured.saturated();
    seen.rate = 60;
    seen.population = new Observation.Population(47, 3, 50, 49, 50);
    assertThat(diagnose(seen).limit()).isEqualTo(new Limit.Client(50));
    // 60 arrivals may stand still by chance.
    seen.rate = 2;
    seen.service = 1.5;
    seen.ended = 60;
    assertThat(verdict(seen, Limit.Client.class)).isEqualTo(Verdict.DOUBTFUL);
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Workers.class);
  }

  /** {@code ab -c 50}, whose first connections are still in the window. */
  @Test
  void shouldNameClientsThatHaveOnlyJustCome() {
    Measured seen = Measured.saturated();
    seen.rate = 60;
    seen.population = new Observation.Population(47, 3, 0, 0, 50, 48, 50);
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isEqualTo(new Limit.Client(50));
    assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
    // 50 clients at 6 workers of 50 ms.
    WhatIfPoint six = WhatIf.of(seen.measurement(), Optional.empty()).at(6).orElseThrow();
    assertThat(six.meanResponseSeconds().orElseThrow()).isCloseTo(50 * .05 / 6, within(1e-9));
    // They were 80 before: those that are there now count.
    seen.population = new Observation.Population(47, 3, 80, 49, 80, 49, 50);
    assertThat(diagnose(seen).limit()).isEqualTo(new Limit.Client(50));
    // A queue that goes on growing is not theirs.
    seen.population = new Observation.Population(297, 3, 100, 100, 300, 200, 300);
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Workers.class);
  }

  /** A frozen resource holds the clients up as well: nothing comes, and nothing moves. */
  @Test
  void shouldNotTakeStandstillForAClosedLoop() {
    Measured seen = Measured.saturated();
    seen.rate = 0;
    seen.population = new Observation.Population(47, 3, 50, 50, 50);
    assertThat(verdict(seen, Limit.Client.class)).isEqualTo(Verdict.FAILS);
  }

  @Test
  void shouldSayThatAllIsDoneOnceABurstHasDrained() {
    Measured seen = Measured.saturated();
    // 1,000 came at once; the last ended 6 s ago.
    seen.rate = 1_000 / 30.0;
    seen.dispersion = 900;
    seen.busy = .7;
    seen.ended = 1_000;
    seen.population = new Observation.Population(0, 0, 0, 0, 1_000);
    seen.quiet = 23;
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isEqualTo(new Limit.NothingToDo(23));
    assertThat(found.verdict()).isEqualTo(Verdict.HOLDS);
    // While one is left, or something has only just come, it is not over.
    seen.population = new Observation.Population(0, 1, 0, 0, 1_000);
    assertThat(diagnose(seen).limit()).isNotInstanceOf(Limit.NothingToDo.class);
    seen.population = new Observation.Population(0, 0, 0, 0, 1_000);
    seen.quiet = .9;
    assertThat(diagnose(seen).limit()).isNotInstanceOf(Limit.NothingToDo.class);
    // Of 2 a second five are missed in 2.5 s.
    seen.rate = 2;
    seen.quiet = 2.4;
    assertThat(diagnose(seen).limit()).isNotInstanceOf(Limit.NothingToDo.class);
    seen.quiet = 2.6;
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.NothingToDo.class);
  }

  /** Clients that have gone: what is left of their events drains. */
  @Test
  void shouldNotNameClientsThatHaveGone() {
    Measured seen = Measured.saturated();
    seen.rate = 60;
    seen.quiet = .2;
    seen.population = new Observation.Population(36, 3, 50, 39, 50);
    seen.scv = .01;
    assertThat(diagnose(seen).limit()).isInstanceOf(Limit.Workers.class);
    assertThat(diagnose(seen).outlook().emptySeconds()).isPresent();
  }

  /** Order by key, or workers that do not start: events wait while workers have time. */
  @Test
  void shouldNotSayThatAllIsDoneWhileTheBacklogGrows() {
    Measured seen = Measured.keepingUp();
    seen.workers = 3;
    seen.busy = .33;
    seen.meanBacklog = 400;
    seen.ended = 600;
    seen.parts = Measured.parts(10, 3, 300, 60);
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isEqualTo(new Limit.Unclear(List.of()));
    assertThat(found.verdict()).isEqualTo(Verdict.DOUBTFUL);
    assertThat(found.outlook().trendPerSecond()).hasValue(80);
    // One busy key that just keeps up is nobody's limit but its arrivals'.
    seen.parts = Measured.parts(10, 3, 60, 60);
    assertThat(verdict(seen, Limit.Arrivals.class)).isEqualTo(Verdict.DOUBTFUL);
  }

  @Test
  void shouldPromiseNoEndWhereNothingEnds() {
    Measured seen = Measured.saturated();
    seen.rate = 0;
    seen.quiet = 30;
    seen.scv = 0;
    seen.population = new Observation.Population(237, 3, 600, 240, 600);
    seen.parts = Measured.parts(10, 3, 0, 60);
    assertThat(diagnose(seen).outlook().emptySeconds()).isPresent();
    // All three are stuck.
    seen.parts.set(9, new Trend.Part(3, 0, 0));
    assertThat(seen.measurement().isStalled()).isTrue();
    assertThat(diagnose(seen).outlook().emptySeconds()).isEmpty();
    assertThat(WhatIf.of(seen.measurement(), Optional.empty()).at(6)).isEmpty();
    // Services of a second: three were due.
    seen.service = 3;
    assertThat(seen.measurement().isStalled()).isFalse();
    seen.service = .05;
    seen.parts = Measured.parts(10, 3, 0, 60);
    seen.resource =
        Optional.of(
            new Measurement.Resource(OptionalInt.empty(), 3, 0, Double.NaN, Double.NaN, true));
    assertThat(diagnose(seen).limit())
        .isInstanceOfSatisfying(
            Limit.Resource.class, resource -> assertThat(resource.frozen()).isTrue());
    assertThat(diagnose(seen).outlook().emptySeconds()).isEmpty();
  }

  /** A source that turns everything away has too few events, and no share to be judged. */
  @Test
  void shouldGiveNoVerdictWhereOnlyRejectionsAreCounted() {
    Measured seen = Measured.keepingUp();
    seen.rejected = 3_000;
    seen.ended = 0;
    seen.service = 0;
    seen.scv = 0;
    seen.busy = 0;
    seen.meanBacklog = 0;
    seen.population = new Observation.Population(0, 0, 0, 0, 0);
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isEqualTo(new Limit.TooFewData(30, 0));
    assertThat(found.outlook().rejectedPerSecond()).hasValue(100);
    assertThat(found.outlook().ringFullSeconds()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"3, .5, HOLDS", "2, .5, DOUBTFUL", "0, .5, FAILS", "300, .9, FAILS"})
  void shouldNameARingThatIsTooSmallForBursts(double rejected, double busy, Verdict verdict) {
    Measured seen = Measured.keepingUp();
    seen.rejected = rejected;
    seen.busy = busy;
    assertThat(verdict(seen, Limit.Ring.class)).isEqualTo(verdict);
    if (verdict == Verdict.HOLDS) {
      assertThat(diagnose(seen).limit()).isEqualTo(new Limit.Ring(1024, .001));
      assertThat(diagnose(seen).outlook().rejectedPerSecond()).hasValue(.1);
    }
  }

  @Test
  void shouldLeaveAFullRingToTheWorkersThatCannotKeepUp() {
    Measured seen = Measured.saturated();
    seen.rejected = 900;
    seen.population = new Observation.Population(1024, 3, 1027, 1020, 1027);
    Diagnosis found = diagnose(seen);
    assertThat(found.limit()).isInstanceOf(Limit.Workers.class);
    assertThat(found.outlook().ringFullSeconds()).hasValue(0);
    assertThat(found.outlook().rejectedPerSecond()).hasValue(30);
  }

  /** The order of the rules: whichever hold, the first of them decides. */
  @Test
  void shouldDecideInTheOrderOfTheRules() {
    Measured all = Measured.saturated();
    all.spoiled = .2;
    all.seconds = 4;
    all.rate = 60;
    all.ended = 233;
    all.resource = Optional.of(Measured.resource(2, 2, .3));
    all.fewer = Optional.of(new Measurement.Saturated(2, 100, 100_000));
    all.population = new Observation.Population(47, 3, 50, 49, 50);
    assertThat(diagnose(all).limit()).isInstanceOf(Limit.Machine.class);
    all.spoiled = 0;
    assertThat(diagnose(all).limit()).isInstanceOf(Limit.TooFewData.class);
    all.seconds = 30;
    all.ended = 1746;
    assertThat(diagnose(all).limit()).isInstanceOf(Limit.Resource.class);
    all.resource = Optional.empty();
    assertThat(diagnose(all).limit()).isInstanceOf(Limit.Contention.class);
    all.fewer = Optional.empty();
    assertThat(diagnose(all).limit()).isInstanceOf(Limit.Client.class);
    all.population = new Observation.Population(47, 3, 20, 20, 50);
    assertThat(diagnose(all).limit()).isInstanceOf(Limit.Workers.class);
  }

  /** Whatever is measured, there is one verdict, and a sure one has a ruling that holds. */
  @Test
  void shouldAlwaysDecideAndNeverBeSureWithoutARule() {
    long seed = 20261126;
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < 5_000; trial++) {
      Measured seen = random.nextBoolean() ? Measured.keepingUp() : Measured.saturated();
      seen.busy = random.nextDouble(1.1);
      seen.meanBacklog = random.nextDouble(10);
      seen.spoiled = random.nextInt(5) == 0 ? random.nextDouble() : 0;
      seen.scv = random.nextDouble(8);
      seen.rejected = random.nextInt(3) == 0 ? random.nextInt(100) : 0;
      seen.ended = random.nextInt(4_000);
      seen.workers = random.nextInt(10);
      seen.resource =
          random.nextBoolean()
              ? Optional.of(Measured.resource(5, random.nextDouble(5), random.nextDouble()))
              : Optional.empty();
      Diagnosis found = diagnose(seen);
      assertThat(found.rulings()).as("seed %d trial %d", seed, trial).hasSize(11);
      if (found.verdict() == Verdict.HOLDS) {
        assertThat(found.rulings())
            .as("seed %d trial %d", seed, trial)
            .anySatisfy(
                ruling -> {
                  assertThat(ruling.limit()).isEqualTo(found.limit());
                  assertThat(ruling.verdict()).isEqualTo(Verdict.HOLDS);
                });
      }
    }
  }

  @Test
  void shouldSayWhenAShrinkingBacklogIsGone() {
    Measured seen = Measured.saturated();
    seen.population = new Observation.Population(237, 3, 600, 240, 600);
    seen.parts = Measured.parts(10, 3, 140, 176);
    assertThat(diagnose(seen).outlook().emptySeconds()).hasValue(20);
    // Nothing arrives any more: the rest is known from the services, not from the trend.
    seen.rate = 0;
    seen.quiet = 30;
    seen.scv = 0;
    assertThat(diagnose(seen).outlook().emptySeconds().orElseThrow())
        .isCloseTo(new RemainingDrain(237, 3, .05, 0, 3).emptySeconds(), within(1e-9));
  }

  @Test
  void shouldNotTakeABurstForGrowth() {
    // A burst of 1,000 in the fourth part, and 6 a second that drain.
    List<Trend.Part> parts = Measured.parts(10, 3, 0, 18);
    parts.set(3, new Trend.Part(3, 1_000, 18));
    assertThat(Trend.perSecond(parts)).hasValue(-6);
    assertThat(Trend.perSecond(Measured.parts(4, 3, 0, 18))).isEmpty();
    // 1 more in each of ten parts with 100 coming and going is chance.
    assertThat(Trend.perSecond(Measured.parts(10, 3, 101, 100))).isEmpty();
    assertThat(Trend.perSecond(Measured.parts(10, 3, 100, 100))).isEqualTo(OptionalDouble.empty());
  }

  /** A queue that has settled shows a trend in one of fifty windows at most. */
  @Test
  void shouldSeldomSeeATrendInARandomWalk() {
    long seed = 7;
    SplittableRandom random = new SplittableRandom(seed);
    int found = 0;
    for (int trial = 0; trial < 2_000; trial++) {
      List<Trend.Part> parts = new ArrayList<>();
      for (int part = 0; part < 10; part++) {
        parts.add(new Trend.Part(3, heads(random), heads(random)));
      }
      found += Trend.perSecond(parts).isPresent() ? 1 : 0;
    }
    assertThat(found).as("seed %d", seed).isLessThan(40);
  }

  /** About 100, as a Poisson count varies. */
  private static long heads(SplittableRandom random) {
    return Math.round(100 + 10 * random.nextGaussian());
  }
}
