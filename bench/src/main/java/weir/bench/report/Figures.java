package weir.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Figures by round, as what was measured in one round ran under the same conditions, more or less.
 * Confined to one thread.
 *
 * @param <K> what a figure is of
 */
public final class Figures<K> {

  private final Map<K, Map<Integer, Double>> figures = new LinkedHashMap<>();

  /** Starts without any figure. */
  public Figures() {}

  /**
   * Takes a figure in.
   *
   * @param round in which it was measured
   * @param key what of
   * @param value in the unit of the key
   */
  public void add(int round, K key, double value) {
    figures.computeIfAbsent(key, absent -> new TreeMap<>()).put(round, value);
  }

  /**
   * Everything measured.
   *
   * @return keys in the order of measuring
   */
  public List<K> keys() {
    return List.copyOf(figures.keySet());
  }

  /**
   * Figures of all rounds.
   *
   * @param key what of
   * @return median and range; empty if nothing was measured
   */
  public Optional<Spread> spread(K key) {
    Map<Integer, Double> byRound = byRound(key);
    return byRound.isEmpty() ? Optional.empty() : Optional.of(Spread.of(byRound.values()));
  }

  /**
   * Quotients of the figures of the same round.
   *
   * @param dividend what of
   * @param divisor what of
   * @return median and range of the quotients; empty if no round has both
   */
  public Optional<Spread> ratio(K dividend, K divisor) {
    Map<Integer, Double> below = byRound(divisor);
    List<Double> quotients = new ArrayList<>();
    byRound(dividend)
        .forEach(
            (round, value) -> {
              Double divisorValue = below.get(round);
              if (divisorValue != null) {
                quotients.add(value / divisorValue);
              }
            });
    return quotients.isEmpty() ? Optional.empty() : Optional.of(Spread.of(quotients));
  }

  Map<Integer, Double> byRound(K key) {
    return figures.getOrDefault(key, Map.of());
  }
}
