package weir.desktop.model;

/** Where on the time axis an event's latency stands. */
public enum LatencyView {
  /** Where it ended: what the pipeline does now, and late for those who wait. */
  BY_COMPLETION("ended", "Each point: the events that ended at about that time"),
  /** Where it arrived: what those who came at a time got, and not known before they end. */
  BY_ARRIVAL("arrived", "Each point: the events that arrived within about that second");

  private final String label;
  private final String meaning;

  LatencyView(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /**
   * Its name.
   *
   * @return such as {@code arrived}
   */
  public String label() {
    return label;
  }

  /**
   * What a point stands for.
   *
   * @return a sentence without its full stop
   */
  public String meaning() {
    return meaning;
  }
}
