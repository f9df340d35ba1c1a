package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;

/**
 * Whether a node can be seen: it is in a window that is, and neither it nor what it is in, such as
 * a tab, is hidden. FX thread only.
 */
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
    ObservableValue<Boolean> inWindow =
        shown.flatMap(is -> iconified.map(hidden -> is && !hidden)).orElse(false);
    seen = inWindow.flatMap(is -> is ? visible(node) : inWindow);
    seen.addListener(
        (property, before, now) -> {
          if (now) {
            again.run();
          }
        });
  }

  private static ObservableValue<Boolean> visible(Node node) {
    return node.visibleProperty()
        .flatMap(
            is ->
                is
                    ? node.parentProperty().flatMap(Showing::visible).orElse(true)
                    : node.visibleProperty());
  }

  boolean isSeen() {
    return seen.getValue();
  }
}
