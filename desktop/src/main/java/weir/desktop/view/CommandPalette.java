package weir.desktop.view;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Fuzzy;

/** Finds an action by some letters of its name, and runs it. */
final class CommandPalette extends VBox {

  private static final double WIDTH = 520;
  private static final double HEIGHT = 340;

  private final TextField field = new TextField();
  private final ListView<PanelAction> list = new ListView<>();
  private final Runnable close;

  /**
   * Creates a palette.
   *
   * @param actions all there are; those that are possible now are offered
   * @param close takes the palette away
   */
  CommandPalette(List<PanelAction> actions, Runnable close) {
    this.close = close;
    setId("command-palette");
    setMaxWidth(WIDTH);
    setPrefHeight(HEIGHT);
    field.setId("palette-field");
    field.setPromptText("Some letters of a command");
    field.setAccessibleText("Some letters of a command; arrows choose, Enter runs it");
    list.setId("palette-list");
    list.setAccessibleText("Commands");
    list.setFocusTraversable(false);
    list.setCellFactory(view -> new ActionCell());
    list.setPlaceholder(new Label("No command of that name can be run now."));
    VBox.setVgrow(list, Priority.ALWAYS);
    List<PanelAction> offered =
        actions.stream().filter(action -> action.possible().getValue()).toList();
    field
        .textProperty()
        .subscribe(
            typed -> {
              list.getItems()
                  .setAll(
                      Fuzzy.find(typed, offered, action -> action.group() + " " + action.name()));
              list.getSelectionModel().selectFirst();
            });
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    field.setOnAction(event -> runSelected());
    list.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> runSelected());
    getChildren().addAll(field, list);
  }

  /** Where to type. */
  TextField field() {
    return field;
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.DOWN) {
      list.getSelectionModel().selectNext();
    } else if (event.getCode() == KeyCode.UP) {
      list.getSelectionModel().selectPrevious();
    } else {
      return;
    }
    list.scrollTo(list.getSelectionModel().getSelectedIndex());
    event.consume();
  }

  private void runSelected() {
    PanelAction chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      close.run();
      chosen.runIfPossible();
    }
  }

  private static final class ActionCell extends ListCell<PanelAction> {

    @Override
    protected void updateItem(@Nullable PanelAction action, boolean empty) {
      super.updateItem(action, empty);
      if (action == null || empty) {
        setGraphic(null);
        setAccessibleText(null);
        return;
      }
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      Label keys = new Label(action.keys());
      keys.getStyleClass().add("key");
      keys.setMinWidth(USE_PREF_SIZE);
      HBox row = new HBox(8, new Label(action.group() + ": " + action.name()), gap, keys);
      row.setAlignment(Pos.CENTER_LEFT);
      // The list is as wide as it is: a long name is shortened, and wraps nothing.
      setPrefWidth(0);
      setGraphic(row);
      setAccessibleText(action.name() + " " + action.keys());
    }
  }
}
