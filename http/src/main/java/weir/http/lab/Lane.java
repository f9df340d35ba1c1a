package weir.http.lab;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import weir.http.lab.Sample.Plan;

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

  /**
   * Lanes side by side, each with a pipeline of its own that replays a typical sample.
   *
   * @param bench where the pipelines run; the first is its server's own
   * @param workers of each
   * @param plans what the samples are of
   * @param names of the pipelines
   */
  static List<Lane> sideBySide(Bench bench, int workers, List<Plan> plans, List<String> names)
      throws Exception {
    List<Lane> lanes = new ArrayList<>();
    for (int place = 0; place < plans.size(); place++) {
      Sample sample = plans.get(place).typical(all -> meanWait(all, workers));
      var flags = Waits.flags(workers, bench.replay(sample, 0, 1));
      lanes.add(
          of(sample, place == 0 ? bench.serve(flags) : bench.beside(names.get(place), flags)));
    }
    return lanes;
  }

  /** Mean wait of a sample in one queue, by made-up time. */
  static double meanWait(Sample sample, int workers) {
    return Sample.mean(sample.waitsInOneQueue(workers));
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
