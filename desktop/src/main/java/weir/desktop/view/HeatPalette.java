package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Color;

/**
 * Colours of counts, on a logarithmic scale from 1 to a top: five inks of one rising brightness, so
 * that they can be told apart without telling colours apart, and what lies between them.
 */
final class HeatPalette {

  /** Inks from the fewest to the most. */
  static final int STOPS = 5;

  private static final int SHADES = 256;

  private final List<Ink> inks = new ArrayList<>();
  private final int[] shades = new int[SHADES];
  private final List<Color> mixed = new ArrayList<>();

  HeatPalette() {
    for (int i = 0; i < STOPS; i++) {
      inks.add(new Ink("heat-" + i + "-ink"));
    }
  }

  List<Ink> inks() {
    return inks;
  }

  /** Mixes the shades anew if the inks have changed; true if so. */
  boolean mix() {
    List<Color> colors = inks.stream().map(Ink::color).toList();
    if (colors.equals(mixed)) {
      return false;
    }
    mixed.clear();
    mixed.addAll(colors);
    for (int i = 0; i < SHADES; i++) {
      double at = (double) i / (SHADES - 1) * (STOPS - 1);
      int stop = (int) Math.min(at, STOPS - 2);
      shades[i] = argb(colors.get(stop).interpolate(colors.get(stop + 1), at - stop));
    }
    return true;
  }

  /** The colour of a count of 1 or more; transparent for none. */
  int argb(long count, double top) {
    if (count <= 0) {
      return 0;
    }
    double share = Math.log((double) count) / Math.log(top);
    return shades[(int) Math.round(Math.clamp(share, 0, 1) * (SHADES - 1))];
  }

  /** The count that has the colour of an ink. */
  static long count(int stop, double top) {
    return Math.round(Math.pow(top, (double) stop / (STOPS - 1)));
  }

  private static int argb(Color color) {
    return 0xff << 24
        | (int) Math.round(255 * color.getRed()) << 16
        | (int) Math.round(255 * color.getGreen()) << 8
        | (int) Math.round(255 * color.getBlue());
  }
}
