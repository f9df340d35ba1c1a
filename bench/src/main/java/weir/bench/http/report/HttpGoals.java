package weir.bench.http.report;

import java.util.ArrayList;
import java.util.List;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpMetric;
import weir.bench.http.HttpResults;
import weir.bench.http.Route;
import weir.bench.report.MeasuredGoal;

/** The goals that the project has set its server. */
final class HttpGoals {

  /** Rounds that a verdict needs. */
  static final int ROUNDS = 5;

  private static final double TIMES_JAVALIN_ON_EVENTS = 2;
  private static final double TIMES_JETTY_ON_EVENTS = 0.75;
  private static final double TIMES_JAVALIN_ELSEWHERE = 0.97;
  private static final double FIRST_OF_HOT = 0.5;
  private static final double READY_MILLIS = 2_000;
  private static final double RESIDENT_MEGABYTES = 150;

  private final HttpResults results;
  private final List<MeasuredGoal> goals = new ArrayList<>();

  private HttpGoals(HttpResults results) {
    this.results = results;
  }

  static List<MeasuredGoal> of(HttpResults results) {
    HttpGoals goals = new HttpGoals(results);
    for (HttpContender weir : List.of(HttpContender.WEIR_0MS, HttpContender.WEIR_5MS)) {
      goals.throughput(weir, Route.EVENTS, HttpMetric.HOT, "ab");
      goals.throughput(weir, Route.EVENTS, HttpMetric.WRK, "wrk");
      goals.noMore(weir, Route.EVENTS, HttpMetric.P99, "p99 by ab");
      goals.noMore(weir, Route.EVENTS, HttpMetric.WRK_P99, "p99 by wrk");
      goals.noMore(weir, Route.EVENTS, HttpMetric.CPU, "CPU per request by ab");
      goals.noMore(weir, Route.EVENTS, HttpMetric.WRK_CPU, "CPU per request by wrk");
      goals.start(weir);
    }
    for (Route route : Route.values()) {
      if (route != Route.EVENTS && route != Route.EVENTS_PAUSED) {
        goals.throughput(HttpContender.WEIR_0MS, route, HttpMetric.HOT, "ab");
        goals.noMore(HttpContender.WEIR_0MS, route, HttpMetric.P99, "p99 by ab");
        goals.noMore(HttpContender.WEIR_0MS, route, HttpMetric.CPU, "CPU per request by ab");
      }
    }
    return goals.goals;
  }

  private void throughput(HttpContender weir, Route route, HttpMetric metric, String tool) {
    goals.add(
        MeasuredGoal.atLeast(
            name(weir, route) + ": requests/s by " + tool + ", × Javalin",
            results.ratio(weir, HttpContender.JAVALIN, route, metric),
            route.isHotPath() ? TIMES_JAVALIN_ON_EVENTS : TIMES_JAVALIN_ELSEWHERE));
    if (route.isHotPath()) {
      goals.add(
          MeasuredGoal.atLeast(
              name(weir, route) + ": requests/s by " + tool + ", × Jetty",
              results.ratio(weir, HttpContender.JETTY, route, metric),
              TIMES_JETTY_ON_EVENTS));
    }
  }

  private void noMore(HttpContender weir, Route route, HttpMetric metric, String what) {
    goals.add(
        MeasuredGoal.atMost(
            name(weir, route) + ": " + what + ", × Javalin",
            results.ratio(weir, HttpContender.JAVALIN, route, metric),
            1));
  }

  private void start(HttpContender weir) {
    goals.add(
        MeasuredGoal.atLeast(
            weir.label() + ": first ab -n 1000, × hot",
            results.ratio(
                new HttpKey(weir, Route.EVENTS, HttpMetric.FIRST),
                new HttpKey(weir, Route.EVENTS, HttpMetric.HOT)),
            FIRST_OF_HOT));
    goals.add(
        MeasuredGoal.atMost(
                weir.label() + ": ready after, ms",
                results.spread(weir, Route.EVENTS, HttpMetric.READY),
                READY_MILLIS)
            .inWholeNumbers());
    goals.add(
        MeasuredGoal.atMost(
                weir.label() + ": resident after 5,000 requests, MB",
                results.spread(weir, Route.EVENTS, HttpMetric.RESIDENT),
                RESIDENT_MEGABYTES)
            .inWholeNumbers());
  }

  private static String name(HttpContender weir, Route route) {
    return weir.label() + ", " + route.label();
  }
}
