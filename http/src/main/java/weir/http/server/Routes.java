package weir.http.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import weir.core.pipeline.Pipeline;
import weir.http.stats.StatsDocument;
import weir.http.stats.StatsJson;

/** What the server answers to, but for the events, which come in at the {@link FrontDoor}. */
final class Routes {

  private static final byte[] INDEX =
      """
      Weir
      GET, POST /events         publish one event; the body is its payload
      GET, POST /events/await   the same, answered when the event has ended
      GET, POST /direct/serial  for comparison: uses the resource, then answers; no event
      GET, POST /direct/async   the same on a thread of its own, with no limit, after the answer
      GET /direct               what has become of those uses, JSON
      GET /stats                where the events are and how long they took, JSON
      GET /metrics              the same for Prometheus
      GET /health/live          200 while the process runs
      GET /health/ready         200 while events are accepted; 503 while starting, stopping, or full for long
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final String STATS = "/stats";
  private static final String METRICS = "/metrics";

  /** Paths whose answers are the pipeline's figures. */
  static final Set<String> OF_FIGURES = Set.of(STATS, METRICS);

  private Routes() {}

  static void add(
      RoutesConfig routes,
      Pipeline<?> pipeline,
      RecentFigures figures,
      UnqueuedUses unqueued,
      Readiness readiness) {
    get(routes, STATS, context -> answerStats(context, figures));
    get(routes, METRICS, new MetricsRoute(pipeline, figures));
    get(routes, "/direct", unqueued.figures());
    get(routes, "/health/live", context -> text(context, "live\n"));
    get(routes, "/health/ready", context -> answerReady(context, readiness));
    get(routes, "/", Routes::answerIndex);
    Problems.map(routes);
  }

  private static void answerIndex(Context context) {
    context.contentType("text/plain;charset=utf-8");
    WholeAnswer.give(context, INDEX);
  }

  private static void answerStats(Context context, RecentFigures figures) {
    context.contentType("application/json");
    WholeAnswer.give(
        context,
        figures.answer(STATS, (totals, snapshot) -> StatsJson.bytes(StatsDocument.of(snapshot))));
  }

  /** HEAD as well: Jetty leaves out the body and tells its length, which Javalin would not. */
  private static void get(RoutesConfig routes, String path, Handler handler) {
    routes.get(path, handler);
    routes.head(path, handler);
  }

  private static void answerReady(Context context, Readiness readiness) {
    Problem problem = readiness.whyNot();
    if (problem == null) {
      text(context, "ready\n");
    } else {
      problem.answer(context);
    }
  }

  private static void text(Context context, String text) {
    context.contentType("text/plain").result(text);
  }
}
