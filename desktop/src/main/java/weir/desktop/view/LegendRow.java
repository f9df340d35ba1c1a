package weir.desktop.view;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/**
 * A legend on the left and a note on the right; where they don't fit beside each other, the note is
 * below. There it stays until the row gets another width, so that a text that grows and shrinks
 * does not move the chart up and down.
 */
final class LegendRow extends Region {

  private static final double GAP = 12;

  private final Region legend;
  private final Region note;
  private double wrappedAt = Double.NaN;

  LegendRow(Region legend, Region note) {
    this.legend = legend;
    this.note = note;
    note.setMinWidth(0);
    setMinWidth(0);
    getStyleClass().add("chart-header");
    getChildren().addAll(legend, note);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    return legend.prefWidth(-1) + GAP + note.prefWidth(-1) + snappedRightInset();
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    double first = legend.prefHeight(-1);
    double second = note.prefHeight(-1);
    return isWrapped(width) ? first + second : Math.max(first, second);
  }

  private boolean isWrapped(double width) {
    if (width < 0) {
      return false;
    }
    if (width != wrappedAt) {
      wrappedAt = computePrefWidth(-1) > width ? width : Double.NaN;
    }
    return width == wrappedAt;
  }

  @Override
  protected void layoutChildren() {
    double width = getWidth() - snappedRightInset();
    double height = legend.prefHeight(-1);
    boolean wrapped = isWrapped(getWidth());
    place(legend, 0, 0, Math.min(width, legend.prefWidth(-1)));
    double noteWidth = Math.min(width, note.prefWidth(-1));
    place(note, wrapped ? 0 : width - noteWidth, wrapped ? height : 0, noteWidth);
  }

  private void place(Node node, double x, double y, double width) {
    node.resizeRelocate(
        snapPositionX(x), snapPositionY(y), snapSizeX(width), snapSizeY(node.prefHeight(-1)));
  }
}
