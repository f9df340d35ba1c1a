package weir.bench.http.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weir.bench.http.HttpContender;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpMetric;
import weir.bench.http.Route;
import weir.bench.http.process.MemoryUse;
import weir.bench.http.process.RunFault;
import weir.bench.http.process.ServerProcess;
import weir.bench.http.process.Servers;

/**
 * All contenders side by side, each in a fresh process. They start one after the other and are
 * warmed up; then all are there, idle but for the one that is measured, and take short turns: the
 * machine's speed may change within seconds, and a ratio is of neighbours in time.
 */
final class Round {

  /** A user's first command, and how often it is given before memory is looked at. */
  private static final int FIRST_REQUESTS = 1_000;

  private static final int FIRST_RUNS = 5;
  private static final int NEXT_REQUESTS = 20_000;

  /** With those above: 65,000 before anything is called hot. */
  private static final int LAST_COLD_REQUESTS = 40_000;

  /** Before a route of Javalin's is called hot: it shares little with the thin handlers'. */
  private static final int COLD_REQUESTS =
      FIRST_RUNS * FIRST_REQUESTS + NEXT_REQUESTS + LAST_COLD_REQUESTS;

  private static final double BYTES_PER_MEGABYTE = 1e6;

  private static final List<Route> OTHER_ROUTES =
      List.of(
          Route.POST_EVENTS,
          Route.AWAIT,
          Route.INDEX,
          Route.LIVE,
          Route.READY,
          Route.STATS,
          Route.METRICS);

  private final HttpRunSettings settings;
  private final Servers servers;
  private final Measurements measurements;
  private final List<HttpContender> order;
  private final List<ServerProcess> running = new ArrayList<>();

  Round(
      HttpRunSettings settings,
      Servers servers,
      Measurements measurements,
      List<HttpContender> order) {
    this.settings = settings;
    this.servers = servers;
    this.measurements = measurements;
    this.order = order;
  }

  void run() throws InterruptedException {
    try {
      for (HttpContender contender : order) {
        System.out.println("  from its start: " + contender.label());
        measurements.attempt("from the start", () -> start(contender));
      }
      System.out.println("  hot, taking turns");
      hot();
      routes();
      for (ServerProcess server : only(HttpContender.WEIR_WAKEUP)) {
        System.out.println("  with and without a worker");
        measurements.attempt("with and without a worker", () -> wakeUps(server));
      }
      measurements.finish();
    } finally {
      for (ServerProcess server : running) {
        server.end();
      }
    }
  }

  private void start(HttpContender contender) throws RunFault, IOException, InterruptedException {
    ServerProcess server = servers.start(contender);
    running.add(server);
    add(server, HttpMetric.READY, server.readyAfter().toNanos() / 1e6);
    // This program has just asked whether it is ready, and is not quiet at once either.
    server.settle();
    for (int run = 1; run <= FIRST_RUNS; run++) {
      double rate = measurements.requestsPerSecond(server, Route.EVENTS, FIRST_REQUESTS);
      if (run == 1) {
        add(server, HttpMetric.FIRST, rate);
      } else if (run == FIRST_RUNS) {
        add(server, HttpMetric.FIFTH, rate);
      }
    }
    MemoryUse memory = server.memory();
    add(server, HttpMetric.RESIDENT, memory.residentBytes() / BYTES_PER_MEGABYTE);
    add(server, HttpMetric.RESIDENT_ANONYMOUS, memory.anonymousBytes() / BYTES_PER_MEGABYTE);
    add(
        server,
        HttpMetric.NEXT,
        measurements.requestsPerSecond(server, Route.EVENTS, NEXT_REQUESTS));
    measurements.requestsPerSecond(server, Route.EVENTS, LAST_COLD_REQUESTS);
    server.settle();
  }

  private void hot() throws InterruptedException {
    List<ServerProcess> contenders =
        running.stream().filter(server -> server.contender() != HttpContender.WEIR_WAKEUP).toList();
    for (int repetition = 0; repetition < settings.repetitions(); repetition++) {
      for (ServerProcess server : contenders) {
        measurements.attempt(
            "hot", () -> measurements.hot(server, Route.EVENTS, settings.hotRequests()));
      }
    }
    for (ServerProcess server : contenders) {
      measurements.attempt(
          "hot", () -> measurements.hotByWrk(server, Route.EVENTS, settings.wrkSeconds()));
    }
  }

  /** Every route, with the same request to the root of those that answer a constant. */
  private void routes() throws InterruptedException {
    for (ServerProcess weir : only(HttpContender.WEIR_0MS)) {
      System.out.println("  routes");
      for (Route route : OTHER_ROUTES) {
        List<ServerProcess> contenders = new ArrayList<>(List.of(weir));
        contenders.addAll(only(HttpContender.JAVALIN));
        if (route.isHotPath()) {
          contenders.addAll(only(HttpContender.JETTY));
        }
        measurements.attempt("hot", () -> route(contenders, route));
      }
    }
  }

  private void route(List<ServerProcess> contenders, Route route)
      throws RunFault, IOException, InterruptedException {
    warmUp(contenders, route);
    for (int repetition = 0; repetition < settings.repetitions(); repetition++) {
      for (ServerProcess server : contenders) {
        measurements.hot(server, route, settings.routeRequests());
      }
    }
  }

  private void warmUp(List<ServerProcess> contenders, Route route)
      throws RunFault, IOException, InterruptedException {
    for (ServerProcess server : contenders) {
      // The others have met every other request already: it is the constant's.
      if (server.contender().isWeir() || route.hasBody()) {
        measurements.requestsPerSecond(server, route, COLD_REQUESTS);
      }
    }
  }

  /** Publishing alone and with a worker that is woken, in one process and one ring. */
  private void wakeUps(ServerProcess server) throws RunFault, IOException, InterruptedException {
    HttpContender contender = server.contender();
    for (int repetition = 0; repetition < settings.repetitions(); repetition++) {
      servers.workersOf(contender).resizeTo(0);
      if (repetition == 0) {
        measurements.requestsPerSecond(server, Route.EVENTS_PAUSED, settings.hotRequests());
      }
      server.settle();
      measurements.hot(server, Route.EVENTS_PAUSED, settings.hotRequests());
      servers.workersOf(contender).resizeTo(1);
      server.settle(); // The worker handles what has piled up.
      measurements.hot(server, Route.EVENTS, settings.hotRequests());
    }
  }

  private List<ServerProcess> only(HttpContender contender) {
    return running.stream().filter(server -> server.contender() == contender).toList();
  }

  private void add(ServerProcess server, HttpMetric metric, double value) {
    measurements.add(new HttpKey(server.contender(), Route.EVENTS, metric), value);
  }
}
