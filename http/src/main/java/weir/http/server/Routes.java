package weir.http.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import weir.core.pipeline.Pipeline;
import weir.http.stats.StatsDocument;
import weir.http.stats.StatsJson;

/** What the server answers to. */
final class Routes {

  private static final byte[] INDEX =
      """
      Weir
      GET, POST /events         publish one event; the body is its payload
      GET, POST /events/await   the same, answered when the event has ended
      GET /stats                where the events are and how long they took, JSON
      GET /metrics              the same for Prometheus
      GET /health/live          200 while the process runs
      GET /health/ready         200 while events are accepted, 503 while stopping
      """
          .getBytes(StandardCharsets.UTF_8);

  private Routes() {}

  static void add(
      RoutesConfig routes, Pipeline<HttpEvent> pipeline, AwaitRoute await, BooleanSupplier ready) {
    EventRoute events = new EventRoute(pipeline);
    routes.get("/events", events);
    routes.post("/events", events);
    routes.get("/events/await", await);
    routes.post("/events/await", await);
    routes.get(
        "/stats",
        context ->
            context
                .contentType("application/json")
                .result(StatsJson.bytes(StatsDocument.of(pipeline.snapshot()))));
    routes.get("/metrics", new MetricsRoute(pipeline));
    routes.get("/health/live", context -> text(context, "live\n"));
    routes.get("/health/ready", context -> answerReady(context, ready.getAsBoolean()));
    routes.get("/", context -> context.contentType("text/plain;charset=utf-8").result(INDEX));
    Problems.map(routes);
  }

  private static void answerReady(Context context, boolean ready) {
    if (ready) {
      text(context, "ready\n");
    } else {
      Problems.NOT_READY.answer(context);
    }
  }

  private static void text(Context context, String text) {
    context.contentType("text/plain").result(text);
  }
}
