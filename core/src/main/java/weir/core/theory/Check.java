package weir.core.theory;

/** Refuses parameters that no formula has an answer for. */
final class Check {

  private Check() {}

  static double positive(double value, String name) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " must be a number above 0, and " + value + " is not");
    }
    return value;
  }

  static double notNegative(double value, String name) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          name + " must be a number from 0 up, and " + value + " is not");
    }
    return value;
  }

  /** From 0 up to, but not including, 1. */
  static double quantile(double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "a quantile must be from 0 to below 1, such as 0.99, and " + value + " is not");
    }
    return value;
  }

  static int atLeast(int least, int value, String name) {
    if (value < least) {
      throw new IllegalArgumentException(
          name + " must be " + least + " or more, and " + value + " is not");
    }
    return value;
  }

  /** Means of a queue that never stops growing do not exist. */
  static void stable(double utilisation) {
    if (utilisation >= 1) {
      throw new IllegalArgumentException(
          "utilisation is "
              + utilisation
              + ", and from 1 up the queue grows without end: add workers, shorten the service"
              + " time, or ask how long the ring lasts");
    }
  }
}
