package weir.core.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Cohort;
import weir.core.figures.Latencies;
import weir.core.figures.LatencySummary;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ArrivalCohortsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final double MICROS = 1e6;
  private static final Percentage RESOLUTION = withinPercentage(0.05);

  private final ArrivalCohorts cohorts = new ArrivalCohorts(0);
  private final CollectedLatencies collected = new CollectedLatencies();

  /** Ends an event that was 0.5 s in service, of which it held the resource for 0.4 s. */
  private static void end(
      WorkerRecorder recorder, CohortRecorder cohort, double arrivedSeconds, double endedSeconds) {
    long arrivedNanos = Math.round(arrivedSeconds * SECOND);
    long endedNanos = Math.round(endedSeconds * SECOND);
    recorder.record(
        cohort,
        arrivedNanos,
        arrivedNanos,
        endedNanos - SECOND / 2,
        endedNanos,
        SECOND / 10,
        4 * SECOND / 10);
  }

  @Test
  void shouldFallAfterTheRightMoveWhereTheMeanOfTheEndedRises() {
    // The exercise: 1,000 events at once, 0.5 s each, looked at after 150 s.
    Cohort untouched = at150Seconds(1, 1);
    Cohort grown = at150Seconds(1, 3);

    assertThat(untouched.ended()).isEqualTo(300);
    assertThat(mean(untouched.latencies().responseTime().orElseThrow()))
        .isCloseTo(75.25, RESOLUTION);
    assertThat(untouched.meanAtLeastMicros() / MICROS).isCloseTo(127.575, RESOLUTION);
    assertThat(grown.ended()).isEqualTo(500);
    assertThat(mean(grown.latencies().responseTime().orElseThrow())).isCloseTo(95.25, RESOLUTION);
    assertThat(grown.meanAtLeastMicros() / MICROS).isCloseTo(122.625, RESOLUTION);

    assertThat(mean(grown.latencies().waitTime().orElseThrow())).isCloseTo(94.75, RESOLUTION);
    assertThat(mean(grown.latencies().serviceTime().orElseThrow())).isCloseTo(0.5, RESOLUTION);
    assertThat(mean(grown.latencies().resourceWait().orElseThrow())).isCloseTo(0.1, RESOLUTION);
    assertThat(mean(grown.latencies().holdTime().orElseThrow())).isCloseTo(0.4, RESOLUTION);
  }

  private static double mean(LatencySummary summary) {
    return summary.meanMicros() / MICROS;
  }

  private static Cohort at150Seconds(int before, int after) {
    ArrivalCohorts cohorts = new ArrivalCohorts(0);
    CohortRecorder cohort = cohorts.current();
    for (int event = 0; event < 1_000; event++) {
      cohort.countArrival(0);
    }
    cohorts.tick(0);
    WorkerRecorder recorder = new WorkerRecorder();
    for (double seconds = 0.5; seconds <= 150; seconds += 0.5) {
      int workers = seconds <= 100 ? before : after;
      for (int worker = 0; worker < workers; worker++) {
        end(recorder, cohort, 0, seconds);
      }
    }
    recorder.drainInto(new CollectedLatencies());
    return cohorts.figures(150 * SECOND).get(0);
  }

  @Test
  void shouldStartACohortForEachSecondWithArrivals() {
    cohorts.tick(0);
    assertThat(cohorts.figures(0)).as("nothing has arrived").isEmpty();
    CohortRecorder first = cohorts.current();
    cohorts.tick(100 * SECOND);
    assertThat(cohorts.current()).as("an empty second makes no cohort").isSameAs(first);
    first.countArrival(100 * SECOND);
    cohorts.tick(100 * SECOND);
    cohorts.tick(100 * SECOND + SECOND / 2);
    assertThat(cohorts.current()).isSameAs(first);
    cohorts.tick(101 * SECOND);
    CohortRecorder second = cohorts.current();
    assertThat(second).isNotSameAs(first);
    second.countArrival(102 * SECOND);
    // Somebody who looked before the change still counts where the event belongs.
    first.countArrival(101 * SECOND);
    cohorts.tick(102 * SECOND);

    List<Cohort> figures = cohorts.figures(103 * SECOND);
    assertThat(figures).extracting(Cohort::arrived).containsExactly(2L, 1L);
    assertThat(figures.get(0).arrivalUptimeMicros()).isEqualTo(100.5 * MICROS);
    assertThat(figures.get(0).meanAtLeastMicros()).isEqualTo(2.5 * MICROS);
    assertThat(figures.get(1).meanAtLeastMicros()).isEqualTo(1 * MICROS);
  }

  @Test
  void shouldKeepTheLatestAndForgetTheEndedOnReset() {
    WorkerRecorder recorder = new WorkerRecorder();
    for (int second = 0; second < 200; second++) {
      CohortRecorder cohort = cohorts.current();
      cohort.countArrival(second * SECOND);
      cohorts.tick(second * SECOND);
      if (second % 2 == 0) {
        end(recorder, cohort, second, second + 1);
        recorder.drainInto(collected);
      }
      cohorts.tick((second + 1) * SECOND);
    }
    assertThat(cohorts.figures(0)).hasSize(Cohort.MOST);
    assertThat(cohorts.figures(0).get(0).number()).isEqualTo(200 - Cohort.MOST);
    cohorts.reset();
    assertThat(cohorts.figures(0)).hasSize(Cohort.MOST / 2).allMatch(cohort -> cohort.ended() == 0);
  }

  @Test
  void shouldStartWithNothingOfACohortWhoseClocksItTakesOver() {
    WorkerRecorder recorder = new WorkerRecorder();
    CohortRecorder first = cohorts.current();
    for (int second = 0; second < 2 * Cohort.MOST; second++) {
      CohortRecorder cohort = cohorts.current();
      cohort.countArrival(second * SECOND);
      cohorts.tick(second * SECOND);
      end(recorder, cohort, second, second + 1);
      recorder.drainInto(collected);
      cohorts.tick((second + 1) * SECOND);
    }
    first.countArrival(0);
    end(recorder, first, 0, 7 * Cohort.MOST);
    recorder.drainInto(collected);
    assertThat(cohorts.figures(0))
        .hasSize(Cohort.MOST)
        .allSatisfy(
            cohort -> {
              assertThat(cohort.arrived()).isEqualTo(1);
              assertThat(cohort.latencies().responseTime().orElseThrow().count()).isEqualTo(1);
              assertThat(mean(cohort.latencies().responseTime().orElseThrow()))
                  .isCloseTo(1, RESOLUTION);
            });
  }

  @Test
  void shouldTakeAnEventThatComesAfterAllHadEnded() {
    WorkerRecorder recorder = new WorkerRecorder();
    CohortRecorder cohort = cohorts.current();
    cohort.countArrival(0);
    end(recorder, cohort, 0, 1);
    recorder.drainInto(collected);
    assertThat(cohort.figures(SECOND).meanAtLeastMicros() / MICROS).isCloseTo(1, RESOLUTION);
    assertThat(cohort.figures(9 * SECOND)).isSameAs(cohort.figures(SECOND));

    cohort.countArrival(0);
    assertThat(cohort.figures(9 * SECOND).meanAtLeastMicros() / MICROS).isCloseTo(5, RESOLUTION);
    end(recorder, cohort, 0, 3);
    recorder.drainInto(collected);
    assertThat(cohort.figures(9 * SECOND).meanAtLeastMicros() / MICROS).isCloseTo(2, RESOLUTION);
  }

  @Test
  void shouldLoseNoEventWhileItIsRead() throws InterruptedException {
    int events = 300_000;
    WorkerRecorder recorder = new WorkerRecorder();
    List<CohortRecorder> five = new ArrayList<>();
    for (int number = 0; number < 5; number++) {
      five.add(new CohortRecorder(number, 0, Latencies.generate(() -> true)));
    }
    Thread recording =
        new Thread(
            () -> {
              for (int event = 0; event < events; event++) {
                CohortRecorder cohort = five.get(event % 5);
                cohort.countArrival(event);
                recorder.record(
                    cohort, event, event, event, 1_000L * event, 0, WorkerRecorder.UNUSED);
              }
            });
    recording.start();
    while (recording.isAlive()) {
      recorder.drainInto(collected);
    }
    recording.join();
    recorder.drainInto(collected);
    for (CohortRecorder cohort : five) {
      assertThat(cohort.hasEnded()).isTrue();
      assertThat(cohort.figures(0).ended()).isEqualTo(events / 5);
    }
    assertThat(collected.sinceReset().responseTime().count()).isEqualTo(events);
    assertThat(five.stream().mapToDouble(ArrivalCohortsTest::responseMicros).sum() / 5)
        .isCloseTo((events - 1) / 2.0, withinPercentage(0.1));
  }

  private static double responseMicros(CohortRecorder cohort) {
    return cohort.figures(0).latencies().responseTime().orElseThrow().meanMicros();
  }
}
