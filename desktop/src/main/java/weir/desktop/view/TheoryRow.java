package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Theory;

/** What theory says of the last half minute, beside what was measured, and what that rests on. */
final class TheoryRow extends HBox {

  private static final String HOW_TO_READ =
      "Fed with the rate, the mean and the variability of the service time measured over the last"
          + " 30 s.\n"
          + "✓ the measurement agrees   ? doubtful   ✗ it contradicts";

  TheoryRow(PanelModel model, ViewState view) {
    getStyleClass().add("theory-row");
    Label title = new Label("Theory");
    title.getStyleClass().add("theory-title");
    title.setMinWidth(USE_PREF_SIZE);
    Label headline = label("theory-headline");
    Label basis = label("theory-basis");
    Label arrivals = label("theory-arrivals");
    headline.setMinWidth(0);
    basis.setMinWidth(0);
    arrivals.setMinWidth(0);
    // Its tooltip has the basis where there is no room for it.
    ObservableValue<Boolean> roomy = view.roomProperty().map(room -> !room.narrow() && !room.low());
    Shown.only(roomy, basis, arrivals);
    arrivals.setTooltip(
        new Tooltip(
            "Each event that has not ended counts with its present age.\n"
                + "This mean falls after the right move; that of the ended events may rise."));
    ObservableValue<@Nullable Theory> theory = model.theoryProperty();
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    VBox lines = new VBox(new HBox(12, headline, gap, arrivals), basis);
    HBox.setHgrow(lines, Priority.ALWAYS);
    // The basis may be longer than the row.
    Tooltip whole = new Tooltip(HOW_TO_READ);
    Tooltip.install(this, whole);
    theory.subscribe(
        now -> {
          headline.setText(now == null ? "Waits for events." : now.headline());
          basis.setText(now == null ? "" : String.join("   ", now.basis()));
          arrivals.setText(now == null ? "" : now.arrivals());
          whole.setText(
              now == null ? HOW_TO_READ : String.join("\n", now.basis()) + "\n\n" + HOW_TO_READ);
        });
    getChildren().addAll(title, lines);
  }

  private static Label label(String id) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add(id);
    return label;
  }
}
