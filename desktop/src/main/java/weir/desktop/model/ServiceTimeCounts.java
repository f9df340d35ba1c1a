package weir.desktop.model;

import org.jspecify.annotations.Nullable;

/**
 * How many events took how long, by {@link LatencyBins}, beside how many should have.
 *
 * @param counts what was measured; null where nothing is known
 * @param curve what the resource's settings say
 */
public record ServiceTimeCounts(@Nullable HeatColumn counts, ServiceTimeCurve curve) {

  /** Before anything is known. */
  public static final ServiceTimeCounts NONE =
      new ServiceTimeCounts(null, new ServiceTimeCurve.LeftOut(""));

  /**
   * All events.
   *
   * @return 0 or more
   */
  public long total() {
    return counts == null ? 0 : counts.total();
  }

  /**
   * Events measured in a bin.
   *
   * @param bin from 0 to below {@link LatencyBins#COUNT}
   * @return 0 or more
   */
  public long measured(int bin) {
    return counts == null ? 0 : counts.count(bin);
  }

  /**
   * Events in a bin, of as many as were measured, by the curve.
   *
   * @param bin from 0 to below {@link LatencyBins#COUNT}
   * @return 0 or more; 0 without a curve
   */
  public double expected(int bin) {
    return curve instanceof ServiceTimeCurve.Known known
        ? total()
            * (known.share().applyAsDouble(LatencyBins.fromMicros(bin + 1))
                - known.share().applyAsDouble(LatencyBins.fromMicros(bin)))
        : 0;
  }

  /**
   * The most events in a bin, of both.
   *
   * @return 0 or more
   */
  public double most() {
    double most = 0;
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      most = Math.max(most, Math.max((double) measured(bin), expected(bin)));
    }
    return most;
  }
}
