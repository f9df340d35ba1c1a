package weir.core.theory;

/**
 * A closed loop: N clients, each of which sends its next request a think time after the last
 * answer. Exponential think and service times (without think time, any), c servers.
 */
public final class ClosedLoop {

  private static final double RESCALE_ABOVE = 1e200;

  private final double throughputPerSecond;
  private final double responseSeconds;

  /**
   * Solves the loop.
   *
   * @param clients 1 or more
   * @param thinkSeconds mean think time, 0 or more
   * @param serviceSeconds mean service time, above 0
   * @param servers 1 or more
   */
  public ClosedLoop(int clients, double thinkSeconds, double serviceSeconds, int servers) {
    Check.atLeast(1, clients, "clients");
    Check.notNegative(thinkSeconds, "the think time");
    Check.positive(serviceSeconds, "the service time");
    Check.atLeast(1, servers, "servers");
    throughputPerSecond =
        thinkSeconds == 0
            ? Math.min(clients, servers) / serviceSeconds
            : throughput(clients, thinkSeconds, serviceSeconds, servers);
    responseSeconds = clients / throughputPerSecond - thinkSeconds;
  }

  private static double throughput(
      int clients, double thinkSeconds, double serviceSeconds, int servers) {
    double weight = 1;
    double sum = 1;
    double busy = 0;
    for (int waiting = 1; waiting <= clients; waiting++) {
      double arrivalRate = (clients - waiting + 1) / thinkSeconds;
      weight *= arrivalRate * serviceSeconds / Math.min(waiting, servers);
      sum += weight;
      busy += weight * Math.min(waiting, servers);
      if (sum > RESCALE_ABOVE) {
        weight /= sum;
        busy /= sum;
        sum = 1;
      }
    }
    return busy / sum / serviceSeconds;
  }

  /**
   * Answers per second.
   *
   * @return the throughput
   */
  public double throughputPerSecond() {
    return throughputPerSecond;
  }

  /**
   * Mean response time.
   *
   * @return seconds
   */
  public double responseSeconds() {
    return responseSeconds;
  }
}
