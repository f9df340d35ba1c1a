package weir.desktop.view;

import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import weir.desktop.model.PanelModel;

/** What a tab shows, as wide as the tab; it scrolls where the window is too low for it. */
final class TabScroll extends ScrollPane implements DetailTab.Content {

  /**
   * Creates the content of a tab.
   *
   * @param id node id
   * @param content what scrolls
   * @param model knows whether there is a server: without one, figures are grey
   */
  TabScroll(String id, Region content, PanelModel model) {
    this(id, content);
    content.getStyleClass().add("figures");
    ConnectedMark.on(content, model);
  }

  /**
   * Creates the content of a tab that shows no figures of a server.
   *
   * @param id node id
   * @param content what scrolls
   */
  TabScroll(String id, Region content) {
    super(content);
    setId(id);
    getStyleClass().add("live");
    content.setMinWidth(0);
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinSize(0, 0);
    // A scroll pane that is clicked in takes the focus, and with it the keys of the charts.
    content.addEventHandler(MouseEvent.MOUSE_PRESSED, MouseEvent::consume);
    skinProperty().subscribe(skin -> lookupAll(".viewport").forEach(TabScroll::draw));
  }

  /**
   * A scroll pane keeps a picture of what it shows, and makes all of it anew whenever a digit
   * changes: without one, only what has changed is drawn.
   */
  private static void draw(Node viewport) {
    viewport.setCache(false);
  }

  @Override
  public ScrollPane node() {
    return this;
  }

  /** What nobody sees is hidden with the tab, and draws nothing. */
  @Override
  public void setOnShow(boolean onShow) {
    setVisible(onShow);
  }
}
