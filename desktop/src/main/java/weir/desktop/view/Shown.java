package weir.desktop.view;

import java.util.function.Predicate;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import weir.core.figures.Capabilities;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.PanelModel;

/** Leaves nodes out of the panel, and out of its layout, where the source has nothing for them. */
final class Shown {

  private Shown() {}

  /**
   * Whether the source on show can be told something.
   *
   * @param model knows the source
   * @param can the question
   * @return true also while there is no source: then the panel shows all
   */
  static ObservableValue<Boolean> ifIt(PanelModel model, Predicate<Capabilities> can) {
    return model
        .sourceProperty()
        .map(source -> source == null || can.test(source.capabilities()))
        .orElse(true);
  }

  /** Whether there is a server to tell anything. */
  static ObservableValue<Boolean> ifConnected(PanelModel model) {
    return model.connectionProperty().map(state -> state instanceof ConnectionState.Connected);
  }

  /** Whether the server sends itself a load. */
  static ObservableValue<Boolean> whileLoaded(PanelModel model) {
    return model.loadProperty().map(load -> load != null && load.isUnderWay()).orElse(false);
  }

  /** Disables a control while there is no server. */
  static void offWithoutServer(Node control, PanelModel model) {
    control.disableProperty().bind(ifConnected(model).map(connected -> !connected));
  }

  /** Whether both are true. */
  static ObservableValue<Boolean> both(
      ObservableValue<Boolean> first, ObservableValue<Boolean> second) {
    return first.flatMap(yes -> yes ? second : first);
  }

  /**
   * Shows nodes only while there is something to show.
   *
   * @param shown whether there is; kept alive by its own listeners
   * @param nodes the nodes
   */
  static void only(ObservableValue<Boolean> shown, Node... nodes) {
    shown.subscribe(
        now -> {
          for (Node node : nodes) {
            node.setVisible(now);
            node.setManaged(now);
          }
        });
  }
}
