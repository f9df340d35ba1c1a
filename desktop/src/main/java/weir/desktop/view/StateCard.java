package weir.desktop.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import weir.core.figures.SourceKind;
import weir.desktop.model.PanelState;

/** Says in the middle of the window why there are no charts, and what to do. */
final class StateCard extends VBox {

  private static final double WIDTH = 520;
  private static final String COMES_BY_ITSELF =
      "The panel tries again every second and needs no restart.";

  private final Label title = new Label();
  private final Label advice = new Label();

  /**
   * Makes an empty card.
   *
   * @param others what can be done meanwhile
   */
  StateCard(Node... others) {
    setId("state");
    getStyleClass().add("state-card");
    setMaxSize(WIDTH, USE_PREF_SIZE);
    title.setId("state-title");
    title.getStyleClass().add("overlay-title");
    title.setWrapText(true);
    advice.setId("state-advice");
    advice.setWrapText(true);
    advice.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(title, advice);
    getChildren().addAll(others);
  }

  void show(PanelState state) {
    switch (state) {
      case PanelState.Connecting connecting ->
          say(
              "Connecting …",
              "If no server runs yet, start one with weir serve. " + COMES_BY_ITSELF);
      case PanelState.NoServer none ->
          say(
              "No server",
              Text.sentence(none.reason())
                  + " Start one with weir serve, or choose another in the list of servers"
                  + " (Ctrl+B). "
                  + COMES_BY_ITSELF);
      case PanelState.OtherVersion other ->
          say(
              "Another version of Weir",
              Text.sentence(other.reason()) + " Close the panel and open it with the new build.");
      case PanelState.NoSource none ->
          say(
              "Nothing to show yet",
              "The server is there and shows no source. As soon as it adds one, its charts are"
                  + " here.");
      case PanelState.NoFigures none ->
          say("Waiting for the first figures …", "They come within a second of the connection.");
      case PanelState.Empty empty ->
          say(
              "No event has come yet",
              empty.kind().equals(SourceKind.PIPELINE)
                  ? "Send some: weir load sends them at a rate, and any HTTP client can POST to"
                      + " /events. Workers and the resource can be set below already."
                  : "As soon as its program gives it one, its charts are here.");
      case PanelState.Gone gone ->
          say(
              gone.source() + " is gone",
              "Its program has ended it. What it did is here until another is shown.");
      case PanelState.Lost lost -> say("The server is gone", Text.sentence(lost.reason()));
      case PanelState.Live live -> say("", "");
    }
  }

  /** Whether there is nothing else to look at. */
  static boolean isAllThereIs(PanelState state) {
    return !(state instanceof PanelState.Live)
        && !(state instanceof PanelState.Lost)
        && !(state instanceof PanelState.Gone);
  }

  private void say(String what, String then) {
    title.setText(what);
    advice.setText(then);
  }
}
