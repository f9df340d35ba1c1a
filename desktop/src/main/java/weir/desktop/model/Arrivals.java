package weir.desktop.model;

import java.util.Collection;
import weir.core.figures.Cohort;

/**
 * The response time of all events that arrived, ended or not. Its mean does not depend on which
 * events happened to end lately.
 *
 * @param arrived events
 * @param ended those that have ended
 * @param meanAtLeastMicros mean response time, where each that has not ended counts with its
 *     present age; 0 if nothing arrived
 */
public record Arrivals(long arrived, long ended, double meanAtLeastMicros) {

  static Arrivals of(Collection<Cohort> cohorts) {
    long arrived = cohorts.stream().mapToLong(Cohort::arrived).sum();
    long ended = cohorts.stream().mapToLong(Cohort::ended).sum();
    double micros =
        cohorts.stream().mapToDouble(cohort -> cohort.arrived() * cohort.meanAtLeastMicros()).sum();
    return new Arrivals(arrived, ended, arrived == 0 ? 0 : micros / arrived);
  }

  /**
   * The mean in words.
   *
   * @return such as {@code mean at least 65.1 s}; empty if nothing arrived
   */
  public String inWords() {
    return mean("at least ");
  }

  /**
   * The same with a sign.
   *
   * @return such as {@code mean ≥ 65.1 s}; empty if nothing arrived
   */
  public String inShort() {
    return mean("≥ ");
  }

  private String mean(String atLeast) {
    return arrived == 0
        ? ""
        : "mean " + (ended < arrived ? atLeast : "") + MeasuredTime.text(meanAtLeastMicros);
  }
}
