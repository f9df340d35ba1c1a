package weir.bench.run;

/** What is measured in a cell. */
public enum Metric {
  /** Events handled per second, from the first published to the last handled. */
  THROUGHPUT("events/s"),
  /** Processor time of the whole JVM per event, in nanoseconds. */
  CPU("CPU ns/event"),
  /** Bytes allocated by the whole JVM per event. */
  GARBAGE("bytes/event"),
  /** Median time from publishing to the start of the handler, in microseconds. */
  P50("p50 µs"),
  /** The same, 99th percentile. */
  P99("p99 µs"),
  /** The same, 99.9th percentile. */
  P999("p99.9 µs"),
  /** How late the paced producer itself was, 99th percentile, in microseconds. */
  LATE("producer late p99 µs"),
  /** Events that were published and not handled; negative if some were handled twice. */
  LOST("lost");

  private final String label;

  Metric(String label) {
    this.label = label;
  }

  /**
   * Name with unit.
   *
   * @return for column headings
   */
  public String label() {
    return label;
  }
}
