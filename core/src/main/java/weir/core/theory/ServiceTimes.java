package weir.core.theory;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A measured distribution of service times, as equally likely ones: quantiles at (k − ½) ÷ n. Two
 * moments do not give a tail, so it is not assumed.
 *
 * @param seconds rising, 0 or more each; empty where they were not measured
 */
public record ServiceTimes(List<Double> seconds) {

  /** Nothing measured. */
  public static final ServiceTimes UNKNOWN = new ServiceTimes(List.of());

  /** Checks the times. */
  public ServiceTimes {
    seconds = List.copyOf(seconds);
    double before = 0;
    for (double time : seconds) {
      Check.notNegative(time, "a service time");
      if (time < before) {
        throw new IllegalArgumentException(
            "service times must rise, and " + time + " follows " + before);
      }
      before = time;
    }
  }

  /**
   * All of one length.
   *
   * @param seconds the service time
   * @return the distribution
   */
  public static ServiceTimes fixed(double seconds) {
    return new ServiceTimes(List.of(seconds));
  }

  /**
   * The same shape with another mean.
   *
   * @param factor what each is multiplied by, above 0
   * @return the distribution
   */
  ServiceTimes times(double factor) {
    return new ServiceTimes(seconds.stream().map(time -> time * factor).toList());
  }

  /** Exponential ones, at {@code count} quantiles. */
  static ServiceTimes exponential(double meanSeconds, int count) {
    return new ServiceTimes(
        IntStream.range(0, count)
            .mapToObj(place -> -meanSeconds * Math.log1p(-(place + 0.5) / count))
            .toList());
  }

  /** 0 where nothing is known. */
  double meanSeconds() {
    return seconds.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Squared coefficient of variation; 0 where nothing is known. */
  double scv() {
    double mean = meanSeconds();
    double square = seconds.stream().mapToDouble(time -> time * time).average().orElse(0);
    return mean == 0 ? 0 : Math.max(0, square / (mean * mean) - 1);
  }

  boolean isKnown() {
    return !seconds.isEmpty();
  }
}
