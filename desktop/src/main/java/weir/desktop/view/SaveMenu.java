package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.ContextMenuEvent;

/** What can be saved in files, as a menu; of a chart also where it is clicked on. */
final class SaveMenu extends MenuButton {

  /**
   * Creates the menu.
   *
   * @param actions what is in it
   * @param view how much room there is
   */
  SaveMenu(List<PanelAction> actions, ViewState view) {
    textProperty().bind(view.roomProperty().map(room -> room.tight() ? "⤓" : "Save"));
    setId("save-menu");
    getStyleClass().add(Styles.SMALL);
    setMinWidth(USE_PREF_SIZE);
    setTooltip(new Tooltip("Pictures and figures as files"));
    setAccessibleText("Save pictures and figures as files");
    actions.forEach(action -> getItems().add(item(action)));
  }

  private static MenuItem item(PanelAction action) {
    String keys = action.keys();
    MenuItem item = new MenuItem(action.name() + (keys.isEmpty() ? "" : "   " + keys));
    item.disableProperty().bind(action.possible().map(can -> !can));
    item.setOnAction(event -> action.runIfPossible());
    return item;
  }

  /**
   * Opens a menu at a click on a chart.
   *
   * @param panel where the charts are
   * @param exports saves the picture
   */
  static void onCharts(Node panel, Exports exports) {
    ContextMenu menu = new ContextMenu();
    menu.setAutoHide(true);
    panel.addEventHandler(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED,
        event -> {
          Node card = event.getTarget() instanceof Node node ? Exports.cardOf(node) : null;
          if (card != null) {
            MenuItem save = new MenuItem("Save this chart as a picture (PNG) …");
            save.setOnAction(chosen -> exports.saveCard(card));
            menu.getItems().setAll(save);
            menu.show(panel, event.getScreenX(), event.getScreenY());
            event.consume();
          }
        });
  }
}
