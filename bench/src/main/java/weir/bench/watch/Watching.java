package weir.bench.watch;

/** What stands before the executor while it is measured. */
public enum Watching {
  /** Nothing: the JDK's pool alone. */
  NOTHING("the pool alone"),
  /** Weir's, with nobody connected. */
  WATCHED("watched"),
  /** Weir's, with a client that is sent every snapshot. */
  CLIENT("watched, a client looks"),
  /** The JDK's pool alone, seen by the agent, with nobody connected. */
  AGENT("the agent"),
  /** The same, with a client that is sent every snapshot. */
  AGENT_CLIENT("the agent, a client looks");

  private final String label;

  Watching(String label) {
    this.label = label;
  }

  /** Whether the pool is the JDK's alone, and the agent is in the program. */
  boolean isByAgent() {
    return this == AGENT || this == AGENT_CLIENT;
  }

  /**
   * What it is called in a report.
   *
   * @return a few words
   */
  public String label() {
    return label;
  }
}
