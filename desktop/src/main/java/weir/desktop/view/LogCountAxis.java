package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;

/**
 * A logarithmic axis of counts, on which nothing is at the bottom: of a value and one more.
 *
 * @param top value at the top, above 0
 */
record LogCountAxis(double top) implements ValueAxis {

  @Override
  public double position(double value) {
    return Math.log1p(Math.max(0, value)) / Math.log1p(top);
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(new Tick(0, "0"));
    for (double value = 1; value <= top * 1.001; value *= 10) {
      ticks.add(new Tick(value, LinearAxis.name(value, 1)));
    }
    return ticks;
  }
}
