package weir.desktop.view;

import atlantafx.base.theme.Styles;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.ServerList;
import weir.desktop.model.ServerRow;

/** The servers that there are, and which of them is on show. */
final class ServerPane extends VBox {

  private final ServerList servers;
  private final ListView<ServerRow> list = new ListView<>();
  private final TextField field = new TextField();
  private final FaultLabel fault;
  private final Runnable chosen;

  /**
   * Creates the pane.
   *
   * @param id starts the ids of its nodes
   * @param servers what it shows and changes
   * @param close takes it away
   * @param chosen run when a server was chosen
   */
  ServerPane(String id, ServerList servers, Runnable close, Runnable chosen) {
    this.servers = servers;
    this.chosen = chosen;
    this.fault = new FaultLabel(id + "-fault");
    setId(id);
    getStyleClass().addAll("side-pane", "server-pane");
    setMinHeight(0);
    Label title = new Label("Servers");
    title.getStyleClass().add("overlay-title");
    Button closing = new Button("Close");
    closing.setId("close-" + id);
    closing.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    closing.setTooltip(new Tooltip("Hide the list of servers (Ctrl+B)"));
    closing.setOnAction(event -> close.run());
    closing.setMinWidth(USE_PREF_SIZE);
    Label heads = new Label("Backlog, and p99 of the last 10 s; lines over 2 min");
    heads.getStyleClass().add("hint");
    heads.setWrapText(true);
    heads.setMinHeight(USE_PREF_SIZE);
    list.setId(id + "-list");
    list.getStyleClass().addAll(Styles.DENSE, "server-list");
    list.setAccessibleText("Servers and their sources; Enter shows one, Delete removes one");
    list.setCellFactory(view -> new ServerCell());
    list.setPlaceholder(new Label("Nobody is known yet."));
    list.setMinHeight(60);
    list.addEventFilter(KeyEvent.KEY_PRESSED, this::onKey);
    list.addEventHandler(MouseEvent.MOUSE_CLICKED, this::onClick);
    setVgrow(list, Priority.ALWAYS);
    Label note = new Label();
    note.setId(id + "-note");
    note.getStyleClass().add("hint");
    note.setWrapText(true);
    note.setMinHeight(USE_PREF_SIZE);
    note.textProperty().bind(servers.noteProperty());
    Shown.only(servers.noteProperty().map(text -> !text.isEmpty()), note);
    getChildren().addAll(new NamedRow(title, closing), heads, list, note, adding(id), fault);
    // Cells that nobody sees are not drawn.
    visibleProperty()
        .subscribe(
            seen -> list.setItems(seen ? servers.rows() : FXCollections.observableArrayList()));
  }

  private HBox adding(String id) {
    field.setId(id + "-field");
    field.setPromptText("Path, or tcp:PORT");
    field.setMinWidth(0);
    field.setAccessibleText("Socket of another server, a path or tcp:PORT; Enter adds it");
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setOnAction(event -> add());
    field.textProperty().subscribe(() -> fault.setText(""));
    Button add = new Button("Add");
    add.setId(id + "-add");
    add.setMinWidth(USE_PREF_SIZE);
    add.setTooltip(new Tooltip("Add this server to the list, and show it"));
    add.setOnAction(event -> add());
    Button remove = new Button("Remove");
    remove.setId(id + "-remove");
    remove.setMinWidth(USE_PREF_SIZE);
    remove.setTooltip(new Tooltip("Take the selected server, which was added by hand, away"));
    remove.setOnAction(event -> remove());
    Shown.only(
        list.getSelectionModel()
            .selectedItemProperty()
            .flatMap(row -> servers.addedProperty().map(added -> servers.canRemove(row)))
            .orElse(false),
        remove);
    HBox row = new HBox(6, field, add, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Puts the focus on the row that is on show. */
  void focusList() {
    for (ServerRow row : list.getItems()) {
      if (row.reading().shown()) {
        list.getSelectionModel().select(row);
      }
    }
    list.requestFocus();
  }

  /** Whether the keys go to something in it. */
  boolean hasFocus() {
    Node at = getScene() == null ? null : getScene().getFocusOwner();
    while (at != null && at != this) {
      at = at.getParent();
    }
    return at != null;
  }

  /** What gets the keys first. */
  ListView<ServerRow> list() {
    return list;
  }

  /** Where to type an address. */
  TextField field() {
    return field;
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      show();
      event.consume();
    } else if (event.getCode() == KeyCode.DELETE) {
      remove();
      event.consume();
    }
  }

  private void onClick(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY
        && event.getTarget() instanceof Node node
        && isInRow(node)) {
      show();
    }
  }

  private static boolean isInRow(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at instanceof ServerCell cell) {
        return cell.getItem() != null;
      }
    }
    return false;
  }

  private void show() {
    ServerRow row = list.getSelectionModel().getSelectedItem();
    if (row != null) {
      servers.show(row);
      chosen.run();
    }
  }

  private void add() {
    String wrong = servers.add(field.getText());
    fault.setText(Text.sentence(wrong));
    if (wrong.isEmpty()) {
      field.clear();
      chosen.run();
    }
  }

  private void remove() {
    ServerRow row = list.getSelectionModel().getSelectedItem();
    if (row == null) {
      return;
    }
    if (servers.canRemove(row)) {
      servers.remove(row);
      fault.setText(
          servers.rows().contains(row)
              ? "It is not remembered any more, and stays in the list while it is on show or in"
                  + " the runtime folder."
              : "");
    } else {
      fault.setText(
          "Only what was added by hand can be removed: the others are in the runtime folder.");
    }
  }
}
