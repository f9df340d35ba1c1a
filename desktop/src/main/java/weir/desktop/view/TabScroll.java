package weir.desktop.view;

import javafx.scene.control.ScrollPane;
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
    super(content);
    setId(id);
    getStyleClass().add("live");
    content.getStyleClass().add("figures");
    content.setMinWidth(0);
    ConnectedMark.on(content, model);
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMinSize(0, 0);
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
