package weir.desktop.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.geometry.Pos;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.util.StringConverter;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyView;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** Which of the five clocks is charted, and by what its events are put in order. */
final class LatencyChoices extends HBox {

  LatencyChoices(PanelModel model) {
    super(8);
    ChoiceBox<LatencyClock> clocks = new ChoiceBox<>();
    clocks.setId("latency-clock");
    clocks.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(LatencyClock clock) {
            return clock.label();
          }

          @Override
          public LatencyClock fromString(String label) {
            throw new UnsupportedOperationException("a clock is chosen, not typed: " + label);
          }
        });
    model.partsProperty().subscribe(parts -> offer(parts, clocks));
    clocks.valueProperty().bindBidirectional(model.charts().clockProperty());
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(model.charts().clockProperty().map(LatencyClock::meaning));
    clocks.setTooltip(tooltip);
    clocks.setMinWidth(USE_PREF_SIZE);
    clocks.setAccessibleText("Which of the five latencies the chart shows");
    PillRow views =
        PillRow.of(
            "latency-view",
            List.of(LatencyView.values()),
            LatencyView::label,
            LatencyView::meaning,
            model.charts().latencyViewProperty());
    Shown.only(model.partsProperty().map(Parts::cohorts), views);
    setAlignment(Pos.BASELINE_LEFT);
    getChildren().addAll(clocks, views);
  }

  /** The clock chosen is among them before those that are gone go: it is never none. */
  private static void offer(Parts parts, ChoiceBox<LatencyClock> clocks) {
    List<LatencyClock> there =
        Stream.of(LatencyClock.values()).filter(parts.clocks()::contains).toList();
    if (!there.equals(clocks.getItems())) {
      // As wide as it was with more to choose from: it would not count its bold letters anew.
      if (clocks.getWidth() > 0) {
        clocks.setMinWidth(clocks.getWidth());
      }
      clocks
          .getItems()
          .addAll(there.stream().filter(it -> !clocks.getItems().contains(it)).toList());
      clocks.getItems().retainAll(there);
      FXCollections.sort(clocks.getItems());
    }
  }
}
