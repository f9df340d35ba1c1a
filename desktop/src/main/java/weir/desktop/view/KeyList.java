package weir.desktop.view;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The list of keys, made from the actions that they run. */
final class KeyList extends VBox {

  private static final double WIDTH = 560;

  private final ScrollPane scroll;

  KeyList(List<PanelAction> actions) {
    setId("key-list");
    setMaxWidth(WIDTH);
    Label title = new Label("Keys");
    title.getStyleClass().add("overlay-title");
    GridPane grid = new GridPane(16, 4);
    String group = "";
    for (PanelAction action : actions) {
      if (action.shortcuts().isEmpty()) {
        continue;
      }
      if (!action.group().equals(group)) {
        group = action.group();
        Label heading = new Label(group);
        heading.getStyleClass().add("control-title");
        grid.add(heading, 0, grid.getRowCount(), 2, 1);
      }
      int row = grid.getRowCount();
      Label keys = new Label(action.keys());
      keys.getStyleClass().add("key");
      keys.setMinWidth(USE_PREF_SIZE);
      Label name = new Label(action.name());
      name.setWrapText(true);
      GridPane.setHgrow(name, Priority.ALWAYS);
      grid.addRow(row, keys, name);
    }
    Label rest =
        new Label("Tab goes from one control to the next, Escape closes what is in front.");
    rest.setWrapText(true);
    rest.getStyleClass().add("text-muted");
    VBox all = new VBox(12, grid, rest);
    scroll = new ScrollPane(all);
    scroll.setFitToWidth(true);
    getChildren().addAll(title, scroll);
  }

  /** What gets the keys: arrows scroll it. */
  ScrollPane scroll() {
    return scroll;
  }
}
