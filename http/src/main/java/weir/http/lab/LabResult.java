package weir.http.lab;

import java.util.List;

/**
 * What came of an exercise.
 *
 * @param exercise which
 * @param scale how long things took
 * @param predictions what was expected
 * @param findings what was found, in the order in which it was asked
 * @param longestHiccupSeconds how late the machine was at once, at most
 */
public record LabResult(
    Exercise exercise,
    Scale scale,
    Predictions predictions,
    List<Finding> findings,
    double longestHiccupSeconds) {

  /**
   * A quiet machine is late by one or two. Where five programs share two cores the longest may be
   * 3.4 ms, as the one thread that looks is lucky, and there are so many that a mean wait of 4 ms
   * becomes one of 6.
   */
  private static final double SPOILING_SECONDS = 0.0025;

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

  /**
   * Whether the machine was busy with other things for so long at once that a disagreement may be
   * its doing.
   *
   * @return true for 2.5 ms and more
   */
  public boolean isSpoilt() {
    return longestHiccupSeconds >= SPOILING_SECONDS;
  }
}
