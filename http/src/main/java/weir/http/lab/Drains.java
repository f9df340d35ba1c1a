package weir.http.lab;

import java.time.Duration;
import java.util.Map;

/** What the exercises about a burst that drains have in common. */
final class Drains {

  /** As many as the original sends. */
  static final int EVENTS = 1_000;

  private static final double BETWEEN_EVENTS = 0.05;

  private static final String WHY =
      "between two events a worker measures and claims, and may have to wait for a core";

  private Drains() {}

  /** Settings of a server whose resource always takes the same time. */
  static Map<String, String> flags(Duration serviceTime, int workers) {
    return Map.of("service-time", Unit.written(serviceTime), "workers", String.valueOf(workers));
  }

  /** For a time or a rate that comes of many services one after the other. */
  static Tolerance tolerance(double theory) {
    return Tolerance.share(theory, BETWEEN_EVENTS, WHY);
  }

  /** The same, where single hiccups of the machine count. */
  static Tolerance tolerance(double theorySeconds, LabPipeline pipeline) {
    double hiccup = pipeline.hiccupSeconds();
    return tolerance(theorySeconds)
        .plus(hiccup, "%s, the machine's own hiccups".formatted(Unit.seconds(hiccup)));
  }

  /** Five times what it should take, and some: a pipeline that is broken is not waited for. */
  static Duration patience(double theorySeconds) {
    return Bench.PATIENCE.plus(Duration.ofNanos(Math.round(5e9 * theorySeconds)));
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
