package weir.desktop.model;

import java.util.Arrays;

/** How busy one worker was in each of the last sixty seconds. FX thread only. */
public final class BusyShares {

  /** Seconds that it goes back. */
  public static final int SECONDS = 60;

  /** A ring; NaN where a second is not known. */
  private final double[] shares = new double[SECONDS];

  private int next;

  BusyShares() {
    Arrays.fill(shares, Double.NaN);
  }

  /** Adds a share that holds for so many seconds. */
  void add(double share, long seconds) {
    for (long i = 0; i < Math.min(seconds, SECONDS); i++) {
      shares[next] = share;
      next = (next + 1) % SECONDS;
    }
  }

  /**
   * The share of a second.
   *
   * @param ago 0 for the last whole second, below {@link #SECONDS}
   * @return from 0 to 1; NaN where it is not known
   */
  public double ago(int ago) {
    return shares[Math.floorMod(next - 1 - ago, SECONDS)];
  }

  /**
   * The mean share of the last seconds.
   *
   * @param seconds how many
   * @return from 0 to 1; NaN where none of them is known
   */
  public double mean(int seconds) {
    double sum = 0;
    int known = 0;
    for (int i = 0; i < Math.min(seconds, SECONDS); i++) {
      if (!Double.isNaN(ago(i))) {
        sum += ago(i);
        known++;
      }
    }
    return sum / known;
  }
}
