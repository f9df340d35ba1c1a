package weir.http.lab;

import java.util.ArrayList;
import java.util.List;
import weir.http.lab.Sample.Plan;

/** Pipelines beside each other, each with a typical sample of its own. */
final class SideBySide {

  /**
   * One of them.
   *
   * @param name of its pipeline
   * @param plan what its sample is of
   * @param reading what is found in the end
   */
  record Trial(String name, Plan plan, Reading reading) {}

  /** Finds something once all events have ended. */
  interface Reading {

    /**
     * Reads a pipeline.
     *
     * @param pipeline which has ended all
     * @param sample what it was sent
     * @param shortnessSeconds by how much the mean wait of a sample so short differs from a long
     *     run's, by made-up time
     * @return what was found
     */
    Finding read(LabPipeline pipeline, Sample sample, double shortnessSeconds)
        throws InterruptedException;
  }

  private SideBySide() {}

  /**
   * Runs all of them at once.
   *
   * @param bench where the pipelines run; the first is its server's own
   * @param step what is said of it meanwhile
   * @param workers of each
   * @param trials the pipelines
   * @return what was found of each
   */
  static List<Finding> run(Bench bench, String step, int workers, List<Trial> trials)
      throws Exception {
    List<Sample> samples = new ArrayList<>();
    List<LabPipeline> pipelines = new ArrayList<>();
    List<Lane> lanes = new ArrayList<>();
    for (Trial trial : trials) {
      Sample sample = trial.plan().typical(all -> meanWait(all, workers));
      var flags = Waits.flags(workers, bench.replay(sample, 0, 1));
      LabPipeline pipeline =
          lanes.isEmpty() ? bench.serve(flags) : bench.beside(trial.name(), flags);
      samples.add(sample);
      pipelines.add(pipeline);
      lanes.add(Lane.of(sample, pipeline));
    }
    bench.step(step);
    Lane.send(lanes);
    List<Finding> findings = new ArrayList<>();
    for (int place = 0; place < trials.size(); place++) {
      Trial trial = trials.get(place);
      Sample sample = samples.get(place);
      LabPipeline pipeline = pipelines.get(place);
      pipeline.awaitEnded(sample.events(), Bench.PATIENCE);
      double shortness =
          Math.abs(meanWait(trial.plan().longRun(), workers) - meanWait(sample, workers));
      findings.add(trial.reading().read(pipeline, sample, shortness));
    }
    return findings;
  }

  private static double meanWait(Sample sample, int workers) {
    return Sample.mean(sample.waitsInOneQueue(workers));
  }
}
