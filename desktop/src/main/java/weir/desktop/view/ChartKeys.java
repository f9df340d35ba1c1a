package weir.desktop.view;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Viewport;

/** What keys do while a chart has the focus. */
final class ChartKeys {

  private static final double STEP = 0.1;
  private static final double ZOOM = 1.5;

  private ChartKeys() {}

  static void on(TimeChart chart, PanelModel model) {
    chart.setOnKeyPressed(
        event -> {
          if (press(event, model)) {
            event.consume();
          }
        });
  }

  private static boolean press(KeyEvent event, PanelModel model) {
    if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
      return false;
    }
    Viewport viewport = model.viewport();
    if (event.getText().equals("+") || event.getText().equals("=")) {
      viewport.zoom(1 / ZOOM);
      return true;
    }
    if (event.getText().equals("-")) {
      viewport.zoom(ZOOM);
      return true;
    }
    return press(event.getCode(), viewport, model);
  }

  private static boolean press(KeyCode code, Viewport viewport, PanelModel model) {
    switch (code) {
      case ADD -> viewport.zoom(1 / ZOOM);
      case SUBTRACT -> viewport.zoom(ZOOM);
      case LEFT -> viewport.move(-STEP);
      case RIGHT -> viewport.move(STEP);
      case HOME -> viewport.toStart();
      case END -> viewport.toNow();
      case SPACE -> viewport.togglePause();
      case BACK_SPACE -> viewport.back();
      case PAGE_UP, N -> viewport.toMarker(model.history().workers().markers(), true);
      case PAGE_DOWN, P -> viewport.toMarker(model.history().workers().markers(), false);
      case ESCAPE -> {
        viewport.firstProperty().set(null);
        viewport.secondProperty().set(null);
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
