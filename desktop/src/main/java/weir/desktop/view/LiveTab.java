package weir.desktop.view;

import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The figures and charts of now. */
final class LiveTab {

  private LiveTab() {}

  /**
   * Creates the tab.
   *
   * @param model what it shows
   * @param view how much room there is
   * @param keys takes the keys that none of its controls uses, before they scroll it
   */
  static DetailTab.Content of(PanelModel model, ViewState view, EventHandler<KeyEvent> keys) {
    ChartGrid charts = new ChartGrid(model);
    VBox.setVgrow(charts, Priority.ALWAYS);
    TheoryRow theory = new TheoryRow(model, view);
    Shown.only(model.partsProperty().map(Parts::theory), theory);
    VBox figures =
        new VBox(
            new LedgerRow(model), new JournalLine(model), new GroupLine(model), charts, theory);
    figures.addEventHandler(KeyEvent.ANY, keys);
    return new TabScroll("live", figures, model);
  }
}
