package weir.core.theory;

/** How many workers a wait-time goal takes, by M/M/c. */
public final class Sizing {

  private Sizing() {}

  /**
   * The smallest number of servers with which at most a given share of events waits longer.
   *
   * @param arrivalsPerSecond offered load, above 0
   * @param serviceSeconds mean service time, above 0
   * @param waitSeconds the wait time not to be exceeded, 0 or more
   * @param share of the events that may exceed it, above 0 and below 1
   * @return servers
   */
  public static int smallestServers(
      double arrivalsPerSecond, double serviceSeconds, double waitSeconds, double share) {
    Check.positive(arrivalsPerSecond, "the arrival rate");
    Check.positive(serviceSeconds, "the service time");
    Check.positive(share, "the share of events that may wait longer");
    Check.quantile(share);
    int servers = (int) Math.floor(arrivalsPerSecond * serviceSeconds) + 1;
    while (new MmcQueue(arrivalsPerSecond, serviceSeconds, servers).waitExceeds(waitSeconds)
        > share) {
      servers++;
    }
    return servers;
  }

  /**
   * The square-root rule of thumb (Halfin and Whitt, 1981): offered load plus its root.
   *
   * @param arrivalsPerSecond offered load, above 0
   * @param serviceSeconds mean service time, above 0
   * @return servers, rounded up
   */
  public static int squareRootServers(double arrivalsPerSecond, double serviceSeconds) {
    double offered =
        Check.positive(arrivalsPerSecond, "the arrival rate")
            * Check.positive(serviceSeconds, "the service time");
    return (int) Math.ceil(offered + Math.sqrt(offered));
  }
}
