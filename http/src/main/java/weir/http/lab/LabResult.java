package weir.http.lab;

import java.util.List;

/**
 * What came of an exercise.
 *
 * @param exercise which
 * @param scale how long things took
 * @param predictions what was expected
 * @param findings what was found, in the order in which it was asked
 */
public record LabResult(
    Exercise exercise, Scale scale, Predictions predictions, List<Finding> findings) {

  /** Keeps the list from changing. */
  public LabResult {
    findings = List.copyOf(findings);
  }

  /**
   * Whether theory and measurement agree in everything.
   *
   * @return true if they do
   */
  public boolean agrees() {
    return findings.stream().allMatch(Finding::agrees);
  }
}
