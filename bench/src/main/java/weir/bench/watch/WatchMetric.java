package weir.bench.watch;

/** What is measured of an executor. */
public enum WatchMetric {
  /**
   * Tasks of 10 µs given to {@code execute} that one thread ends while its queue is never empty.
   */
  EXECUTED("tasks/s by execute, one thread, 10 µs each", 0),
  /** What publisher and worker allocate for each of them. */
  EXECUTED_BYTES("bytes a task by execute", 1),
  /** Processor time of the pool's thread for each of them. */
  EXECUTED_CPU("processor time of the pool's thread, ns a task by execute", 0),
  /** Tasks of 10 µs given to {@code submit}. */
  SUBMITTED("tasks/s by submit, one thread, 10 µs each", 0),
  /** What publisher and worker allocate for each of them. */
  SUBMITTED_BYTES("bytes a task by submit", 1),
  /** Processor time of the pool's thread for each of them. */
  SUBMITTED_CPU("processor time of the pool's thread, ns a task by submit", 0),
  /** The longest time for which the program stands still while the agent is attached. */
  ATTACH_PAUSE("longest standstill at the attach, ms", 1),
  /** The same at the detach. */
  DETACH_PAUSE("longest standstill at the detach, ms", 1);

  private final String label;
  private final int digits;

  WatchMetric(String label, int digits) {
    this.label = label;
    this.digits = digits;
  }

  /**
   * What it is called in a report.
   *
   * @return with its unit
   */
  public String label() {
    return label;
  }

  /** A pause is longest the first time, and that is the one that counts. */
  boolean isOfWarmCode() {
    return this != ATTACH_PAUSE && this != DETACH_PAUSE;
  }

  int digits() {
    return digits;
  }
}
