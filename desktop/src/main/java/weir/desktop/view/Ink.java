package weir.desktop.view;

import javafx.scene.layout.Background;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/**
 * A colour that CSS decides and a canvas can draw with: a region whose background it is. In a
 * legend the region is the swatch as well, so line and swatch cannot differ.
 */
final class Ink extends Region {

  /**
   * Creates an ink.
   *
   * @param styleClass the class whose {@code -fx-background-color} is the colour
   */
  Ink(String styleClass) {
    getStyleClass().addAll("ink", styleClass);
  }

  Color color() {
    Background background = getBackground();
    return background != null
            && !background.getFills().isEmpty()
            && background.getFills().getFirst().getFill() instanceof Color color
        ? color
        : Color.GRAY;
  }
}
