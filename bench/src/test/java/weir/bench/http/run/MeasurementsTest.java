package weir.bench.http.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpMetric;
import weir.bench.http.HttpResults;
import weir.bench.http.Route;
import weir.bench.http.process.Ab;
import weir.bench.http.process.Children;
import weir.bench.http.process.RunFault;
import weir.bench.report.Spread;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class MeasurementsTest {

  private final HttpResults results = new HttpResults();

  @TempDir Path folder;

  private Measurements measurements;

  @BeforeEach
  void prepare() throws IOException {
    Ab ab = new Ab(new Children(folder), Path.of("ab"), folder);
    measurements = new Measurements(3, ab, Optional.empty(), results);
  }

  @Test
  void shouldTakeTheMedianOfTheTurns() {
    assertThat(figureOf(HttpMetric.HOT, 10, 90, 20)).isEqualTo(20);
  }

  @Test
  void shouldTakeTheMeanOfProcessorTimes() {
    assertThat(figureOf(HttpMetric.CPU, 10, 90, 20)).isEqualTo(40);
  }

  @Test
  void shouldGoOnAfterAFaultAndTellIt() throws InterruptedException {
    measurements.attempt(
        "hot",
        () -> {
          throw new RunFault("nobody answered");
        });
    measurements.attempt("hot", () -> measurements.add(key(HttpMetric.HOT), 7));
    measurements.finish();

    assertThat(results.faults()).containsExactly("round 3, hot: nobody answered");
    assertThat(results.keys()).containsExactly(key(HttpMetric.HOT));
  }

  private double figureOf(HttpMetric metric, double... turns) {
    for (double turn : turns) {
      measurements.add(key(metric), turn);
    }
    measurements.finish();
    return results
        .spread(HttpContender.JETTY, Route.EVENTS, metric)
        .map(Spread::median)
        .orElseThrow();
  }

  private static HttpKey key(HttpMetric metric) {
    return new HttpKey(HttpContender.JETTY, Route.EVENTS, metric);
  }
}
