package weir.desktop.view;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import weir.desktop.model.PanelModel;

/** For the style sheets: whether there is a server. */
final class ConnectedMark {

  private static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");

  private ConnectedMark() {}

  static void on(Node node, PanelModel model) {
    Shown.ifConnected(model)
        .subscribe(connected -> node.pseudoClassStateChanged(CONNECTED, connected));
  }
}
