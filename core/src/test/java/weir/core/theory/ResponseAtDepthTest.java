package weir.core.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class ResponseAtDepthTest {

  /** Each departure is the smallest of the times at which workers are free. */
  @Test
  void shouldBeWhatASimulationMeasures() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int workers = 3;
    int depth = 20;
    int runs = 40_000;
    double sum = 0;
    for (int run = 0; run < runs; run++) {
      double[] free = new double[workers];
      Arrays.setAll(free, worker -> exponential(random));
      for (int ahead = 0; ahead < depth; ahead++) {
        next(free, exponential(random));
      }
      double service = exponential(random);
      sum += Arrays.stream(free).min().orElseThrow() + service;
    }
    // One response has a variance of 21 / 9 + 1.
    double error = Math.sqrt((21 / 9.0 + 1) / runs);
    assertThat(sum / runs)
        .as("seed %d", seed)
        .isCloseTo(ResponseAtDepth.mean(depth, workers, 1), within(5 * error));
  }

  private static double exponential(Random random) {
    return -Math.log(1 - random.nextDouble());
  }

  private static void next(double[] free, double service) {
    int first = 0;
    for (int worker = 1; worker < free.length; worker++) {
      if (free[worker] < free[first]) {
        first = worker;
      }
    }
    free[first] += service;
  }

  @Test
  void shouldBeWithinAServiceTimeOfAFixedOne() {
    // One worker that has just begun: the last of ten that wait leaves after eleven services.
    assertThat(ResponseAtDepth.mean(9, 1, 5)).isEqualTo(55);
  }

  @Test
  void shouldRefuseWhatIsNoQueue() {
    assertThatThrownBy(() -> ResponseAtDepth.mean(-1, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResponseAtDepth.mean(0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResponseAtDepth.mean(0, 1, Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
