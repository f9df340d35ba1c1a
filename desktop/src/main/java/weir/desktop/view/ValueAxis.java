package weir.desktop.view;

import java.util.List;

/** A vertical axis: where a value is, and which values are named. Immutable. */
interface ValueAxis {

  /**
   * A named value.
   *
   * @param value where
   * @param label its name
   */
  record Tick(double value, String label) {}

  /**
   * Position of a value.
   *
   * @param value any value
   * @return 0 at the bottom of the axis, 1 at its top; outside of that for values off the axis
   */
  double position(double value);

  /**
   * The named values, lowest first.
   *
   * @return at least two
   */
  List<Tick> ticks();
}
