package weir.bench.http;

/** What is measured of a server. */
public enum HttpMetric {
  /** Time from the start of the process to its first good answer. */
  READY("ready after, ms"),
  /** The first 1,000 requests after that. */
  FIRST("first 1,000, requests/s"),
  /** The fifth 1,000. */
  FIFTH("fifth 1,000, requests/s"),
  /** The 20,000 after these. */
  NEXT("next 20,000, requests/s"),
  /** Resident memory after the first 5,000 requests, in 10⁶ bytes. */
  RESIDENT("resident, MB"),
  /** The part of it that is no file's. */
  RESIDENT_ANONYMOUS("of it anonymous, MB"),
  /** Requests per second by ab, after at least 65,000. */
  HOT("hot, ab, requests/s"),
  /** Median response time by ab. */
  P50("p50, ab, ms"),
  /** 99th percentile by ab. */
  P99("p99, ab, ms"),
  /** Processor time of the server's process per request, under ab. */
  CPU("CPU, ab, µs/request"),
  /** Requests per second by wrk. */
  WRK("hot, wrk, requests/s"),
  /** Median response time by wrk. */
  WRK_P50("p50, wrk, ms"),
  /** 99th percentile by wrk. */
  WRK_P99("p99, wrk, ms"),
  /** Processor time of the server's process per request, under wrk. */
  WRK_CPU("CPU, wrk, µs/request");

  private final String label;

  HttpMetric(String label) {
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

  /**
   * Whether it is processor time. The system counts that in steps of 10 ms, a few percent of a
   * single run: it is to be averaged over runs.
   *
   * @return false for what a median suits better
   */
  public boolean isProcessorTime() {
    return this == CPU || this == WRK_CPU;
  }
}
