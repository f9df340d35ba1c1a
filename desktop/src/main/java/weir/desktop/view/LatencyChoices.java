package weir.desktop.view;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import weir.desktop.model.LatencyView;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** Which of the five clocks is charted, and by what its events are put in order. */
final class LatencyChoices extends HBox {

  LatencyChoices(PanelModel model) {
    super(8);
    PillRow views =
        PillRow.of(
            "latency-view",
            List.of(LatencyView.values()),
            LatencyView::label,
            LatencyView::meaning,
            model.charts().latencyViewProperty());
    Shown.only(model.partsProperty().map(Parts::cohorts), views);
    setAlignment(Pos.BASELINE_LEFT);
    getChildren().addAll(new ClockChoice(model, "latency-clock"), views);
  }
}
