package weir.core.theory;

/**
 * Erlang's two formulas (A. K. Erlang, 1917), by the recursion that needs no factorials and stays
 * exact for hundreds of servers.
 */
public final class Erlang {

  private Erlang() {}

  /**
   * Erlang B: the probability that all servers are busy where nobody waits.
   *
   * @param servers 0 or more
   * @param offeredErlangs arrival rate × mean service time, 0 or more
   * @return a probability
   */
  public static double b(int servers, double offeredErlangs) {
    Check.atLeast(0, servers, "servers");
    Check.notNegative(offeredErlangs, "offered load");
    double blocked = 1;
    for (int server = 1; server <= servers; server++) {
      blocked = offeredErlangs * blocked / (server + offeredErlangs * blocked);
    }
    return blocked;
  }

  /**
   * Erlang C: the probability that an arrival has to wait, in M/M/c.
   *
   * @param servers 1 or more
   * @param offeredErlangs arrival rate × mean service time, below the number of servers
   * @return a probability
   */
  public static double c(int servers, double offeredErlangs) {
    Check.atLeast(1, servers, "servers");
    double utilisation = offeredErlangs / servers;
    Check.stable(utilisation);
    double blocked = b(servers, offeredErlangs);
    return blocked / (1 - utilisation * (1 - blocked));
  }
}
