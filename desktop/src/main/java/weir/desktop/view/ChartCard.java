package weir.desktop.view;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A chart under its title, its legend and its current figure. */
final class ChartCard extends VBox {

  /**
   * A line of the legend.
   *
   * @param name what the line shows, in a word or two
   * @param meaning the same in one sentence
   * @param ink its colour
   */
  record Legend(String name, String meaning, Ink ink) {}

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
    heading.setMinWidth(USE_PREF_SIZE);
    Label unitLabel = new Label(unit);
    unitLabel.getStyleClass().add("chart-unit");
    HBox names = new HBox(6, heading, unitLabel);
    names.setAlignment(Pos.BASELINE_LEFT);
    HBox lines = new HBox(12);
    lines.getStyleClass().add("legend");
    for (Legend entry : legend) {
      Label label = new Label(entry.name(), entry.ink());
      label.setTooltip(new Tooltip(entry.meaning()));
      lines.getChildren().add(label);
    }
    Label figure = label(corner.id(), "corner-figure", corner.text());
    Label note = label(corner.noteId(), "corner-note", corner.note());
    chart
        .accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                () -> title + ", " + unit + ", over time; now " + corner.text().getValue() + ".",
                corner.text()));
    VBox.setVgrow(chart, Priority.ALWAYS);
    getChildren().addAll(row(names, figure), row(lines, note), chart);
  }

  /** What it is on the left, how it stands on the right; the right has the right of way. */
  private static HBox row(HBox left, Label right) {
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMinWidth(0);
    right.setMinWidth(USE_PREF_SIZE);
    HBox row = new HBox(8, left, right);
    row.getStyleClass().add("chart-header");
    row.setAlignment(Pos.BASELINE_LEFT);
    return row;
  }

  private static Label label(String id, String styleClass, ObservableValue<String> text) {
    Label label = new Label();
    label.setId(id);
    label.getStyleClass().add(styleClass);
    label.textProperty().bind(text);
    return label;
  }
}
