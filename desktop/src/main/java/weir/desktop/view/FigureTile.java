package weir.desktop.view;

import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Figures;

/** One figure with its name above it and its colour beside it. */
final class FigureTile extends VBox {

  /**
   * Creates a tile.
   *
   * @param id node id of the figure's label, for style and tests
   * @param name what the figure counts
   * @param meaning one sentence for the tooltip and for screen readers
   * @param ink the figure's colour
   * @param figures where the figure comes from
   * @param text how it reads
   */
  FigureTile(
      String id,
      String name,
      String meaning,
      Ink ink,
      ObservableValue<@Nullable Figures> figures,
      Function<Figures, String> text) {
    getStyleClass().add("figure-tile");
    Label title = new Label(name, ink);
    title.getStyleClass().add("figure-title");
    Label figure = new Label();
    figure.setId(id);
    figure.getStyleClass().add("figure");
    figure.textProperty().bind(Text.shown(figures, text, Text.UNKNOWN));
    figure
        .accessibleTextProperty()
        .bind(figure.textProperty().map(value -> name + " " + value + ". " + meaning));
    title.setLabelFor(figure);
    Tooltip.install(this, new Tooltip(meaning));
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(this, Priority.ALWAYS);
    setMinWidth(84);
    setPrefWidth(120);
    getChildren().addAll(title, figure);
  }
}
