package weir.desktop.view;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A chart under its title, its legend and its current figure. */
final class ChartCard extends VBox {

  /**
   * A line of the legend.
   *
   * @param name what the line shows
   * @param ink its colour
   */
  record Legend(String name, Ink ink) {}

  /**
   * The figure in the card's corner.
   *
   * @param id node id of its label
   * @param text what it reads now
   * @param noteId node id of the note below it
   * @param note a smaller text under it
   */
  record Corner(
      String id, ObservableValue<String> text, String noteId, ObservableValue<String> note) {}

  ChartCard(String title, String unit, List<Legend> legend, Corner corner, TimeChart chart) {
    getStyleClass().add("chart-card");
    Label heading = new Label(title);
    heading.getStyleClass().add("chart-title");
    Label unitLabel = new Label(unit);
    unitLabel.getStyleClass().add("chart-unit");
    HBox headline = new HBox(6, heading, unitLabel);
    headline.setAlignment(Pos.BASELINE_LEFT);
    HBox legendRow = new HBox(12);
    legendRow.getStyleClass().add("legend");
    for (Legend entry : legend) {
      legendRow.getChildren().add(new Label(entry.name(), entry.ink()));
    }
    VBox left = new VBox(2, headline, legendRow);
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMinWidth(0);

    Label figure = label(corner.id(), "corner-figure", corner.text());
    Label note = label(corner.noteId(), "corner-note", corner.note());
    VBox right = new VBox(figure, note);
    right.setAlignment(Pos.TOP_RIGHT);
    right.setMinWidth(Region.USE_PREF_SIZE);

    chart
        .accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                () -> title + ", " + unit + ", over time; now " + corner.text().getValue() + ".",
                corner.text()));
    VBox.setVgrow(chart, Priority.ALWAYS);
    Node header = new HBox(8, left, right);
    getChildren().addAll(header, chart);
  }

  private static Label label(String id, String styleClass, ObservableValue<String> text) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add(styleClass);
    label.textProperty().bind(text);
    return label;
  }
}
