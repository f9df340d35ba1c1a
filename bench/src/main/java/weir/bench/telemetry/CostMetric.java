package weir.bench.telemetry;

import weir.bench.report.Measure;

/** What is measured while somebody looks. */
public enum CostMetric implements Measure {
  /** Processor time of the sampler's thread. */
  SAMPLER_CPU("sampler, % of a core", 2),
  /** What the sampler's thread allocates, divided by the periods of 50 ms that passed. */
  SAMPLER_ALLOCATION("sampler, bytes allocated a sample", 0),
  /** Processor time of the thread that writes to the client. */
  WRITER_CPU("link writer, % of a core", 2),
  /** Processor time of the thread that watches for hiccups of the machine. */
  HICCUP_CPU("hiccup meter, % of a core", 2),
  /** Processor time of the client's process, its compiler included. */
  CLIENT_CPU("client's process, % of a core", 2),
  /** Snapshots that the client read. */
  SNAPSHOTS("snapshots/s", 1),
  /** Events that ended while 64 workers waited for a resource. */
  BUSY_EVENTS("events/s, 64 workers of 10 ms", 0),
  /** Events that ended while the workers computed, one on each core. */
  THROUGHPUT("events/s, workers that compute", 0);

  private final String label;
  private final int digits;

  CostMetric(String label, int digits) {
    this.label = label;
    this.digits = digits;
  }

  @Override
  public String label() {
    return label;
  }

  @Override
  public int digits() {
    return digits;
  }
}
