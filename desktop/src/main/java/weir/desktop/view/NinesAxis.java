package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import weir.desktop.model.PercentileCurve;

/**
 * An axis of percentiles on which each further nine is as long as the one before.
 *
 * @param nines how many there are, above 0
 */
record NinesAxis(int nines) implements ValueAxis {

  /** As far as a whole number of nines, at least to 99.9 %. */
  static NinesAxis upTo(double nines) {
    return new NinesAxis(Math.max(3, (int) Math.ceil(nines - 1e-9)));
  }

  @Override
  public double position(double value) {
    return value / nines;
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(new Tick(0, "0 %"));
    ticks.add(new Tick(PercentileCurve.nines(50), "50 %"));
    for (int i = 1; i <= nines; i++) {
      ticks.add(new Tick(i, name(i)));
    }
    return ticks;
  }

  /** Such as {@code 99.9 %}, with as many decimals as it takes. */
  static String name(double nines) {
    int decimals = Math.max(0, (int) Math.ceil(nines - 1e-9) - 2);
    return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * (1 - Math.pow(10, -nines)));
  }
}
