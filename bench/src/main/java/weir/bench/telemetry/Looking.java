package weir.bench.telemetry;

import weir.bench.report.Column;

/** Who looks at a pipeline while it is measured. */
public enum Looking implements Column {
  /** Nobody; the sampler ticks all the same. */
  NOBODY("nobody"),
  /** A client in another process, over the local socket, which reads every snapshot. */
  CLIENT("a client"),
  /** A histogram log. */
  LOG("a histogram log");

  private final String label;

  Looking(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
