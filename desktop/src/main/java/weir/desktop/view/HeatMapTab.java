package weir.desktop.view;

import java.util.List;
import javafx.event.EventHandler;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.desktop.model.PanelModel;

/** All latencies over time. */
final class HeatMapTab {

  private HeatMapTab() {}

  /** The keys take what no control in the tab uses, before it scrolls the tab. */
  static DetailTab.Content of(PanelModel model, EventHandler<KeyEvent> keys) {
    CardPane cards = new CardPane();
    cards.setCards(List.of(HeatMapCard.of(model)));
    VBox.setVgrow(cards, Priority.ALWAYS);
    VBox all = new VBox(new ChartToolbar(model), cards);
    all.addEventHandler(KeyEvent.ANY, keys);
    return new TabScroll("heat-map-tab", all, model);
  }
}
