package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Pane;

/**
 * Cards beside and below each other: two in a row where there is room for two, all of a height, and
 * none lower than can be read. One that is alone in its row takes all of it.
 */
class CardPane extends Pane {

  private static final double LEAST_HEIGHT = 170;
  private static final double GAP = 12;

  private static final double TWO_CHARTS = 1_140;

  private final double wide;

  /** Two charts over time are beside each other where both can be read. */
  CardPane() {
    this(TWO_CHARTS);
  }

  /**
   * Creates a pane.
   *
   * @param wide width from which on there is room for two cards
   */
  CardPane(double wide) {
    this.wide = wide;
    getStyleClass().add("card-pane");
  }

  /** Shows these and no others, in order. */
  final void setCards(List<Node> cards) {
    getChildren().setAll(cards);
  }

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computePrefWidth(double height) {
    return wide;
  }

  @Override
  protected double computeMinHeight(double width) {
    int rows = rows(width < 0 ? wide : width).size();
    return snappedTopInset() + snappedBottomInset() + rows * (LEAST_HEIGHT + GAP) - GAP;
  }

  @Override
  protected double computePrefHeight(double width) {
    return computeMinHeight(width);
  }

  @Override
  protected void layoutChildren() {
    Insets inset = getInsets();
    double width = Math.max(0, getWidth() - inset.getLeft() - inset.getRight());
    double height = Math.max(0, getHeight() - inset.getTop() - inset.getBottom());
    List<List<Node>> rows = rows(getWidth());
    double rowHeight = Math.max(0, (height - GAP * (rows.size() - 1)) / Math.max(1, rows.size()));
    double y = inset.getTop();
    for (List<Node> row : rows) {
      double cardWidth = Math.max(0, (width - GAP * (row.size() - 1)) / row.size());
      double x = inset.getLeft();
      for (Node card : row) {
        card.resizeRelocate(
            snapPositionX(x), snapPositionY(y), snapSizeX(cardWidth), snapSizeY(rowHeight));
        x += cardWidth + GAP;
      }
      y += rowHeight + GAP;
    }
  }

  private List<List<Node>> rows(double width) {
    int columns = width >= wide ? 2 : 1;
    List<Node> cards = getManagedChildren();
    List<List<Node>> rows = new ArrayList<>();
    for (int first = 0; first < cards.size(); first += columns) {
      rows.add(cards.subList(first, Math.min(cards.size(), first + columns)));
    }
    return rows;
  }
}
