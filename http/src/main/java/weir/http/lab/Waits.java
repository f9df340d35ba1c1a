package weir.http.lab;

import java.time.Duration;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** What the exercises about waits in a queue that settles have in common. */
final class Waits {

  private static final double SAMPLE = 0.1;

  private Waits() {}

  /**
   * The service time of these: they need thousands of events, so that 500 ms would take an hour.
   */
  static Duration service(Scale scale) {
    return scale.choose(Duration.ofMillis(5), Duration.ofMillis(100));
  }

  static Map<String, String> flags(int workers, String distribution) {
    return Map.of("workers", String.valueOf(workers), "distribution", distribution);
  }

  /**
   * What a formula says, as long as the workers keep up. On a machine that is too busy for it,
   * service times may be so long that they don't.
   *
   * @return NaN if they don't
   */
  static double ifSettled(
      double perSecond, double serviceSeconds, int workers, DoubleSupplier formula) {
    return perSecond * serviceSeconds < workers ? formula.getAsDouble() : Double.NaN;
  }

  /**
   * For a figure of a sample.
   *
   * @param theory what the formula says
   * @param shortness what a sample so short leaves out of a long run's figure, by made-up time
   */
  static Tolerance tolerance(double theory, double shortness) {
    return Tolerance.share(theory, SAMPLE, "the order of the events, and the machine")
        .plus(shortness, "what so few events leave out of a long run");
  }

  /**
   * The same of a mean time, to which the machine adds.
   *
   * @param sample what was sent
   * @param utilisation of the workers
   */
  static Tolerance tolerance(
      double theorySeconds,
      double shortnessSeconds,
      LabPipeline pipeline,
      Sample sample,
      double utilisation) {
    double hiccups = pipeline.waitByHiccupsSeconds(sample.seconds(), utilisation);
    return tolerance(theorySeconds, shortnessSeconds)
        .plus(hiccups, Unit.seconds(hiccups) + " for the hiccups of this machine");
  }
}
