package weir.desktop.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.PanelModel;

/** For the style sheets: whether there is a server, or the recording of one. */
final class ConnectedMark {

  private static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");

  private ConnectedMark() {}

  static void on(Node node, PanelModel model) {
    model
        .connectionProperty()
        .subscribe(
            state ->
                node.pseudoClassStateChanged(
                    CONNECTED,
                    state instanceof ConnectionState.Connected
                        || state instanceof ConnectionState.Recorded));
  }
}
