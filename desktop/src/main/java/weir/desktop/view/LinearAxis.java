package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From zero to a round number above the largest value.
 *
 * @param top value at the top
 * @param step distance of two ticks
 */
record LinearAxis(double top, double step) implements ValueAxis {

  private static final double HEADROOM = 1.05;
  private static final int MOST_STEPS = 5;
  private static final double[] FACTORS = {1, 2, 5};

  /** For steps of whole numbers only: 25, 250, … */
  private static final double[] FINE_FACTORS = {1, 2, 2.5, 5};

  /** The axis up to a top that is one, two or five of a power of ten. */
  static LinearAxis withTop(double top, boolean counts) {
    double step = roundStep(top / MOST_STEPS);
    return new LinearAxis(top, counts ? Math.max(1, step) : step);
  }

  /** The axis for counts up to {@code largest}: it names whole numbers only. */
  static LinearAxis ofCounts(double largest, double least) {
    LinearAxis axis = upTo(largest, least);
    return axis.step >= 1 ? axis : new LinearAxis(Math.ceil(axis.top), 1);
  }

  /** The axis for values up to {@code largest}; at least up to {@code least}. */
  static LinearAxis upTo(double largest, double least) {
    double needed = Math.max(largest * HEADROOM, least);
    double step = roundStep(needed / MOST_STEPS);
    return new LinearAxis(Math.ceil(needed / step - 1e-9) * step, step);
  }

  private static double roundStep(double atLeast) {
    double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
    for (double factor : power < 10 ? FACTORS : FINE_FACTORS) {
      if (factor * power >= atLeast * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  @Override
  public double position(double value) {
    return value / top;
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    long count = Math.round(top / step);
    for (int i = 0; i <= count; i++) {
      ticks.add(new Tick(i * step, name(i * step, step)));
    }
    return ticks;
  }

  /** How a value reads on an axis whose ticks are so far apart. */
  static String name(double value, double step) {
    if (value >= 1_000_000) {
      return trimmed(value / 1e6) + " M";
    }
    if (value >= 10_000) {
      return trimmed(value / 1e3) + " k";
    }
    return step < 1
        ? String.format(Locale.ROOT, "%.1f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, "%.1f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
