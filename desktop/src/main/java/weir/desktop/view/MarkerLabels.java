package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import weir.desktop.model.Marker;

/** Which labels markers get: those whose labels would overlap share one. */
final class MarkerLabels {

  private static final double GAP = 6;

  /**
   * A label.
   *
   * @param markers what it is of, in the order of time
   * @param text how it reads
   * @param left its left edge, in pixels
   * @param right its right edge
   */
  record Label(List<Marker> markers, String text, double left, double right) {

    double middle() {
      return (left + right) / 2;
    }
  }

  private MarkerLabels() {}

  /**
   * Lays them out.
   *
   * @param markers in the order of time, all of them in the plot
   * @param plot where
   * @param width how wide a text is, in pixels
   */
  static List<Label> of(List<Marker> markers, Plot plot, ToDoubleFunction<String> width) {
    List<Label> labels = new ArrayList<>();
    for (Marker marker : markers) {
      Label next = label(List.of(marker), plot, width);
      while (!labels.isEmpty() && next.left < labels.getLast().right + GAP) {
        List<Marker> together = new ArrayList<>(labels.removeLast().markers);
        together.addAll(next.markers);
        next = label(together, plot, width);
      }
      labels.add(next);
    }
    return labels;
  }

  private static Label label(List<Marker> markers, Plot plot, ToDoubleFunction<String> width) {
    String text = MarkerText.label(markers);
    double half = width.applyAsDouble(text) / 2;
    double middle =
        (plot.x(markers.getFirst().uptimeNanos()) + plot.x(markers.getLast().uptimeNanos())) / 2;
    // Inside the plot, as far as it is wide enough.
    double inside = Math.max(plot.left() + half, Math.min(middle, plot.right() - half));
    return new Label(List.copyOf(markers), text, inside - half, inside + half);
  }
}
