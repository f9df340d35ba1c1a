package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weir.core.figures.CompressedHistogram;
import weir.core.figures.Interval;
import weir.core.figures.Latencies;
import weir.core.figures.Ledger;
import weir.core.figures.ResourceUse;
import weir.core.figures.Snapshot;
import weir.core.figures.WorkerCount;
import weir.core.settings.ResourceSettings;
import weir.core.theory.Assumption.Verdict;
import weir.core.theory.Diagnosis;
import weir.core.theory.Limit;
import weir.core.theory.Measurement;
import weir.core.theory.Observation;
import weir.core.theory.ServiceTimes;
import weir.core.theory.Trend;
import weir.core.theory.WhatIf;
import weir.desktop.Snapshots;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class VerdictTextTest {

  private final ObservationWindow window = new ObservationWindow();

  /** A server whose figures go on from snapshot to snapshot, every 50 ms. */
  private final class Server {
    private long millis;
    private long arrived;
    private long ended;
    private int workers = 3;
    private int effective = -1;
    private int waitingForResource;
    private boolean frozen;
    private ResourceSettings settings = capacity(5);

    /** So many come and end in each 50 ms; waits for the resource in each service, in ms. */
    void run(int ticks, int arrivals, int ends, int resourceWaitMillis, long... hiccupMicros) {
      for (int tick = 0; tick < ticks; tick++) {
        arrived += arrivals;
        ended += Math.min(ends, arrived - ended);
        millis += 50;
        window.add(snapshot(ends, resourceWaitMillis, hiccupMicros));
      }
    }

    private Snapshot snapshot(int ends, int resourceWaitMillis, long[] hiccupMicros) {
      long inFlight = Math.min(workers, arrived - ended);
      Histogram service = times(ends, 50_000 + 1_000L * resourceWaitMillis);
      CompressedHistogram packed = CompressedHistogram.of(service);
      Latencies<CompressedHistogram> latencies =
          new Latencies<>(
              packed,
              CompressedHistogram.of(times(ends, 1_000L * resourceWaitMillis)),
              CompressedHistogram.of(times(ends, 50_000)),
              packed,
              packed);
      Snapshot plain = Snapshots.at(millis, ended, 0, workers);
      return new Snapshot(
          plain.source(),
          millis,
          millis,
          TimeUnit.MILLISECONDS.toNanos(millis),
          0,
          new Ledger(arrived, ended, 0, 0, arrived - ended - inFlight, inFlight),
          Optional.of(new WorkerCount(workers, effective < 0 ? workers : effective)),
          Optional.of(
              new ResourceUse(
                  (int) inFlight - waitingForResource,
                  waitingForResource,
                  frozen,
                  settings,
                  Optional.empty())),
          OptionalLong.of(0),
          plain.sinceReset(),
          plain.hiccups(),
          plain.cohorts(),
          new Interval(
              50_000_000, latencies, CompressedHistogram.of(Snapshots.micros(hiccupMicros))));
    }

    private Histogram times(int count, long micros) {
      Histogram times = new Histogram(3);
      times.recordValueWithCount(micros, count);
      return times;
    }
  }

  private static ResourceSettings capacity(int uses) {
    ResourceSettings fixed = ResourceSettings.fixed(Duration.ofMillis(50));
    return new ResourceSettings(
        fixed.serviceTimeNanos(),
        fixed.distribution(),
        fixed.seed(),
        uses,
        fixed.acquireTimeoutNanos(),
        fixed.contention(),
        fixed.errorRate(),
        fixed.errorTimeNanos(),
        fixed.resourceTimeoutNanos(),
        fixed.pause(),
        fixed.warmUp());
  }

  private Measurement measured() {
    return window.measure(OptionalInt.of(1024)).orElseThrow();
  }

  private VerdictText verdict() {
    Measurement measured = measured();
    return VerdictText.of(
        Diagnosis.of(measured, Optional.empty()),
        measured,
        WhatIf.of(measured, Optional.empty()),
        64);
  }

  @Test
  void shouldMeasureWhatTheRulesJudge() {
    Server server = new Server();
    server.run(200, 5, 3, 0);
    Measurement measured = measured();
    assertThat(measured.seconds()).isCloseTo(9.95, within(.01));
    assertThat(measured.busyShare().orElseThrow()).isCloseTo(1, within(.01));
    assertThat(measured.throughputPerSecond()).isCloseTo(60, within(1e-6));
    assertThat(measured.meanBacklog()).isBetween(150.0, 250.0);
    assertThat(measured.rejected()).hasValue(0);
    assertThat(measured.p99ResponseSeconds().orElseThrow()).isCloseTo(.05, within(1e-4));
    assertThat(measured.serviceTimes().seconds())
        .hasSize(200)
        .allSatisfy(time -> assertThat(time).isCloseTo(.05, within(1e-4)));
    assertThat(measured.resource().orElseThrow().capacity()).hasValue(5);
    assertThat(measured.resource().orElseThrow().meanInUse()).isCloseTo(3, within(.05));
    assertThat(measured.resource().orElseThrow().waitShare()).isZero();
    assertThat(measured.resource().orElseThrow().holdSeconds()).isCloseTo(.05, within(1e-4));
    assertThat(measured.machine()).isEqualTo(Measurement.Machine.QUIET);
    assertThat(measured.trendPerSecond().orElseThrow()).isCloseTo(40, within(1e-6));
  }

  @Test
  void shouldPutTheVerdictIntoWords() {
    Server server = new Server();
    server.run(200, 5, 3, 0);
    VerdictText text = verdict();
    assertThat(text.verdict()).isEqualTo(Verdict.HOLDS);
    assertThat(text.headline())
        .startsWith(
            "Workers are the limit: 3 of 3 busy 100 % of the time, the resource has room (3 of 5"
                + " connections). Backlog grows by 40/s; the ring is full in 15.7 s.");
    assertThat(text.evidence()).hasSize(11);
    assertThat(text.evidence().get(9).rule()).isEqualTo("the workers");
    assertThat(text.evidence().get(9).decides()).isTrue();
    assertThat(text.evidence().get(9).findings())
        .contains("busy share of the workers 100 % (at least 90 %: holds)");
  }

  @Test
  void shouldStartAfreshWhenAnythingIsSet() {
    Server server = new Server();
    server.run(400, 5, 3, 0);
    server.workers = 8;
    server.run(60, 5, 5, 0);
    assertThat(measured().seconds()).isCloseTo(3, within(.01));
    assertThat(verdict().headline()).startsWith("Too few data for a verdict");
    server.run(60, 5, 5, 0);
    assertThat(measured().seconds()).isCloseTo(6, within(.01));
    assertThat(measured().seen().workersChanged()).isFalse();
    server.settings = capacity(2);
    server.run(20, 5, 5, 0);
    assertThat(measured().seconds()).isCloseTo(1, within(.01));
    // The prediction's own window goes on, and says that workers changed.
    assertThat(window.observe(OptionalInt.of(1024)).orElseThrow().workersChanged()).isTrue();
  }

  @Test
  void shouldNameTheResourceThatWorkersWaitFor() {
    Server server = new Server();
    server.settings = capacity(2);
    server.waitingForResource = 1;
    server.run(200, 5, 2, 25);
    assertThat(measured().resource().orElseThrow().waitShare()).isCloseTo(1 / 3.0, within(.001));
    // Without the wait that the resource makes.
    assertThat(measured().serviceTimes().seconds().getFirst()).isCloseTo(.05, within(1e-4));
    assertThat(verdict().headline())
        .startsWith(
            "The resource is the limit: 2 of 2 connections are in use, and workers wait for one in"
                + " 33 % of their service time; more workers would only wait.");
  }

  @Test
  void shouldTellAFreezeFromAShortPause() {
    Server server = new Server();
    server.run(100, 2, 2, 0);
    server.frozen = true;
    server.run(15, 2, 0, 0);
    assertThat(measured().resource().orElseThrow().frozen()).isFalse();
    server.run(20, 2, 0, 0);
    assertThat(measured().resource().orElseThrow().frozen()).isTrue();
    assertThat(verdict().headline()).startsWith("The resource is the limit: it stands still");
  }

  @Test
  void shouldSayOneEventWhereThereIsOne() {
    Server server = new Server();
    server.run(100, 2, 2, 0);
    server.frozen = true;
    server.run(1, 1, 0, 0);
    server.run(40, 0, 0, 0);
    assertThat(verdict().headline())
        .isEqualTo("The resource is the limit: it stands still, and 1 event is in the pipeline.");
  }

  /** What a freeze has left behind says nothing of what comes after it. */
  @Test
  void shouldMeasureAfreshOnceAFreezeHasEnded() {
    Server server = new Server();
    server.run(100, 3, 3, 0);
    server.frozen = true;
    server.run(60, 3, 0, 0);
    server.frozen = false;
    server.run(40, 3, 3, 0);
    assertThat(measured().seconds()).isCloseTo(2, within(.3));
    assertThat(verdict().headline()).startsWith("Too few data");
    // A short pause is how the resource works.
    server.frozen = true;
    server.run(10, 3, 0, 0);
    server.frozen = false;
    server.run(80, 3, 3, 0);
    assertThat(measured().seconds()).isGreaterThan(6);
  }

  /** A thread for each event: those there are come and go, those that may be count. */
  @Test
  void shouldCountTheWorkersThatWereAskedFor() {
    Server server = new Server();
    server.effective = 1;
    server.run(60, 5, 3, 0);
    server.effective = 0;
    server.run(60, 5, 3, 0);
    assertThat(measured().seconds()).isCloseTo(6, within(.1));
    assertThat(measured().seen().workers()).isEqualTo(3);
    assertThat(verdict().headline()).startsWith("Workers are the limit: 3 of 3");
    // Those that are about to leave are there until they have.
    server.workers = 1;
    server.effective = 3;
    server.run(20, 5, 3, 0);
    assertThat(measured().seen().workers()).isEqualTo(3);
    server.effective = 1;
    server.run(20, 5, 1, 0);
    assertThat(measured().seen().workers()).isEqualTo(1);
    assertThat(measured().seconds()).isCloseTo(1, within(.1));
  }

  /** 50 clients come at once, each sends again when it has its answer. */
  @Test
  void shouldNameClientsThatHaveOnlyJustCome() {
    Server server = new Server();
    server.run(100, 0, 0, 0);
    server.run(1, 50, 0, 0);
    server.run(120, 3, 3, 0);
    assertThat(measured().seen().population().first()).isZero();
    assertThat(verdict().headline())
        .startsWith("Clients that wait for their answers are the limit: always about 50 events")
        // The resource has room for five.
        .endsWith("5 workers would hold the mean response at about 500 ms.");
    // They go: what is left drains, and then there is nothing to do.
    server.run(10, 0, 3, 0);
    assertThat(verdict().headline())
        .startsWith("Workers are the limit")
        .contains("Nothing is left in");
    server.run(30, 0, 3, 0);
    assertThat(verdict().headline())
        .isEqualTo("Nothing to do: all that came is done, and nothing more arrives.");
  }

  /**
   * The workers keep up again: it is known what they will settle at, and more are not asked for.
   */
  @Test
  void shouldSayWhatABacklogThatFallsSettlesAt() {
    Server server = new Server();
    server.run(200, 5, 3, 0);
    server.workers = 6;
    server.run(140, 4, 6, 0);
    assertThat(verdict().headline())
        .startsWith("Workers are the limit: 6 of 6 busy 100 % of the time")
        .contains("Backlog falls by 40/s; nothing is left in")
        .contains("Once that is done, 6 workers would hold");
  }

  @Test
  void shouldBlameASpoiledMachineAlone() {
    Server server = new Server();
    server.run(90, 5, 3, 0);
    server.run(30, 5, 3, 0, 40_000);
    assertThat(measured().machine().spoiledShare()).isCloseTo(.25, within(.01));
    assertThat(verdict().headline())
        .startsWith("The machine is the limit: it was held up in 25 % of the time, for up to 40")
        .doesNotContain("Backlog");
  }

  @Test
  void shouldSayThatThereIsNothingToDo() {
    Server server = new Server();
    server.run(40, 0, 0, 0);
    assertThat(verdict().headline()).startsWith("Too few data");
    server.run(100, 0, 0, 0);
    assertThat(verdict().headline()).isEqualTo("Nothing to do: nothing arrives.");
    server.run(1, 1, 0, 0);
    assertThat(verdict().headline()).startsWith("Too few data");
  }

  @Test
  void shouldRememberWhatFewerWorkersDid() {
    SaturatedThroughputs throughputs = new SaturatedThroughputs();
    Server server = new Server();
    server.workers = 2;
    server.run(200, 5, 4, 0);
    Optional<ResourceSettings> settings = Optional.of(server.settings);
    assertThat(throughputs.complete(measured(), settings).fewerWorkers()).isEmpty();
    server.workers = 3;
    server.run(200, 5, 3, 0);
    Measurement seen = throughputs.complete(measured(), settings);
    assertThat(seen.fewerWorkers().orElseThrow().workers()).isEqualTo(2);
    assertThat(seen.fewerWorkers().orElseThrow().throughputPerSecond()).isCloseTo(80, within(1.0));
    assertThat(Diagnosis.of(seen, Optional.empty()).limit()).isInstanceOf(Limit.Contention.class);
    assertThat(
            VerdictText.of(
                    Diagnosis.of(seen, Optional.empty()),
                    seen,
                    WhatIf.of(seen, Optional.empty()),
                    64)
                .headline())
        .startsWith("Contention is the limit: more workers make it worse. 3 workers do 60/s, 2");
    assertThat(throughputs.scaling()).isEmpty();
    // Another resource, another server.
    assertThat(throughputs.complete(measured(), Optional.empty()).fewerWorkers()).isEmpty();
  }

  @Test
  void shouldSayWhatMoreWorkersWouldDo() {
    Measurement seen =
        new Measurement(
            new Observation(
                new Observation.Arrivals(1_800, 60, 900, 900, 1, 120, 0),
                new Observation.Services(1_440, .0606, 1, Double.POSITIVE_INFINITY),
                3,
                false,
                4_096,
                new Observation.Population(1_096, 3, 736, 736, 1_099)),
            30,
            OptionalDouble.of(.97),
            900,
            1_440,
            OptionalDouble.of(0),
            OptionalDouble.of(15),
            OptionalDouble.of(18),
            ServiceTimes.UNKNOWN,
            Optional.empty(),
            Measurement.Machine.QUIET,
            Collections.nCopies(10, new Trend.Part(3, 180, 144)),
            Optional.empty());
    VerdictText text =
        VerdictText.of(
            Diagnosis.of(seen, Optional.empty()), seen, WhatIf.of(seen, Optional.empty()), 64);
    assertThat(text.headline())
        .isEqualTo(
            "Workers are the limit: 3 of 3 busy 97 % of the time. Backlog grows by 12/s; the ring"
                + " is full in 4 min 10 s. 6 workers would hold p99 at about 287 ms.");
    assertThat(
            VerdictText.of(
                    Diagnosis.of(seen, Optional.empty()),
                    seen,
                    WhatIf.of(seen, Optional.empty()),
                    3)
                .headline())
        .endsWith("4 min 10 s.");
  }

  @ParameterizedTest
  @CsvSource({
    "0.18, 180 ms",
    "59.9, 59.9 s",
    "250, 4 min 10 s",
    "3599.7, 1 h 0 min",
    "7500, 2 h 5 min",
    "59.97, 1 min 0 s"
  })
  void shouldWriteTimesAsPeopleSayThem(double seconds, String text) {
    assertThat(Rounded.seconds(seconds)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"12, 12/s", "5.4, 5.4/s", "0.124, 0.12/s", "1500, 1.5 k/s", "999.7, 1 k/s"})
  void shouldWriteRatesInThreeDigits(double perSecond, String text) {
    assertThat(Rounded.rate(perSecond)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({".97, 97 %", ".001, 0.1 %", "0, 0 %", "1, 100 %"})
  void shouldWriteShares(double share, String text) {
    assertThat(Rounded.percent(share)).isEqualTo(text);
  }
}
