package weir.desktop.view;

import java.util.List;
import weir.desktop.model.MeasuredTime;

/**
 * A linear axis of durations in microseconds, named in the unit that suits each.
 *
 * @param axis where they are
 */
record DurationLinearAxis(LinearAxis axis) implements ValueAxis {

  static DurationLinearAxis withTop(double topMicros) {
    return new DurationLinearAxis(LinearAxis.withTop(topMicros, false));
  }

  @Override
  public double position(double value) {
    return axis.position(value);
  }

  @Override
  public List<Tick> ticks() {
    return axis.ticks().stream().map(tick -> new Tick(tick.value(), name(tick.value()))).toList();
  }

  /** Round values need no decimals. */
  private static String name(double micros) {
    return micros == 0
        ? "0"
        : MeasuredTime.text(micros)
            .replaceAll("\\.0+ ", " ")
            .replaceAll("(\\.[0-9]*[1-9])0+ ", "$1 ");
  }
}
