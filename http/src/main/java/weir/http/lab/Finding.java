package weir.http.lab;

/**
 * What came of one quantity.
 *
 * @param quantity what
 * @param theory what theory says, for what was set and measured
 * @param measured what was measured
 * @param tolerance by how much the two may differ
 */
public record Finding(Quantity quantity, double theory, double measured, Tolerance tolerance) {

  /**
   * Whether theory and measurement agree.
   *
   * @return true if they differ by no more than the tolerance; false if nothing was measured
   */
  public boolean agrees() {
    // The rounding of a sum is no disagreement.
    return Math.abs(measured - theory) <= tolerance.value() + 1e-9 * Math.abs(theory);
  }
}
