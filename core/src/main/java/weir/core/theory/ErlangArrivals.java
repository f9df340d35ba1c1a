package weir.core.theory;

import java.util.function.DoubleUnaryOperator;

/** One exponential server whose arrivals are more regular than Poisson's. */
public final class ErlangArrivals {

  private static final int BISECTIONS = 200;

  private ErlangArrivals() {}

  /**
   * Mean wait time of D/M/1: arrivals at equal distances.
   *
   * @param arrivalsPerSecond above 0 and below {@code 1 / serviceSeconds}
   * @param serviceSeconds mean service time, above 0
   * @return seconds
   */
  public static double evenMeanWaitSeconds(double arrivalsPerSecond, double serviceSeconds) {
    double utilisation = utilisation(arrivalsPerSecond, serviceSeconds, 1);
    return meanWaitSeconds(utilisation, serviceSeconds, idle -> -idle / utilisation);
  }

  /**
   * Mean wait time where Poisson arrivals are dealt out in turn to c servers with a queue each
   * ({@code sequence % c}): each queue is an E<sub>c</sub>/M/1.
   *
   * @param arrivalsPerSecond in all, above 0 and below {@code servers / serviceSeconds}
   * @param serviceSeconds mean service time, above 0
   * @param servers 1 or more
   * @return seconds
   */
  public static double dealtOutMeanWaitSeconds(
      double arrivalsPerSecond, double serviceSeconds, int servers) {
    double utilisation = utilisation(arrivalsPerSecond, serviceSeconds, servers);
    return meanWaitSeconds(
        utilisation, serviceSeconds, idle -> -servers * Math.log1p(idle / (servers * utilisation)));
  }

  /**
   * GI/M/1: the share of arrivals that have to wait is the root below 1 of the transform of the
   * distances between them. Looked for as its complement, which is small where the wait is long;
   * regular arrivals find the server idle at least as often as Poisson's.
   *
   * @param logTransform the logarithm of that transform, by the share that finds the server idle
   */
  private static double meanWaitSeconds(
      double utilisation, double serviceSeconds, DoubleUnaryOperator logTransform) {
    double low = 1 - utilisation;
    double high = 1;
    for (int step = 0; step < BISECTIONS && high - low > Math.ulp(high); step++) {
      double idle = (low + high) / 2;
      if (idle + Math.expm1(logTransform.applyAsDouble(idle)) > 0) {
        high = idle;
      } else {
        low = idle;
      }
    }
    return serviceSeconds * Math.exp(logTransform.applyAsDouble(high)) / high;
  }

  private static double utilisation(double arrivalsPerSecond, double serviceSeconds, int servers) {
    Check.positive(arrivalsPerSecond, "the arrival rate");
    Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, servers, "servers");
    double utilisation = arrivalsPerSecond * serviceSeconds / servers;
    Check.stable(utilisation);
    return utilisation;
  }
}
