package weir.http.cli;

import java.util.function.Supplier;

/** Numbers as flags have them. A fault is one sentence, which names the flag and the remedy. */
final class FlagNumbers {

  private FlagNumbers() {}

  /** A whole number from 1. */
  static long whole(String flag, String text) {
    try {
      long number = Long.parseLong(text.strip());
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers below 1.
    }
    throw new IllegalArgumentException(
        flag + " takes a whole number from 1, and '" + text + "' is not");
  }

  /** Requests a second. */
  static double rate(String flag, String text) {
    try {
      return Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          flag + " takes requests a second, such as 100, and '" + text + "' is no number", e);
    }
  }

  /**
   * What comes of a flag's value, and the flag's name in the sentence if nothing does.
   *
   * @throws IllegalArgumentException if the value won't do
   */
  static <T> T naming(String flag, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(flag + " can't be used: " + e.getMessage(), e);
    }
  }
}
