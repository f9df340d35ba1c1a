package weir.core.settings;

import java.time.Duration;
import java.util.Locale;

/** Refuses what is out of range; NaN is in none. */
final class Range {

  static final long MAX_NANOS = Duration.ofHours(1).toNanos();

  private Range() {}

  static void check(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          name
              + " must be from "
              + NumberText.format(least)
              + " to "
              + NumberText.format(most)
              + ", and "
              + value
              + " is not");
    }
  }

  static void checkNanos(String name, long nanos) {
    if (nanos < 0 || nanos > MAX_NANOS) {
      String given = Duration.ofNanos(nanos).toString().substring(2).toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          name + " must be from 0 to 1 hour, and " + given + " is not");
    }
  }
}
