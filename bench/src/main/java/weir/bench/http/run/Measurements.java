package weir.bench.http.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import weir.bench.http.HttpKey;
import weir.bench.http.HttpMetric;
import weir.bench.http.HttpResults;
import weir.bench.http.Route;
import weir.bench.http.process.Ab;
import weir.bench.http.process.AbResult;
import weir.bench.http.process.RunFault;
import weir.bench.http.process.ServerProcess;
import weir.bench.http.process.Wrk;
import weir.bench.http.process.WrkResult;
import weir.bench.report.Spread;

/** The figures of one round, and what went wrong in it. Confined to one thread. */
final class Measurements {

  /** Something that is measured, or turns out to be faulty. */
  interface Step {
    void take() throws RunFault, IOException, InterruptedException;
  }

  private final int round;
  private final Ab ab;
  private final Optional<Wrk> wrk;
  private final HttpResults results;
  private final Map<HttpKey, List<Double>> repetitions = new LinkedHashMap<>();

  Measurements(int round, Ab ab, Optional<Wrk> wrk, HttpResults results) {
    this.round = round;
    this.ab = ab;
    this.wrk = wrk;
    this.results = results;
  }

  /** Takes a step; one that is faulty costs its own figures alone, and is told. */
  void attempt(String what, Step step) throws InterruptedException {
    try {
      step.take();
    } catch (RunFault | IOException e) {
      String fault = String.format(Locale.ROOT, "round %d, %s: %s", round, what, e.getMessage());
      System.err.println(fault);
      results.addFault(fault);
    }
  }

  void add(HttpKey key, double value) {
    repetitions.computeIfAbsent(key, absent -> new ArrayList<>()).add(value);
  }

  double requestsPerSecond(ServerProcess server, Route route, int requests)
      throws RunFault, IOException, InterruptedException {
    return byAb(server, route, requests).requestsPerSecond();
  }

  /** A run by ab, with the processor time that it costs the server. */
  void hot(ServerProcess server, Route route, int requests)
      throws RunFault, IOException, InterruptedException {
    Duration before = server.cpuTime();
    AbResult result = byAb(server, route, requests);
    Duration cpu = server.cpuTime().minus(before);
    add(key(server, route, HttpMetric.HOT), result.requestsPerSecond());
    add(key(server, route, HttpMetric.P50), result.p50Millis());
    add(key(server, route, HttpMetric.P99), result.p99Millis());
    add(key(server, route, HttpMetric.CPU), micros(cpu) / requests);
  }

  /** The same by wrk, where it is there. */
  void hotByWrk(ServerProcess server, Route route, int seconds)
      throws RunFault, IOException, InterruptedException {
    if (wrk.isEmpty()) {
      return;
    }
    Duration before = server.cpuTime();
    WrkResult result;
    try {
      result = wrk.get().run(server, route, seconds);
    } catch (RunFault e) {
      throw of(server, route, e);
    }
    Duration cpu = server.cpuTime().minus(before);
    add(key(server, route, HttpMetric.WRK), result.requestsPerSecond());
    add(key(server, route, HttpMetric.WRK_P50), result.p50Millis());
    add(key(server, route, HttpMetric.WRK_P99), result.p99Millis());
    add(key(server, route, HttpMetric.WRK_CPU), micros(cpu) / result.requests());
  }

  private AbResult byAb(ServerProcess server, Route route, int requests)
      throws RunFault, IOException, InterruptedException {
    try {
      return ab.run(server, route, requests);
    } catch (RunFault e) {
      throw of(server, route, e);
    }
  }

  private static RunFault of(ServerProcess server, Route route, RunFault fault) {
    return new RunFault(
        "%s, %s: %s".formatted(server.contender().label(), route.label(), fault.getMessage()),
        fault);
  }

  /** Hands a figure of the round over for each key. */
  void finish() {
    repetitions.forEach(
        (key, values) ->
            results.add(
                round,
                key,
                key.metric().isProcessorTime() ? mean(values) : Spread.of(values).median()));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  static HttpKey key(ServerProcess server, Route route, HttpMetric metric) {
    return new HttpKey(server.contender(), route, metric);
  }

  private static double micros(Duration duration) {
    return duration.toNanos() / 1e3;
  }
}
