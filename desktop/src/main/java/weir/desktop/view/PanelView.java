package weir.desktop.view;

import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The whole panel. */
final class PanelView extends BorderPane {

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
    setBottom(RecordingBar.inPlaceOf(new ControlBar(model), model));
    // Arrow keys resize the pool from the first moment on.
    model
        .connectionProperty()
        .subscribe(
            state -> {
              if (getScene() != null && getScene().getFocusOwner() instanceof PanelView) {
                lookup("#worker-slider").requestFocus();
              }
            });
    ConnectedMark.on(center, model);
  }
}
