package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BurstVectorsTest {

  private static final double EXACT = 1e-4;

  private static DrainTimeline.Resize resize(double atSeconds, int workers) {
    return new DrainTimeline.Resize(atSeconds, workers);
  }

  private static DrainTimeline drain(int workers, DrainTimeline.Resize... resizes) {
    return DrainTimeline.of(new BurstDrain(1000, .5, workers), List.of(resizes));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 250.25, 249.75, 250, 450, 495, 500, 500.5",
    "2, 125.25, 124.75, 125, 225, 247.5, 250, 501",
    "3, 83.5835, 83.0835, 83.5, 150, 165, 167, 500.5",
    "4, 62.75, 62.25, 62.5, 112.5, 124, 125, 502",
    "10, 25.25, 24.75, 25, 45, 49.5, 50, 505",
    "50, 5.25, 4.75, 5, 9, 10, 10, 525",
    "1000, .5, 0, .5, .5, .5, .5, 1000"
  })
  void shouldGiveTheExercise(
      int workers,
      double mean,
      double wait,
      double p50,
      double p90,
      double p99,
      double makespan,
      double inSystem) {
    BurstDrain burst = new BurstDrain(1000, .5, workers);
    assertThat(burst.meanResponseSeconds()).isCloseTo(mean, withinPercentage(EXACT));
    assertThat(burst.meanWaitSeconds()).isCloseTo(wait, within(1e-9 + 1e-6 * wait));
    assertThat(burst.responseQuantileSeconds(.5)).isEqualTo(p50);
    assertThat(burst.responseQuantileSeconds(.9)).isEqualTo(p90);
    assertThat(burst.responseQuantileSeconds(.99)).isEqualTo(p99);
    assertThat(burst.makespanSeconds()).isEqualTo(makespan);
    assertThat(burst.meanInSystem()).isCloseTo(inSystem, within(.01));

    DrainTimeline stepped = drain(workers);
    assertThat(stepped.meanResponseSeconds()).isCloseTo(mean, withinPercentage(EXACT));
    assertThat(stepped.responseQuantileSeconds(.9)).isEqualTo(p90);
    assertThat(stepped.makespanSeconds()).isEqualTo(makespan);
  }

  @ParameterizedTest
  @CsvSource({"10, 3, 1.1, 2.0", "7, 3, .857142857, 1.5", "1, 3, .5, .5"})
  void shouldGiveSmallBursts(int events, int workers, double mean, double makespan) {
    BurstDrain burst = new BurstDrain(events, .5, workers);
    assertThat(burst.meanResponseSeconds()).isCloseTo(mean, withinPercentage(EXACT));
    assertThat(burst.makespanSeconds()).isEqualTo(makespan);
  }

  @Test
  void shouldGiveExponentialBursts() {
    assertThat(new BurstDrain(1000, .5, 1).exponentialMeanResponseSeconds())
        .isCloseTo(250.25, withinPercentage(EXACT));
    assertThat(new BurstDrain(1000, .5, 1).exponentialMakespanSeconds())
        .isCloseTo(500, withinPercentage(EXACT));
    assertThat(new BurstDrain(1000, .5, 3).exponentialMeanResponseSeconds())
        .isCloseTo(83.4171667, withinPercentage(EXACT))
        .isCloseTo(82.94, within(3 * .77));
    assertThat(new BurstDrain(1000, .5, 3).exponentialMakespanSeconds())
        .isCloseTo(167.0833333, withinPercentage(EXACT));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 250.00025, 249.7505, 494.5055",
    "3, 83.3342495, 83.251, 164.5065",
  })
  void shouldGiveArrivalsOneAfterTheOther(int workers, double mean, double p50, double p99) {
    DrainTimeline drain = DrainTimeline.of(new BurstDrain(1000, .5, workers), 2000, List.of());
    assertThat(drain.meanResponseSeconds()).isCloseTo(mean, withinPercentage(EXACT));
    assertThat(drain.responseQuantileSeconds(.5)).isCloseTo(p50, withinPercentage(EXACT));
    assertThat(drain.responseQuantileSeconds(.99)).isCloseTo(p99, withinPercentage(EXACT));
  }

  @Test
  void shouldGiveResizesInMidDrain() {
    DrainTimeline grown = drain(1, resize(100, 3));
    assertThat(grown.meanResponseSeconds()).isCloseTo(143.5835, withinPercentage(EXACT));
    assertThat(grown.responseQuantileSeconds(.5)).isEqualTo(150);
    assertThat(grown.responseQuantileSeconds(.99)).isEqualTo(232);
    assertThat(grown.makespanSeconds()).isEqualTo(233.5);
    DrainTimeline shrunk = drain(3, resize(100, 1));
    assertThat(shrunk.meanResponseSeconds()).isCloseTo(110.25, withinPercentage(EXACT));
    assertThat(shrunk.responseQuantileSeconds(.5)).isEqualTo(83.5);
    assertThat(shrunk.responseQuantileSeconds(.99)).isEqualTo(295);
    assertThat(shrunk.makespanSeconds()).isEqualTo(300);
  }

  @Test
  void shouldShowThatTheRunningMeanRisesAfterTheRightMoveAndTheCohortDoesNot() {
    DrainTimeline untouched = drain(1);
    DrainTimeline grown = drain(1, resize(100, 3));
    DrainTimeline shrunk = drain(3, resize(100, 1));
    assertThat(untouched.runningMeanSeconds(150)).isCloseTo(75.25, withinPercentage(EXACT));
    assertThat(grown.runningMeanSeconds(150)).isCloseTo(95.25, withinPercentage(EXACT));
    assertThat(shrunk.runningMeanSeconds(150)).isCloseTo(60.964286, withinPercentage(EXACT));
    assertThat(drain(3).runningMeanSeconds(150)).isCloseTo(75.25, withinPercentage(EXACT));
    // 300 ended at 75.25 s and 700 are 150 s old; 500 at 95.25 s and 500.
    assertThat(untouched.cohortMeanAtLeastSeconds(150)).isCloseTo(127.575, withinPercentage(EXACT));
    assertThat(grown.cohortMeanAtLeastSeconds(150)).isCloseTo(122.625, withinPercentage(EXACT));
    assertThat(grown.cohortMeanAtLeastSeconds(1000)).isEqualTo(grown.meanResponseSeconds());
  }

  /** Response of an event that completes at t is t, whatever the workers do. */
  @ParameterizedTest
  @CsvSource({"100, 95.25", "150, 145.25", "200, 195.25"})
  void shouldShowThatTheLatestCompletionsSayNothingOfTheWorkers(double at, double mean) {
    for (DrainTimeline drain :
        List.of(drain(1), drain(1, resize(100, 3)), drain(1, resize(50, 2)))) {
      assertThat(drain.endedMeanSeconds(at - 10, at)).isCloseTo(mean, withinPercentage(EXACT));
    }
    assertThat(drain(1).endedMeanSeconds(500, 600)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 24.3875, 25.0, 25.0, 25.0, 500, 2",
    "3, 8.1375, 8.5, 8.5, 8.3331579, 167, 5.988",
    "50, .5, .5, .5, .5, 10, 100",
    "1000, .5, .5, .5, .5, 10, 100"
  })
  void shouldGiveTheSameEventsFromAClosedLoop(
      int workers,
      double mean,
      double p50,
      double max,
      double meanAfterTheFirst,
      double makespan,
      double perSecond) {
    DrainTimeline loop = DrainTimeline.closedLoop(new BurstDrain(1000, .5, workers), 50);
    assertThat(loop.meanResponseSeconds()).isCloseTo(mean, withinPercentage(EXACT));
    assertThat(loop.responseQuantileSeconds(.5)).isCloseTo(p50, withinPercentage(EXACT));
    assertThat(loop.responseQuantileSeconds(.99)).isCloseTo(max, withinPercentage(EXACT));
    assertThat(loop.responseQuantileSeconds(1)).isCloseTo(max, withinPercentage(EXACT));
    assertThat(loop.makespanSeconds()).isCloseTo(makespan, withinPercentage(EXACT));
    assertThat(1000 / loop.makespanSeconds()).isCloseTo(perSecond, withinPercentage(.01));
    assertThat(IntStream.range(50, 1000).mapToDouble(loop::responseSeconds).average().orElseThrow())
        .isCloseTo(meanAfterTheFirst, withinPercentage(EXACT));
  }

  @Test
  void shouldCountUpToTheLargestNumber() {
    BurstDrain allAtOnce = new BurstDrain(1000, .5, Integer.MAX_VALUE);
    assertThat(allAtOnce.makespanSeconds()).isEqualTo(.5);
    assertThat(allAtOnce.responseQuantileSeconds(.99)).isEqualTo(.5);
    BurstDrain most = new BurstDrain(Integer.MAX_VALUE, .5, 4);
    assertThat(most.makespanSeconds()).isEqualTo(268_435_456);
    assertThat(most.meanInSystem()).isCloseTo(1L << 30, withinPercentage(EXACT));
    assertThat(
            DrainTimeline.closedLoop(new BurstDrain(10, .5, 2), Integer.MAX_VALUE)
                .makespanSeconds())
        .isEqualTo(2.5);
  }

  @Test
  void shouldRestWhilePausedAndRefuseToPauseForEver() {
    DrainTimeline paused =
        DrainTimeline.of(new BurstDrain(3, 1, 1), List.of(resize(1, 0), resize(10, 1)));
    assertThat(paused.makespanSeconds()).isEqualTo(12);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> drain(1, resize(1, 0)))
        .withMessageContaining("never end");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 250.25, .5, 249.75",
    "2, 125.25, .5, 124.75",
    "3, 125.25, .7495, 124.5005",
    "6, 125.25, 1.497, 123.753"
  })
  void shouldGiveABackEndOfTwoConnections(
      int workers, double response, double service, double wait) {
    BurstDrain.BackEnd means = new BurstDrain(1000, .5, workers).behind(2);
    assertThat(means.meanResponseSeconds()).isCloseTo(response, withinPercentage(EXACT));
    assertThat(means.meanServiceSeconds()).isCloseTo(service, withinPercentage(EXACT));
    assertThat(means.meanWaitSeconds()).isCloseTo(wait, withinPercentage(EXACT));
  }
}
