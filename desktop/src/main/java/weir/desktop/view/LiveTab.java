package weir.desktop.view;

import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The figures and charts of now; they scroll where the window is too low for them. */
final class LiveTab implements DetailTab.Content {

  private final ScrollPane scroll;

  /**
   * Creates the tab.
   *
   * @param model what it shows
   * @param view how much room there is
   * @param keys takes the keys that none of its controls uses, before they scroll it
   */
  LiveTab(PanelModel model, ViewState view, EventHandler<KeyEvent> keys) {
    ChartGrid charts = new ChartGrid(model);
    VBox.setVgrow(charts, Priority.ALWAYS);
    TheoryRow theory = new TheoryRow(model, view);
    Shown.only(model.partsProperty().map(Parts::theory), theory);
    VBox figures = new VBox(new LedgerRow(model), charts, theory);
    figures.getStyleClass().add("figures");
    figures.setMinWidth(0);
    ConnectedMark.on(figures, model);
    figures.addEventHandler(KeyEvent.ANY, keys);
    // A scroll pane that is clicked in takes the focus, and with it the keys of the charts.
    figures.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
    scroll = new ScrollPane(figures);
    scroll.setId("live");
    scroll.getStyleClass().add("live");
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setMinSize(0, 0);
    scroll.skinProperty().subscribe(skin -> scroll.lookupAll(".viewport").forEach(LiveTab::draw));
  }

  /**
   * A scroll pane keeps a picture of what it shows, and makes all of it anew whenever a digit
   * changes: without one, only what has changed is drawn.
   */
  private static void draw(Node viewport) {
    viewport.setCache(false);
  }

  @Override
  public Node node() {
    return scroll;
  }

  /** Charts that nobody sees are hidden with the tab, and draw nothing. */
  @Override
  public void setOnShow(boolean onShow) {
    scroll.setVisible(onShow);
  }
}
