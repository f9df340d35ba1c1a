package weir.desktop.view;

import java.util.List;
import javafx.scene.input.KeyEvent;

/** Runs actions by their shortcuts. */
final class KeyBindings {

  private KeyBindings() {}

  /**
   * Runs the first action of a key that can be run now, and consumes the key.
   *
   * @param event what was pressed or typed
   * @param actions in order
   */
  static void run(KeyEvent event, List<PanelAction> actions) {
    for (PanelAction action : actions) {
      if (action.possible().getValue()
          && action.shortcuts().stream().anyMatch(shortcut -> shortcut.matches(event))) {
        event.consume();
        action.run().run();
        return;
      }
    }
  }
}
