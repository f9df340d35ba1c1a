package weir.core.settings;

/** Numbers as people write them. */
final class NumberText {

  private NumberText() {}

  /** Reads a number; whose it is, is for the sentence about what is none. */
  static double parse(String owner, String text) {
    try {
      double value = Double.parseDouble(text.strip());
      if (!Double.isNaN(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Said below, together with NaN.
    }
    throw new IllegalArgumentException(
        "'" + text.strip() + "' is no number, which " + owner + " needs");
  }

  static long parseWhole(String owner, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no whole number, which " + owner + " needs", e);
    }
  }

  static String format(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
