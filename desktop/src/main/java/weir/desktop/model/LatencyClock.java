package weir.desktop.model;

import weir.core.figures.Latencies;

/** The five clocks of an event, as the panel names them. */
public enum LatencyClock {
  /** Intended arrival → finish. */
  RESPONSE("Response time", "Intended arrival (where the client told it, else accepted) → done."),
  /** Accepted → started by a worker. */
  WAIT("Wait", "Accepted → started by a worker."),
  /** Start → finish of the handler. */
  SERVICE("Service time", "Start → finish of the handler."),
  /** Waiting for the resource. */
  RESOURCE_WAIT("Resource wait", "Part of the service: waiting for the resource."),
  /** Holding the resource. */
  HOLD("Hold", "Part of the service: holding the resource.");

  private final String label;
  private final String meaning;

  LatencyClock(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /**
   * Its name.
   *
   * @return such as {@code Response time}
   */
  public String label() {
    return label;
  }

  /**
   * From when to when it runs.
   *
   * @return a sentence
   */
  public String meaning() {
    return meaning;
  }

  /**
   * Its own among the things of all five.
   *
   * @param latencies the five
   * @param <T> type of the things
   * @return this clock's
   */
  public <T> T of(Latencies<T> latencies) {
    return switch (this) {
      case RESPONSE -> latencies.responseTime();
      case WAIT -> latencies.waitTime();
      case SERVICE -> latencies.serviceTime();
      case RESOURCE_WAIT -> latencies.resourceWait();
      case HOLD -> latencies.holdTime();
    };
  }
}
