package weir.core.theory;

/** One exponential server whose arrivals are more regular than Poisson's. */
public final class ErlangArrivals {

  private static final int MAX_STEPS = 100_000;
  private static final double PRECISION = 1e-15;

  private ErlangArrivals() {}

  /**
   * Mean wait time of D/M/1: arrivals at equal distances.
   *
   * @param arrivalsPerSecond above 0 and below {@code 1 / serviceSeconds}
   * @param serviceSeconds mean service time, above 0
   * @return seconds
   */
  public static double evenMeanWaitSeconds(double arrivalsPerSecond, double serviceSeconds) {
    check(arrivalsPerSecond, serviceSeconds, 1);
    double rate = 1 / serviceSeconds;
    double root = 0.5;
    for (int step = 0; step < MAX_STEPS; step++) {
      double next = Math.exp(-rate * (1 - root) / arrivalsPerSecond);
      if (Math.abs(next - root) < PRECISION) {
        break;
      }
      root = next;
    }
    return root * serviceSeconds / (1 - root);
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
    check(arrivalsPerSecond, serviceSeconds, servers);
    double rate = 1 / serviceSeconds;
    double root = 0.5;
    for (int step = 0; step < MAX_STEPS; step++) {
      double next = Math.pow(arrivalsPerSecond / (arrivalsPerSecond + rate * (1 - root)), servers);
      if (Math.abs(next - root) < PRECISION) {
        break;
      }
      root = next;
    }
    return root * serviceSeconds / (1 - root);
  }

  private static void check(double arrivalsPerSecond, double serviceSeconds, int servers) {
    Check.positive(arrivalsPerSecond, "the arrival rate");
    Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, servers, "servers");
    Check.stable(arrivalsPerSecond * serviceSeconds / servers);
  }
}
