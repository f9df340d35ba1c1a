package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.LatencyRange;

@Timeout(20)
class WindowSumTest {

  @RepeatedTest(5)
  void shouldReadTheMiddlesOfEqualPartsInOnePass() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Histogram times = LatencyRange.newHistogram();
    for (int event = 1 + random.nextInt(3_000); event > 0; event--) {
      times.recordValue((long) Math.pow(10, 5 * random.nextDouble()));
    }
    double[] quantiles = WindowSum.quantiles(times).toArray();
    assertThat(quantiles).hasSize(200);
    long[] sorted = new long[(int) times.getTotalCount()];
    int place = 0;
    for (var step : times.recordedValues()) {
      for (long i = 0; i < step.getCountAtValueIteratedTo(); i++) {
        sorted[place++] = step.getValueIteratedTo();
      }
    }
    for (int part = 0; part < 200; part++) {
      int rank = (int) Math.ceilDiv((2L * part + 1) * sorted.length, 400L);
      assertThat(quantiles[part])
          .as("part %s, seed %s", part, seed)
          .isEqualTo((double) sorted[rank - 1]);
    }
  }

  @Test
  void shouldReadOneValueAsAllOfThem() {
    Histogram one = LatencyRange.newHistogram();
    one.recordValue(50);
    assertThat(WindowSum.quantiles(one).distinct()).containsExactly(50.0);
  }
}
