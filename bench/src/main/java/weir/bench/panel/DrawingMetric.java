package weir.bench.panel;

import weir.bench.report.Measure;

/** What is measured of a drawing. */
public enum DrawingMetric implements Measure {
  /** Processor time of the process while it is seen, the toolkit's threads included. */
  CPU("seen, % of a core", 1),
  /**
   * Pulses of the toolkit meanwhile. After each one that draws comes one that finds nothing to do;
   * there are fewer than snapshots where it does not keep up.
   */
  PULSES("pulses/s", 1),
  /** Processor time while its window is minimised; it still gets all snapshots. */
  MINIMISED_CPU("minimised, % of a core", 1),
  /** The same while its window is hidden. */
  HIDDEN_CPU("hidden, % of a core", 1),
  /** From one pulse of the toolkit to the next, which waits for what is being drawn. */
  FRAME_P50("frame p50, ms", 1),
  /** The same, 99 of 100 are shorter. */
  FRAME_P99("frame p99, ms", 1),
  /** Pulses that came so late that another was due. */
  DROPPED("frames dropped, %", 1),
  /** From the start of the process until the first frame has been drawn. */
  FIRST_FRAME("first frame, ms", 0),
  /** Resident memory after warming up. */
  RESIDENT("resident, 10⁶ bytes", 0),
  /** Resident memory with ten hours behind it. */
  RESIDENT_10_HOURS("resident after 10 h, 10⁶ bytes", 0),
  /** Processor time with ten hours behind it, all of them on show. */
  CPU_10_HOURS("seen with 10 h on show, % of a core", 1);

  private final String label;
  private final int digits;

  DrawingMetric(String label, int digits) {
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
