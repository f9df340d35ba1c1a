package weir.desktop.view;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** The figures and charts of now; they scroll where the window is too low for them. */
final class LiveTab implements DetailTab.Content {

  private final ScrollPane scroll;

  LiveTab(PanelModel model, ViewState view) {
    ChartGrid charts = new ChartGrid(model);
    VBox.setVgrow(charts, Priority.ALWAYS);
    TheoryRow theory = new TheoryRow(model, view);
    Shown.only(model.partsProperty().map(Parts::theory), theory);
    VBox figures = new VBox(new LedgerRow(model), charts, theory);
    figures.getStyleClass().add("figures");
    figures.setMinWidth(0);
    ConnectedMark.on(figures, model);
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
