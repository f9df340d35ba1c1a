package weir.bench.panel;

import weir.bench.report.Column;

/** What is drawn, each in a process of its own. */
public enum Drawing implements Column {
  /** The whole panel, over as many points as the charts beside it. */
  PANEL("panel, 150 s", 150),
  /** The same over so little time that it is drawn anew with each snapshot. */
  PANEL_NEAR("panel, 30 s", 30),
  /** The panel's heat map, which is on a tab of its own. */
  HEAT_MAP("heat map, 150 s", 150),
  /** Three charts of JavaFX with two series each: no symbols, no animation, fixed axes. */
  LINE_CHART("LineChart, 150 s", 150);

  /** Snapshots a second. */
  static final int HERTZ = 20;

  private final String label;
  private final int seconds;

  Drawing(String label, int seconds) {
    this.label = label;
    this.seconds = seconds;
  }

  @Override
  public String label() {
    return label;
  }

  int seconds() {
    return seconds;
  }

  int points() {
    return seconds * HERTZ;
  }
}
