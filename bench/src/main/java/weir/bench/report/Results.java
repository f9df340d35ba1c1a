package weir.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import weir.bench.contender.ContenderKind;
import weir.bench.run.Figure;
import weir.bench.run.Metric;
import weir.bench.run.Scenario;

/** All figures of a comparison. Confined to one thread. */
public final class Results {

  /**
   * What a figure is of.
   *
   * @param kind the contender
   * @param scenario handlers and load
   * @param cell name of the cell
   * @param metric what was measured
   */
  public record Key(ContenderKind kind, Scenario scenario, String cell, Metric metric) {}

  /** Figures by round, as contenders of one round ran under the same conditions, more or less. */
  private final Map<Key, Map<Integer, Double>> figures = new LinkedHashMap<>();

  private final List<String> failures = new ArrayList<>();

  /**
   * Takes a figure in.
   *
   * @param round in which it was measured
   * @param kind of which contender
   * @param scenario in which scenario
   * @param figure what came out
   */
  public void add(int round, ContenderKind kind, Scenario scenario, Figure figure) {
    Key key = new Key(kind, scenario, figure.cell(), figure.metric());
    figures.computeIfAbsent(key, absent -> new TreeMap<>()).put(round, figure.value());
  }

  /**
   * Takes in that a fork failed.
   *
   * @param failure one line
   */
  public void addFailure(String failure) {
    failures.add(failure);
  }

  /**
   * Forks that failed.
   *
   * @return a line for each
   */
  public List<String> failures() {
    return Collections.unmodifiableList(failures);
  }

  /**
   * Everything measured.
   *
   * @return keys in the order of measuring
   */
  public List<Key> keys() {
    return List.copyOf(figures.keySet());
  }

  /**
   * Figures of all rounds.
   *
   * @param key what of
   * @return median and range; empty if nothing was measured
   */
  public Optional<Spread> spread(Key key) {
    Map<Integer, Double> byRound = figures.get(key);
    return byRound == null ? Optional.empty() : Optional.of(Spread.of(byRound.values()));
  }

  /**
   * Quotients of the figures of the same round.
   *
   * @param dividend what of
   * @param divisor what of
   * @return median and range of the quotients; empty if no round has both
   */
  public Optional<Spread> ratio(Key dividend, Key divisor) {
    Map<Integer, Double> above = figures.getOrDefault(dividend, Map.of());
    Map<Integer, Double> below = figures.getOrDefault(divisor, Map.of());
    List<Double> quotients = new ArrayList<>();
    above.forEach(
        (round, value) -> {
          Double divisorValue = below.get(round);
          if (divisorValue != null) {
            quotients.add(value / divisorValue);
          }
        });
    return quotients.isEmpty() ? Optional.empty() : Optional.of(Spread.of(quotients));
  }

  /**
   * What a resize storm leaves of the mean throughput of the fixed sizes it passes through.
   *
   * @param kind of which contender
   * @param scenario a storm
   * @return median and range over the rounds; empty if no round has all sizes
   */
  public Optional<Spread> stormRatio(ContenderKind kind, Scenario scenario) {
    Map<Integer, Double> storm = new TreeMap<>();
    Map<Integer, List<Double>> fixed = new TreeMap<>();
    figures.forEach(
        (key, byRound) -> {
          if (key.kind() != kind
              || key.scenario() != scenario
              || key.metric() != Metric.THROUGHPUT) {
            return;
          }
          if (key.cell().startsWith("storm")) {
            storm.putAll(byRound);
          } else {
            byRound.forEach(
                (round, value) ->
                    fixed.computeIfAbsent(round, absent -> new ArrayList<>()).add(value));
          }
        });
    List<Double> quotients = new ArrayList<>();
    storm.forEach(
        (round, value) -> {
          List<Double> sizes = fixed.getOrDefault(round, List.of());
          if (!sizes.isEmpty()) {
            double mean = sizes.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            quotients.add(value / mean);
          }
        });
    return quotients.isEmpty() ? Optional.empty() : Optional.of(Spread.of(quotients));
  }
}
