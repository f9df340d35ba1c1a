package weir.bench.http.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpMetric;
import weir.bench.http.HttpResults;
import weir.bench.http.Route;

@Timeout(value = 10, unit = TimeUnit.SECONDS)
class HttpReportTest {

  private final HttpResults results = new HttpResults();

  @TempDir Path folder;

  @Test
  void shouldHoldRatiosOfOneRoundAgainstTheGoals() throws IOException {
    events(1, HttpContender.WEIR_0MS, HttpMetric.HOT, 30_000);
    events(1, HttpContender.JAVALIN, HttpMetric.HOT, 10_000);
    events(1, HttpContender.JETTY, HttpMetric.HOT, 50_000);
    events(2, HttpContender.WEIR_0MS, HttpMetric.HOT, 5_000);
    events(2, HttpContender.JAVALIN, HttpMetric.HOT, 5_000);
    events(3, HttpContender.WEIR_0MS, HttpMetric.HOT, 22_000);
    events(3, HttpContender.JAVALIN, HttpMetric.HOT, 10_000);

    assertThat(report(5))
        .contains(
            "| Weir, 0 ms handler, GET /events: requests/s by ab, × Javalin | at least 2.00 |"
                + " 2.20 (1.00–3.00) | yes |",
            "| Weir, 0 ms handler, GET /events: requests/s by ab, × Jetty | at least 0.75 |"
                + " 0.60 (0.60–0.60) | **no** |",
            "| Weir, 0 ms handler, GET /events: requests/s by wrk, × Javalin | at least 2.00 |"
                + " not measured | – |");
  }

  @Test
  void shouldAskLessOfRoutesThatJavalinServes() throws IOException {
    for (HttpContender contender : List.of(HttpContender.WEIR_0MS, HttpContender.JAVALIN)) {
      for (Route route : List.of(Route.INDEX, Route.POST_EVENTS)) {
        results.add(1, new HttpKey(contender, route, HttpMetric.HOT), 1_000);
      }
    }

    assertThat(report(5))
        .contains(
            "GET /: requests/s by ab, × Javalin | at least 0.97 | 1.00 (1.00–1.00) | yes |",
            "POST /events: requests/s by ab, × Javalin | at least 2.00 | 1.00 (1.00–1.00) | **no** |")
        .doesNotContain("GET /: requests/s by ab, × Jetty");
  }

  @Test
  void shouldTakeWhatIsToBeLowForAnUpperBound() throws IOException {
    events(1, HttpContender.WEIR_0MS, HttpMetric.READY, 2_001);
    events(1, HttpContender.WEIR_0MS, HttpMetric.RESIDENT, 150);
    events(1, HttpContender.WEIR_0MS, HttpMetric.P99, 4);
    events(1, HttpContender.JAVALIN, HttpMetric.P99, 5);
    events(1, HttpContender.WEIR_0MS, HttpMetric.CPU, 21);
    events(1, HttpContender.JAVALIN, HttpMetric.CPU, 20);

    assertThat(report(5))
        .contains(
            "ready after, ms | at most 2,000 | 2,001 (2,001–2,001) | **no** |",
            "resident after 5,000 requests, MB | at most 150 | 150 (150–150) | yes |",
            "p99 by ab, × Javalin | at most 1.00 | 0.80 (0.80–0.80) | yes |",
            "CPU per request by ab, × Javalin | at most 1.00 | 1.05 (1.05–1.05) | **no** |");
  }

  @Test
  void shouldCompareTheFirstRequestsWithTheServersOwnHotOnes() throws IOException {
    events(1, HttpContender.WEIR_5MS, HttpMetric.FIRST, 4_000);
    events(1, HttpContender.WEIR_5MS, HttpMetric.HOT, 10_000);

    assertThat(report(5))
        .contains("first ab -n 1000, × hot | at least 0.50 | 0.40 (0.40–0.40) | **no** |");
  }

  @Test
  void shouldSayHowMuchOfARequestTheWorkerIs() throws IOException {
    paused(1, HttpMetric.CPU, 30);
    events(1, HttpContender.WEIR_WAKEUP, HttpMetric.CPU, 40);

    assertThat(report(5))
        .contains(
            "Waking the worker and handling the event is 25 % of the processor time of a request.");
  }

  @Test
  void shouldNotHideAFaultOrGiveAVerdictOnFewRounds() throws IOException {
    results.addFault("round 1, hot: 3 of 1000 requests were not answered 2xx");

    assertThat(report(2))
        .contains("- round 1, hot: 3 of 1000 requests were not answered 2xx", "no verdict")
        .doesNotContain("None: every request");
    assertThat(report(5)).doesNotContain("no verdict");
  }

  @Test
  void shouldWriteEveryFigureIntoTheTable() throws IOException {
    paused(1, HttpMetric.HOT, 30_000);
    paused(2, HttpMetric.HOT, 10_000);

    report(5);

    assertThat(folder.resolve("http.csv"))
        .hasContent(
            """
            contender,route,metric,median,min,max,rounds
            weir-wakeup,"GET /events, paused","hot, ab, requests/s",20000.0000,10000.0000,30000.0000,2
            """);
  }

  private void events(int round, HttpContender contender, HttpMetric metric, double value) {
    results.add(round, new HttpKey(contender, Route.EVENTS, metric), value);
  }

  private void paused(int round, HttpMetric metric, double value) {
    results.add(round, new HttpKey(HttpContender.WEIR_WAKEUP, Route.EVENTS_PAUSED, metric), value);
  }

  private String report(int rounds) throws IOException {
    return Files.readString(
        HttpReport.write(folder, "http", List.of("Date: today"), rounds, results));
  }
}
