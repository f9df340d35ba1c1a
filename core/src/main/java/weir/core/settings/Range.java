package weir.core.settings;

/** Refuses numbers out of range; NaN is in none. */
final class Range {

  private Range() {}

  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name
              + " must be from "
              + text(least)
              + " to "
              + text(most)
              + ", and "
              + value
              + " is not");
    }
  }

  private static String text(double bound) {
    return bound == Math.rint(bound) && Math.abs(bound) < 1e9
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
