package weir.desktop.view;

import java.util.Objects;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * Something in front of the panel, until Escape or a click beside it. What had the focus before
 * gets it back.
 */
final class Overlay extends StackPane {

  private static final double MARGIN = 40;

  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper(this, "open", false);

  private @Nullable Node before;

  Overlay() {
    getStyleClass().add("overlay");
    setVisible(false);
    setAlignment(Pos.TOP_CENTER);
    setMinSize(0, 0);
    addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getTarget() == this) {
            close();
          }
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            close();
            event.consume();
          }
        });
  }

  ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /**
   * Puts something in front.
   *
   * @param content what
   * @param focus what of it gets the keys
   */
  void show(Region content, Node focus) {
    if (!open.get()) {
      before = getScene().getFocusOwner();
    }
    content.getStyleClass().add("overlay-card");
    content.maxHeightProperty().bind(heightProperty().subtract(MARGIN));
    getChildren().setAll(content);
    setVisible(true);
    open.set(true);
    focus.requestFocus();
  }

  void close() {
    if (!open.get()) {
      return;
    }
    open.set(false);
    setVisible(false);
    getChildren().clear();
    Objects.requireNonNullElse(before, getParent()).requestFocus();
    before = null;
  }
}
