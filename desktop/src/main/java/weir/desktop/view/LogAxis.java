package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A logarithmic axis of durations.
 *
 * @param bottomMicros value at the bottom, above 0
 * @param topMicros value at the top
 */
record LogAxis(double bottomMicros, double topMicros) implements ValueAxis {

  /** Where each decade is named, when few decades are shown. */
  private static final double[] FINE = {1, 2, 5};

  private static final double[] COARSE = {1};
  private static final int MOST_FINE_DECADES = 2;
  private static final int MOST_TICKS = 8;

  /** The axis for durations from {@code least} to {@code largest}, both in microseconds. */
  static LogAxis over(double least, double largest) {
    double low = Math.max(1, least);
    double bottom = below(low * 0.9);
    double top = above(Math.max(largest, low) * 1.1);
    return new LogAxis(bottom, top > bottom ? top : bottom * 10);
  }

  private static double below(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
  }

  private static double above(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    return value <= 2 * power ? 2 * power : value <= 5 * power ? 5 * power : 10 * power;
  }

  @Override
  public double position(double value) {
    return Math.log(Math.max(value, 0.5) / bottomMicros) / Math.log(topMicros / bottomMicros);
  }

  /** The duration at a position, in microseconds. */
  double value(double position) {
    return bottomMicros * Math.pow(topMicros / bottomMicros, position);
  }

  @Override
  public List<Tick> ticks() {
    double decades = Math.log10(topMicros / bottomMicros);
    double[] factors = decades <= MOST_FINE_DECADES ? FINE : COARSE;
    int stride = decades > MOST_TICKS ? 2 : 1;
    List<Tick> ticks = new ArrayList<>();
    int lastExponent = (int) Math.ceil(Math.log10(topMicros));
    for (int exponent = (int) Math.floor(Math.log10(bottomMicros));
        exponent <= lastExponent;
        exponent += stride) {
      for (double factor : factors) {
        double value = factor * Math.pow(10, exponent);
        if (value >= bottomMicros * 0.999 && value <= topMicros * 1.001) {
          ticks.add(new Tick(value, name(value)));
        }
      }
    }
    return ticks;
  }

  private static String name(double micros) {
    if (micros < 999) {
      return String.format(Locale.ROOT, "%.0f µs", micros);
    }
    return micros < 999_000
        ? String.format(Locale.ROOT, "%.0f ms", micros / 1e3)
        : String.format(Locale.ROOT, "%.0f s", micros / 1e6);
  }
}
