package weir.bench.panel;

/**
 * How much is measured.
 *
 * @param rounds in each of which everything is drawn in turn, each by a fresh process
 * @param warmUpSeconds from the start of a process to the first figure of its processor time
 * @param seconds over which processor time is taken
 * @param history whether the panel is also measured with ten hours behind it, once
 */
public record DrawingSettings(int rounds, int warmUpSeconds, int seconds, boolean history) {

  /** No verdict. */
  public static final DrawingSettings QUICK = new DrawingSettings(1, 5, 4, false);

  /** About 10 minutes. */
  public static final DrawingSettings FULL = new DrawingSettings(5, 10, 8, true);

  /**
   * The same with another number of rounds.
   *
   * @param newRounds 1 or more
   * @return the settings
   */
  public DrawingSettings withRounds(int newRounds) {
    return new DrawingSettings(newRounds, warmUpSeconds, seconds, history);
  }
}
