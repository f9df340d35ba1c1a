package weir.bench.report;

import java.util.ArrayList;
import java.util.Collections;
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

  private final Figures<Key> figures = new Figures<>();

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
    figures.add(round, new Key(kind, scenario, figure.cell(), figure.metric()), figure.value());
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
    return figures.keys();
  }

  /**
   * Figures of all rounds.
   *
   * @param key what of
   * @return median and range; empty if nothing was measured
   */
  public Optional<Spread> spread(Key key) {
    return figures.spread(key);
  }

  /**
   * Quotients of the figures of the same round.
   *
   * @param dividend what of
   * @param divisor what of
   * @return median and range of the quotients; empty if no round has both
   */
  public Optional<Spread> ratio(Key dividend, Key divisor) {
    return figures.ratio(dividend, divisor);
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
    for (Key key : figures.keys()) {
      if (key.kind() != kind || key.scenario() != scenario || key.metric() != Metric.THROUGHPUT) {
        continue;
      }
      if (key.cell().startsWith("storm")) {
        storm.putAll(figures.byRound(key));
      } else {
        figures
            .byRound(key)
            .forEach(
                (round, value) ->
                    fixed.computeIfAbsent(round, absent -> new ArrayList<>()).add(value));
      }
    }
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
