package weir.bench.http;

/**
 * What is asked of a server. Servers that answer a constant get the same request for their root
 * instead.
 */
public enum Route {
  /** One event, without a body. */
  EVENTS("GET /events", "/events"),
  /** The same, while the server is paused: nobody is woken to handle it. */
  EVENTS_PAUSED("GET /events, paused", "/events"),
  /** One event with a body of 16 bytes. */
  POST_EVENTS("POST /events", "/events"),
  /** One event, answered when it has been handled. */
  AWAIT("GET /events/await", "/events/await"),
  /** The list of routes. */
  INDEX("GET /", "/"),
  /** Whether the process runs. */
  LIVE("GET /health/live", "/health/live"),
  /** Whether events are accepted. */
  READY("GET /health/ready", "/health/ready"),
  /** The figures as JSON. */
  STATS("GET /stats", "/stats"),
  /** The figures for Prometheus. */
  METRICS("GET /metrics", "/metrics");

  private final String label;
  private final String path;

  Route(String label, String path) {
    this.label = label;
    this.path = path;
  }

  /**
   * Method and path.
   *
   * @return for tables
   */
  public String label() {
    return label;
  }

  /**
   * Where this project's server has it.
   *
   * @return starts with a slash
   */
  public String path() {
    return path;
  }

  /**
   * Whether the request has a body.
   *
   * @return true for POST
   */
  public boolean hasBody() {
    return this == POST_EVENTS;
  }

  /**
   * Whether answers differ in length, as the figures in them do.
   *
   * @return false where another length is a fault
   */
  public boolean varies() {
    return this == STATS || this == METRICS;
  }

  /**
   * Whether it publishes and answers at once.
   *
   * @return true for the routes that the project's highest goals are for
   */
  public boolean isHotPath() {
    return this == EVENTS || this == POST_EVENTS;
  }
}
