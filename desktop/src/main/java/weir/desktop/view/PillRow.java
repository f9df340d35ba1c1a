package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.Property;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** A choice of one among a few, as buttons side by side. */
final class PillRow extends HBox {

  private PillRow(String id) {
    setId(id);
    setAlignment(Pos.BASELINE_LEFT);
    setMinWidth(USE_PREF_SIZE);
    setMaxHeight(USE_PREF_SIZE);
  }

  /**
   * A row of buttons.
   *
   * @param id of the row; its buttons are {@code id-0}, {@code id-1} …
   * @param choices two or more
   * @param label what a button says
   * @param meaning the same in a sentence
   * @param chosen follows the buttons, and they follow it
   * @param <T> what is chosen
   */
  static <T> PillRow of(
      String id,
      List<T> choices,
      Function<T, String> label,
      Function<T, String> meaning,
      Property<? super T> chosen) {
    PillRow row = new PillRow(id);
    ToggleGroup group = new ToggleGroup();
    for (int i = 0; i < choices.size(); i++) {
      T choice = choices.get(i);
      ToggleButton button = new ToggleButton(label.apply(choice));
      button.setId(id + "-" + i);
      button.setMinWidth(USE_PREF_SIZE);
      button.setToggleGroup(group);
      button.setTooltip(new Tooltip(meaning.apply(choice)));
      button
          .getStyleClass()
          .addAll(
              Styles.SMALL,
              i == 0
                  ? Styles.LEFT_PILL
                  : i == choices.size() - 1 ? Styles.RIGHT_PILL : Styles.CENTER_PILL);
      chosen.subscribe(now -> button.setSelected(choice.equals(now)));
      button.setOnAction(
          event -> {
            chosen.setValue(choice);
            // A second press of the chosen one would leave none chosen.
            button.setSelected(true);
          });
      row.getChildren().add(button);
    }
    return row;
  }
}
