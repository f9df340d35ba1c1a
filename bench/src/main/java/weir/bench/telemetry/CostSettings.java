package weir.bench.telemetry;

import java.util.List;

/**
 * How much is measured.
 *
 * @param warmUpMillis before the first figure; full cohorts take 128 s
 * @param rounds of pairs
 * @param busyMillis length of a slice with busy workers
 * @param computingMillis length of a slice with workers that compute
 */
public record CostSettings(int warmUpMillis, int rounds, int busyMillis, int computingMillis) {

  /** No verdict. */
  public static final CostSettings QUICK = new CostSettings(10_000, 3, 2_000, 500);

  /** About 8 minutes. */
  public static final CostSettings FULL = new CostSettings(135_000, 25, 2_000, 1_000);

  /**
   * The same with another number of rounds.
   *
   * @param newRounds 1 or more
   * @return the settings
   */
  public CostSettings withRounds(int newRounds) {
    return new CostSettings(warmUpMillis, newRounds, busyMillis, computingMillis);
  }

  /**
   * Arguments that {@link #parse} understands.
   *
   * @return numbers
   */
  public List<String> toArguments() {
    return List.of(
        Integer.toString(warmUpMillis),
        Integer.toString(rounds),
        Integer.toString(busyMillis),
        Integer.toString(computingMillis));
  }

  static CostSettings parse(String[] arguments) {
    return new CostSettings(
        Integer.parseInt(arguments[0]),
        Integer.parseInt(arguments[1]),
        Integer.parseInt(arguments[2]),
        Integer.parseInt(arguments[3]));
  }
}
