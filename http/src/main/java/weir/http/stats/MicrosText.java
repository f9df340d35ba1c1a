package weir.http.stats;

import java.util.Locale;

/** Measured times, for people. */
final class MicrosText {

  private MicrosText() {}

  /** A time in the unit that suits it. */
  static String of(double micros) {
    if (micros >= 1e6) {
      return String.format(Locale.ROOT, "%.2f s", micros / 1e6);
    }
    return micros >= 1e3
        ? String.format(Locale.ROOT, "%.2f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.0f µs", micros);
  }
}
