package weir.desktop.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** Chooses the clock of all charts of latencies, among those that the source has. */
final class ClockChoice extends ChoiceBox<LatencyClock> {

  ClockChoice(PanelModel model, String id) {
    setId(id);
    getStyleClass().add("clock-choice");
    setConverter(
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
    model.partsProperty().subscribe(this::offer);
    valueProperty().bindBidirectional(model.charts().clockProperty());
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(model.charts().clockProperty().map(LatencyClock::meaning));
    setTooltip(tooltip);
    setMinWidth(USE_PREF_SIZE);
    setAccessibleText("Which of the five latencies the chart shows");
  }

  /**
   * The clock chosen is among them before those that are gone go: it is never none. Of a source
   * without any there is nothing to choose.
   */
  private void offer(Parts parts) {
    List<LatencyClock> there =
        Stream.of(LatencyClock.values()).filter(parts.clocks()::contains).toList();
    setDisable(there.isEmpty());
    if (!there.isEmpty() && !there.equals(getItems())) {
      // As wide as it was with more to choose from: it would not count its bold letters anew.
      if (getWidth() > 0) {
        setMinWidth(getWidth());
      }
      getItems().addAll(there.stream().filter(it -> !getItems().contains(it)).toList());
      getItems().retainAll(there);
      FXCollections.sort(getItems());
    }
  }
}
