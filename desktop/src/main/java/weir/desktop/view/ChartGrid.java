package weir.desktop.view;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;

/** The charts over one time axis, and under their tools what was selected in them. */
final class ChartGrid extends VBox {

  ChartGrid(PanelModel model) {
    getStyleClass().add("chart-area");
    ChartRows rows = new ChartRows(model);
    VBox.setVgrow(rows, Priority.ALWAYS);
    getChildren().addAll(new ChartToolbar(model), new ComparisonStrip(model), rows);
  }
}
