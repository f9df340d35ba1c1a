package weir.http.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A sample and where its events go.
 *
 * @param sample arrivals and service times
 * @param pipelineOf where the event of a number goes
 */
record Lane(Sample sample, IntFunction<LabPipeline> pipelineOf) {

  /** All events of a sample to one pipeline. */
  static Lane of(Sample sample, LabPipeline pipeline) {
    return new Lane(sample, event -> pipeline);
  }

  private record Due(double seconds, LabPipeline pipeline) {}

  /** Publishes all events of some lanes, each when it is time; returns after the last. */
  static void send(List<Lane> lanes) throws InterruptedException {
    List<Due> all = new ArrayList<>();
    for (Lane lane : lanes) {
      for (int event = 0; event < lane.sample.events(); event++) {
        all.add(new Due(lane.sample.arrivalSeconds(event), lane.pipelineOf.apply(event)));
      }
    }
    all.sort(Comparator.comparingDouble(Due::seconds));
    long startNanos = System.nanoTime();
    for (Due due : all) {
      long atNanos = startNanos + Math.round(due.seconds() * 1e9);
      Bench.sleepUntil(atNanos);
      due.pipeline().publish(atNanos);
    }
  }
}
