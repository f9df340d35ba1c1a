package weir.bench.journal;

import weir.bench.report.Measure;

/** What is measured of a way to keep events. */
public enum KeepingMeasure implements Measure {
  /** GET /events by ab, hot. */
  AB("GET /events by ab, requests/s", 0),
  /** The same by wrk. */
  WRK("GET /events by wrk, requests/s", 0),
  /** Processor time of the server. */
  CPU("processor time by ab, µs a request", 1),
  /** The 99th percentile that ab sees. */
  P99("p99 by ab, ms", 2),
  /** In this process: events with 50 of them unanswered. */
  APPENDED("in one process, 50 unanswered, events/s", 0),
  /** How many of them one force makes safe. */
  GROUP("events a force", 1),
  /** How long it takes. */
  FORCE("a force, ms", 3),
  /** A million events that had not ended, found and read. */
  RECOVERY("recovery of 1,000,000 events, s", 2),
  /** What such an event of 100 bytes takes on disk. */
  BYTES("bytes on disk, an event of 100 bytes", 1);

  private final String label;
  private final int digits;

  KeepingMeasure(String label, int digits) {
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
