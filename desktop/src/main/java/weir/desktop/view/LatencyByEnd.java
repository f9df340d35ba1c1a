package weir.desktop.view;

import java.util.List;
import java.util.function.ToLongFunction;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.MeasuredTime;

/**
 * Latencies where events ended: what is drawn, and how it reads at the cross-hair.
 *
 * @param clock which latency
 * @param inks the colours
 */
record LatencyByEnd(LatencyClock clock, LatencyInks inks) {

  List<Layer> layers() {
    return List.of(
        new SpoiledLayer(inks.spoiled()),
        layer(LatencyPoint::maxMicros, inks.max(), LatencyInks.THIN_LINE),
        layer(LatencyPoint::p99Micros, inks.p99(), LatencyInks.LINE),
        layer(LatencyPoint::p50Micros, inks.p50(), LatencyInks.LINE));
  }

  private Layer layer(ToLongFunction<LatencyPoint> micros, Ink ink, double width) {
    return new LatencyLayer(clock, micros, ink, width);
  }

  List<ChartLine> lines() {
    return List.of(
        line(inks.max(), "max", LatencyPoint::maxMicros),
        line(inks.p99(), "p99", LatencyPoint::p99Micros),
        line(inks.p50(), "p50", LatencyPoint::p50Micros));
  }

  private ChartLine line(Ink ink, String name, ToLongFunction<LatencyPoint> micros) {
    return new ChartLine(
        ink,
        moment ->
            ChartLine.latency(
                moment,
                clock,
                point ->
                    micros.applyAsLong(point) < 0
                        ? name + " – (" + point.count() + " events)"
                        : name + " " + MeasuredTime.text((double) micros.applyAsLong(point))));
  }
}
