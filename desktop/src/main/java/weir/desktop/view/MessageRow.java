package weir.desktop.view;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.PanelCommands;
import weir.desktop.model.PanelModel;

/** The line that says what became of the last change, and takes it back. */
final class MessageRow extends HBox {

  private static final PseudoClass FAULT = PseudoClass.getPseudoClass("fault");

  private final PanelModel model;

  MessageRow(PanelModel model) {
    this.model = model;
    getStyleClass().add("message-row");
    setAlignment(Pos.CENTER_LEFT);
    PanelCommands commands = model.commands();
    Button undo = button("undo", "Undo", "back to ", commands.undoProperty(), commands::undo);
    Button redo = button("redo", "Redo", "again ", commands.redoProperty(), commands::redo);
    Label message = message();
    HBox.setHgrow(message, Priority.ALWAYS);
    getChildren().addAll(message, undo, redo);
  }

  /** Says what it leads to; not there while there is nothing. */
  private Button button(
      String id, String name, String to, ObservableValue<String> result, Runnable run) {
    Button button = new Button();
    button.setId(id);
    button.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    button.setMinWidth(USE_PREF_SIZE);
    button.textProperty().bind(result.map(text -> name + ": " + to + Text.shortened(text)));
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(result.map(text -> name + ": " + to + text));
    button.setTooltip(whole);
    button.accessibleTextProperty().bind(whole.textProperty());
    Shown.offWithoutServer(button, model);
    button.setOnAction(event -> run.run());
    Shown.only(result.map(text -> !text.isEmpty()), button);
    return button;
  }

  private Label message() {
    Label message = new Label();
    message.setId("message");
    message.getStyleClass().addAll("message", Styles.TEXT_SMALL);
    message.setMaxWidth(Double.MAX_VALUE);
    message.setMinWidth(0);
    message
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  String off = Text.whyOff(model.connectionProperty().get());
                  return off.isEmpty() ? model.commands().noticeProperty().get().text() : off;
                },
                model.connectionProperty(),
                model.commands().noticeProperty()));
    message.accessibleTextProperty().bind(message.textProperty());
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(message.textProperty());
    message.setTooltip(whole);
    model.commands().noticeProperty().subscribe(() -> colour(message));
    model.connectionProperty().subscribe(() -> colour(message));
    return message;
  }

  private void colour(Label message) {
    boolean fault =
        model.commands().noticeProperty().get().fault()
            || model.connectionProperty().get() instanceof ConnectionState.Disconnected;
    message.pseudoClassStateChanged(FAULT, fault);
  }
}
