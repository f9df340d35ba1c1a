package weir.desktop.view;

import java.util.function.Function;
import weir.desktop.model.Gauge;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;

/**
 * How one quantity of a chart reads at a moment.
 *
 * @param ink its colour
 * @param text its name and value then, empty where it has none
 */
record ChartLine(Ink ink, Function<Moment, String> text) {

  /**
   * A moment under the cross-hair.
   *
   * @param frame what the chart shows
   * @param nanos the moment
   */
  record Moment(Frame frame, long nanos) {}

  /** A gauge: its mean in the slot that the moment is in. */
  static ChartLine of(String name, Gauge gauge, Ink ink, Function<Double, String> value) {
    return new ChartLine(
        ink,
        moment ->
            Text.known(
                moment.frame.history().slotAt(moment.nanos),
                slot ->
                    Double.isNaN(slot.mean(gauge))
                        ? ""
                        : name + " " + value.apply(slot.mean(gauge)),
                ""));
  }

  /** A figure of the bucket of latencies that the moment is in. */
  static String latency(Moment moment, LatencyClock clock, Function<LatencyPoint, String> text) {
    long bucket = moment.frame.latencyBucketNanos();
    for (LatencyPoint point : moment.frame.latencies(clock)) {
      if (point.uptimeNanos() >= moment.nanos && point.uptimeNanos() - bucket <= moment.nanos) {
        return text.apply(point);
      }
    }
    return "";
  }
}
