package weir.core.theory;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How the number of events in the pipeline moves: the median over equal parts of a window, so that
 * a burst in one of them does not pass for growth.
 */
public final class Trend {

  /** With fewer parts chance makes them agree. */
  private static final int FEWEST_PARTS = 5;

  /** Standard deviations of a random walk that a trend has to exceed. */
  private static final double BEYOND_CHANCE = 3;

  private Trend() {}

  /**
   * A part of the window.
   *
   * @param seconds its length, above 0
   * @param arrivals events that came in it, 0 or more
   * @param ended events that ended in it, 0 or more
   */
  public record Part(double seconds, long arrivals, long ended) {

    /** Checks the figures. */
    public Part {
      Check.positive(seconds, "the length of a part");
      Check.notNegative((double) arrivals, "arrivals");
      Check.notNegative((double) ended, "events that ended");
    }

    private double slope() {
      return (arrivals - ended) / seconds;
    }

    private double traffic() {
      return (arrivals + ended) / seconds;
    }
  }

  /**
   * The trend, where there is one: all parts but one have its sign, and over the window it is more
   * than three times what chance makes of so many events.
   *
   * @param parts of the window, one after the other
   * @return events per second, above 0 where the backlog grows; empty where it shows no trend
   */
  public static OptionalDouble perSecond(List<Part> parts) {
    if (parts.size() < FEWEST_PARTS) {
      return OptionalDouble.empty();
    }
    double slope = median(parts.stream().mapToDouble(Part::slope).toArray());
    double traffic = median(parts.stream().mapToDouble(Part::traffic).toArray());
    double seconds = parts.stream().mapToDouble(Part::seconds).sum();
    long against =
        parts.stream().filter(part -> !(Math.signum(part.slope()) == Math.signum(slope))).count();
    boolean beyondChance = Math.abs(slope) * seconds > BEYOND_CHANCE * Math.sqrt(traffic * seconds);
    return slope != 0 && against <= 1 && beyondChance
        ? OptionalDouble.of(slope)
        : OptionalDouble.empty();
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
