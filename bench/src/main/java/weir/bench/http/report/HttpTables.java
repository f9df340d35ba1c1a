package weir.bench.http.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpMetric;
import weir.bench.http.HttpResults;
import weir.bench.http.Route;
import weir.bench.report.Spread;

/** The results as Markdown. */
final class HttpTables {

  private static final String NOT_MEASURED = "–";

  private final HttpResults results;
  private final StringBuilder text = new StringBuilder();

  HttpTables(HttpResults results) {
    this.results = results;
  }

  String markdown() {
    goals();
    faults();
    figures(
        "From the start: GET /events",
        HttpMetric.FIRST,
        HttpMetric.FIFTH,
        HttpMetric.NEXT,
        HttpMetric.HOT,
        HttpMetric.READY,
        HttpMetric.RESIDENT,
        HttpMetric.RESIDENT_ANONYMOUS);
    figures("Hot: GET /events, ab", HttpMetric.HOT, HttpMetric.P50, HttpMetric.P99, HttpMetric.CPU);
    figures(
        "Hot: GET /events, wrk",
        HttpMetric.WRK,
        HttpMetric.WRK_P50,
        HttpMetric.WRK_P99,
        HttpMetric.WRK_CPU);
    ratios();
    routes();
    wakeUp();
    return text.toString();
  }

  private void goals() {
    line("## Goals");
    line("");
    line("| Goal | Bound | Measured | Met? |");
    line("|---|---|---|---|");
    HttpGoals.of(results).forEach(goal -> line(goal.row()));
    line("");
  }

  private void faults() {
    line("## Faults");
    line("");
    if (results.faults().isEmpty()) {
      line("None: every request of every run was answered 2xx on a kept connection.");
    }
    results.faults().forEach(fault -> line("- " + fault));
    line("");
  }

  private void figures(String title, HttpMetric... metrics) {
    List<HttpContender> measured =
        Arrays.stream(HttpContender.values())
            .filter(contender -> spread(contender, Route.EVENTS, metrics[0]).isPresent())
            .toList();
    if (measured.isEmpty()) {
      return;
    }
    line("## " + title);
    line("");
    row(Stream.concat(Stream.of("Server"), Stream.of(metrics).map(HttpMetric::label)));
    line("|---|" + "---|".repeat(metrics.length));
    for (HttpContender contender : measured) {
      row(
          Stream.concat(
              Stream.of(contender.label()),
              Stream.of(metrics).map(metric -> cell(spread(contender, Route.EVENTS, metric)))));
    }
    line("");
  }

  private void ratios() {
    line("## Hot: GET /events, in terms of the bare ones");
    line("");
    line(
        "| Server | ab, × Javalin | wrk, × Javalin | ab, × Jetty | wrk, × Jetty | CPU, × Javalin |");
    line("|---|---|---|---|---|---|");
    for (HttpContender contender : HttpContender.values()) {
      if (contender == HttpContender.WEIR_WAKEUP
          || spread(contender, Route.EVENTS, HttpMetric.HOT).isEmpty()) {
        continue;
      }
      row(
          Stream.of(
              contender.label(),
              ratio(contender, HttpContender.JAVALIN, HttpMetric.HOT),
              ratio(contender, HttpContender.JAVALIN, HttpMetric.WRK),
              ratio(contender, HttpContender.JETTY, HttpMetric.HOT),
              ratio(contender, HttpContender.JETTY, HttpMetric.WRK),
              ratio(contender, HttpContender.JAVALIN, HttpMetric.CPU)));
    }
    line("");
  }

  private String ratio(HttpContender contender, HttpContender opponent, HttpMetric metric) {
    return ratio(contender, opponent, Route.EVENTS, metric);
  }

  private String ratio(
      HttpContender contender, HttpContender opponent, Route route, HttpMetric metric) {
    return results
        .ratio(contender, opponent, route, metric)
        .map(spread -> spread.text(2))
        .orElse(NOT_MEASURED);
  }

  private void routes() {
    List<Route> measured =
        Arrays.stream(Route.values())
            .filter(route -> route != Route.EVENTS_PAUSED)
            .filter(route -> spread(HttpContender.WEIR_0MS, route, HttpMetric.HOT).isPresent())
            .toList();
    if (measured.isEmpty()) {
      return;
    }
    line("## Hot: every route, ab, beside bare Javalin's constant");
    line("");
    line(
        "| Route | Weir, requests/s | Javalin, requests/s | requests/s, × Javalin | p99, ms |"
            + " p99, × Javalin | CPU, µs/request | CPU, × Javalin |");
    line("|---|---|---|---|---|---|---|---|");
    for (Route route : measured) {
      HttpContender weir = HttpContender.WEIR_0MS;
      HttpContender javalin = HttpContender.JAVALIN;
      row(
          Stream.of(
              route.label(),
              cell(spread(weir, route, HttpMetric.HOT)),
              cell(spread(javalin, route, HttpMetric.HOT)),
              ratio(weir, javalin, route, HttpMetric.HOT),
              cell(spread(weir, route, HttpMetric.P99)),
              ratio(weir, javalin, route, HttpMetric.P99),
              cell(spread(weir, route, HttpMetric.CPU)),
              ratio(weir, javalin, route, HttpMetric.CPU)));
    }
    line("");
  }

  private void wakeUp() {
    HttpContender weir = HttpContender.WEIR_WAKEUP;
    Optional<Spread> handled = spread(weir, Route.EVENTS, HttpMetric.CPU);
    Optional<Spread> paused = spread(weir, Route.EVENTS_PAUSED, HttpMetric.CPU);
    if (handled.isEmpty() || paused.isEmpty()) {
      return;
    }
    line("## What the worker costs: GET /events, ab");
    line("");
    line("The same process and ring, paused (published, nobody woken) and with one worker.");
    line("");
    row(
        Stream.of(
            "",
            HttpMetric.HOT.label(),
            HttpMetric.P50.label(),
            HttpMetric.P99.label(),
            HttpMetric.CPU.label()));
    line("|---|---|---|---|---|");
    wakeUpRow("published and handled", Route.EVENTS);
    wakeUpRow("published only", Route.EVENTS_PAUSED);
    row(
        Stream.concat(
            Stream.of("published only, × published and handled"),
            Stream.of(HttpMetric.HOT, HttpMetric.P50, HttpMetric.P99, HttpMetric.CPU)
                .map(this::pausedOfHandled)));
    line("");
    wakeUpShare();
  }

  private void wakeUpRow(String what, Route route) {
    row(
        Stream.concat(
            Stream.of(what),
            Stream.of(HttpMetric.HOT, HttpMetric.P50, HttpMetric.P99, HttpMetric.CPU)
                .map(metric -> cell(spread(HttpContender.WEIR_WAKEUP, route, metric)))));
  }

  private String pausedOfHandled(HttpMetric metric) {
    return pausedRatio(metric).map(spread -> spread.text(2)).orElse(NOT_MEASURED);
  }

  private void wakeUpShare() {
    pausedRatio(HttpMetric.CPU)
        .ifPresent(
            ratio ->
                line(
                    String.format(
                        Locale.ROOT,
                        "Waking the worker and handling the event is %.0f %% of the processor time"
                            + " of a request.%n",
                        100 * (1 - ratio.median()))));
  }

  private Optional<Spread> pausedRatio(HttpMetric metric) {
    HttpContender weir = HttpContender.WEIR_WAKEUP;
    return results.ratio(
        new HttpKey(weir, Route.EVENTS_PAUSED, metric), new HttpKey(weir, Route.EVENTS, metric));
  }

  private Optional<Spread> spread(HttpContender contender, Route route, HttpMetric metric) {
    return results.spread(contender, route, metric);
  }

  private static String cell(Optional<Spread> spread) {
    return spread
        .map(found -> found.text(found.median() < 10 ? 2 : found.median() < 100 ? 1 : 0))
        .orElse(NOT_MEASURED);
  }

  private void row(Stream<String> cells) {
    line(cells.collect(Collectors.joining(" | ", "| ", " |")));
  }

  private void line(String content) {
    text.append(content).append('\n');
  }
}
