package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Whether a node is in a window that can be seen. FX thread only. */
final class Showing {

  /** Kept here, for the values that it is made of do not keep it. */
  private final ObservableValue<Boolean> seen;

  /**
   * Watches a node.
   *
   * @param node the node
   * @param again run when it is seen again
   */
  Showing(Node node, Runnable again) {
    ObservableValue<Window> window = node.sceneProperty().flatMap(Scene::windowProperty);
    ObservableValue<Boolean> iconified =
        window.flatMap(
            it ->
                it instanceof Stage stage
                    ? stage.iconifiedProperty()
                    : it.focusedProperty().map(focused -> false));
    ObservableValue<Boolean> shown = window.flatMap(Window::showingProperty);
    seen = shown.flatMap(is -> iconified.map(hidden -> is && !hidden)).orElse(false);
    seen.addListener(
        (property, before, now) -> {
          if (now) {
            again.run();
          }
        });
  }

  boolean isSeen() {
    return seen.getValue();
  }
}
