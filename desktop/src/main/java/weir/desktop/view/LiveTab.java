package weir.desktop.view;

import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The figures and charts of now. */
final class LiveTab {

  private LiveTab() {}

  static DetailTab.Content of(PanelModel model, ViewState view) {
    ChartGrid charts = new ChartGrid(model);
    VBox.setVgrow(charts, Priority.ALWAYS);
    TheoryRow theory = new TheoryRow(model, view);
    Shown.only(model.partsProperty().map(Parts::theory), theory);
    return new TabScroll("live", new VBox(new LedgerRow(model), charts, theory), model);
  }
}
