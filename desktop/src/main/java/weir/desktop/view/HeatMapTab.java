package weir.desktop.view;

import java.util.List;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;

/** All latencies over time. */
final class HeatMapTab {

  private HeatMapTab() {}

  static DetailTab.Content of(PanelModel model) {
    CardPane cards = new CardPane();
    cards.setCards(List.of(HeatMapCard.of(model)));
    VBox.setVgrow(cards, Priority.ALWAYS);
    return new TabScroll("heat-map-tab", new VBox(new ChartToolbar(model), cards), model);
  }
}
