package weir.desktop.view;

import java.util.function.ToLongFunction;
import javafx.beans.binding.Bindings;
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
   * @param count the figure
   */
  FigureTile(
      String id,
      String name,
      String meaning,
      Ink ink,
      ObservableValue<@Nullable Figures> figures,
      ToLongFunction<Figures> count) {
    getStyleClass().add("figure-tile");
    Label title = new Label(name, ink);
    title.getStyleClass().add("figure-title");
    Label figure = new Label();
    figure.setId(id);
    figure.getStyleClass().add("figure");
    ObservableValue<String> exact =
        Text.shown(figures, f -> Text.count(count.applyAsLong(f)), Text.UNKNOWN);
    ObservableValue<String> shorter =
        Text.shown(figures, f -> Text.shortCount(count.applyAsLong(f)), Text.UNKNOWN);
    figure
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> fits(exact.getValue(), figure) ? exact.getValue() : shorter.getValue(),
                exact,
                shorter,
                figure.fontProperty(),
                widthProperty()));
    figure.accessibleTextProperty().bind(exact.map(value -> name + " " + value + ". " + meaning));
    title.setLabelFor(figure);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(exact.map(value -> name + " " + value + "\n" + meaning));
    Tooltip.install(this, whole);
    setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(this, Priority.ALWAYS);
    setMinWidth(USE_PREF_SIZE);
    title.setMinWidth(USE_PREF_SIZE);
    // The title says how wide a tile must be; the figure takes what there is.
    figure.setMinWidth(0);
    figure.setPrefWidth(0);
    figure.setMaxWidth(Double.MAX_VALUE);
    getChildren().addAll(title, figure);
  }

  private boolean fits(String text, Label figure) {
    javafx.scene.text.Text measure = new javafx.scene.text.Text(text);
    measure.setFont(figure.getFont());
    double room = getWidth() - snappedLeftInset() - snappedRightInset();
    return measure.getLayoutBounds().getWidth() <= room;
  }
}
