package weir.bench.report;

/** A quantity that is measured of each of what is compared: a row of a report. */
public interface Measure {

  /**
   * What it is called in a report.
   *
   * @return with its unit
   */
  String label();

  /**
   * How it is written.
   *
   * @return digits after the point, 0 or more
   */
  int digits();
}
