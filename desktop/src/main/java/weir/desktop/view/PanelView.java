package weir.desktop.view;

import java.net.URL;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The whole panel. */
final class PanelView extends BorderPane {

  static final PseudoClass CONNECTED = PseudoClass.getPseudoClass("connected");
  static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
  static final PseudoClass FAULT = PseudoClass.getPseudoClass("fault");

  private static final double MIN_WIDTH = 900;
  private static final double MIN_HEIGHT = 650;

  PanelView(PanelModel model, ThemeSwitch theme) {
    getStyleClass().add("panel");
    setMinSize(MIN_WIDTH, MIN_HEIGHT);
    ChartGrid charts = new ChartGrid(model);
    VBox.setVgrow(charts, Priority.ALWAYS);
    TheoryRow theory = new TheoryRow(model);
    Shown.only(model.partsProperty().map(Parts::theory), theory);
    VBox center = new VBox(new LedgerRow(model), charts, theory);
    center.getStyleClass().add("figures");
    setTop(new HeaderBar(model, theme));
    setCenter(center);
    setBottom(new ControlBar(model));
    // Arrow keys resize the pool from the first moment on.
    model
        .connectionProperty()
        .subscribe(
            state -> {
              if (getScene() != null && getScene().getFocusOwner() instanceof PanelView) {
                lookup("#worker-slider").requestFocus();
              }
            });
    model
        .connectionProperty()
        .subscribe(
            state ->
                center.pseudoClassStateChanged(
                    CONNECTED, state instanceof ConnectionState.Connected));
  }

  static String stylesheet(String name) {
    URL url = PanelView.class.getResource(name);
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}
