package weir.http.check;

/**
 * One condition on what was measured.
 *
 * @param text how it was written
 * @param figure what it is about
 * @param operator how that is to stand to the limit
 * @param limit in the figure's unit
 */
public record Condition(String text, Figure figure, Operator operator, double limit) {

  /**
   * Reads a condition, such as {@code p99(response) < 50ms} or {@code rejected == 0}.
   *
   * @param text a figure, one of {@code < <= > >= == !=}, and a limit in the figure's unit; spaces
   *     do not matter
   * @return the condition
   * @throws IllegalArgumentException if it can't be read; the message names the place, the fault
   *     and what would be right
   */
  public static Condition parse(String text) {
    return new ConditionReader(text).read();
  }

  /**
   * Says whether it holds.
   *
   * @param span what was measured
   * @return the verdict
   */
  public Verdict judge(MeasuredSpan span) {
    return new Verdict(this, figure.of(span));
  }
}
