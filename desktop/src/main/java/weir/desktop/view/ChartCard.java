package weir.desktop.view;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** A chart under its title, its legend and its current figure. */
final class ChartCard extends VBox {

  /**
   * A line of the legend.
   *
   * @param name what the line shows, in a word or two
   * @param meaning the same in one sentence
   * @param ink its colour
   * @param shown whether it is in the chart now
   */
  record Legend(String name, String meaning, Ink ink, ObservableValue<Boolean> shown) {

    Legend(String name, String meaning, Ink ink) {
      this(name, meaning, ink, new SimpleObjectProperty<>(true));
    }
  }

  /**
   * What the card is about.
   *
   * @param node its title, or a choice of titles
   * @param name the title in words
   * @param unit of the figures
   */
  record Heading(Node node, ObservableValue<String> name, String unit) {

    /** A title that stays. */
    static Heading of(String title, String unit) {
      Label label = new Label(title);
      label.getStyleClass().add("chart-title");
      label.setMinWidth(USE_PREF_SIZE);
      return new Heading(label, label.textProperty(), unit);
    }
  }

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

  /** A chart over time, which reads as its current figure. */
  ChartCard(Heading heading, List<Legend> legend, Corner corner, TimeChart chart) {
    this(
        heading,
        legend,
        corner,
        chart,
        Bindings.createStringBinding(
            () ->
                heading.name().getValue()
                    + ", "
                    + heading.unit()
                    + ", over time; now "
                    + corner.text().getValue()
                    + ".",
            heading.name(),
            corner.text()));
  }

  /**
   * Any chart.
   *
   * @param summary the chart as text
   */
  ChartCard(
      Heading heading,
      List<Legend> legend,
      Corner corner,
      Region chart,
      ObservableValue<String> summary) {
    getStyleClass().add("chart-card");
    Label unitLabel = new Label(heading.unit());
    unitLabel.getStyleClass().add("chart-unit");
    HBox names = new HBox(6, heading.node(), unitLabel);
    names.setAlignment(Pos.BASELINE_LEFT);
    HBox lines = new HBox(12);
    lines.getStyleClass().add("legend");
    for (Legend entry : legend) {
      Label label = new Label(entry.name(), entry.ink());
      label.setMinWidth(USE_PREF_SIZE);
      label.setTooltip(new Tooltip(entry.meaning()));
      label.visibleProperty().bind(entry.shown());
      label.managedProperty().bind(entry.shown());
      lines.getChildren().add(label);
    }
    Label figure = label(corner.id(), "corner-figure", corner.text());
    Label note = label(corner.noteId(), "corner-note", corner.note());
    chart.accessibleTextProperty().bind(summary);
    VBox.setVgrow(chart, Priority.ALWAYS);
    getChildren().addAll(row(names, figure), new LegendRow(lines, note), chart);
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
