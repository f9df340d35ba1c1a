package weir.desktop.view;

import atlantafx.base.theme.Styles;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.ServerList;

/**
 * Where the list of servers is: beside the charts where there is room, else in front of them, and
 * by itself only where there is more than one server.
 */
final class ServerSide {

  private static final double CARD_WIDTH = 420;
  private static final double CARD_HEIGHT = 520;

  private final ServerList servers;
  private final ViewState state;
  private final Overlay overlay;
  private final Runnable focusElsewhere;
  private final ServerPane pane;

  /** Kept here, for the values that it is made of do not keep it. */
  private final ObservableValue<Boolean> open;

  private @Nullable ServerPane card;

  /**
   * Creates both.
   *
   * @param servers what they show
   * @param state whether the list is wanted, and how much room there is
   * @param overlay what is in front of the charts
   * @param focusElsewhere puts the focus on something else
   */
  ServerSide(ServerList servers, ViewState state, Overlay overlay, Runnable focusElsewhere) {
    this.servers = servers;
    this.state = state;
    this.overlay = overlay;
    this.focusElsewhere = focusElsewhere;
    pane = new ServerPane("servers", servers, this::hide, () -> {});
    open =
        Bindings.createObjectBinding(
            this::isOpen,
            state.serversWantedProperty(),
            state.serversFitProperty(),
            servers.countProperty());
    Shown.only(open, pane);
  }

  private boolean isOpen() {
    Boolean wanted = state.serversWantedProperty().get();
    return state.serversFitProperty().get()
        && (wanted == null ? servers.countProperty().get() > 1 : wanted);
  }

  /** What stands beside the charts. */
  ServerPane pane() {
    return pane;
  }

  /** Shows the list; not there while that is, nor with one server alone, nor without room. */
  Button button() {
    Button button = new Button();
    button.setId("servers-button");
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(Button.USE_PREF_SIZE);
    button.textProperty().bind(servers.countProperty().map(count -> "☰ " + count));
    Tooltip meaning = new Tooltip();
    meaning
        .textProperty()
        .bind(
            servers
                .countProperty()
                .map(count -> "Show the list of " + count + " servers (Ctrl+B)"));
    button.setTooltip(meaning);
    button.accessibleTextProperty().bind(meaning.textProperty());
    button.setOnAction(event -> goTo());
    Shown.only(
        Shown.both(
            Shown.both(
                open.map(shown -> !shown),
                servers.countProperty().map(count -> count.intValue() > 1)),
            state.roomProperty().map(room -> !room.narrow())),
        button);
    return button;
  }

  /** Goes to the list, or hides it where the focus is there already. */
  void goTo() {
    if (!state.serversFitProperty().get()) {
      ServerPane front = card();
      overlay.show(front, front.list());
      front.focusList();
    } else if (open.getValue() && pane.hasFocus()) {
      hide();
    } else {
      state.serversWantedProperty().set(true);
      pane.focusList();
    }
  }

  private void hide() {
    state.serversWantedProperty().set(false);
    focusElsewhere.run();
  }

  /** Goes to where an address is typed. */
  void add() {
    if (!state.serversFitProperty().get()) {
      ServerPane front = card();
      overlay.show(front, front.field());
    } else {
      state.serversWantedProperty().set(true);
      pane.field().requestFocus();
    }
  }

  private ServerPane card() {
    ServerPane front = card;
    if (front == null) {
      front = new ServerPane("server-card", servers, overlay::close, overlay::close);
      front.setMaxWidth(CARD_WIDTH);
      front.setPrefHeight(CARD_HEIGHT);
      card = front;
    }
    return front;
  }
}
