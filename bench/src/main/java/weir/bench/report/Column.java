package weir.bench.report;

/** One of the things that are compared: a column of a report. */
public interface Column {

  /**
   * What it is called in a report.
   *
   * @return some words
   */
  String label();
}
