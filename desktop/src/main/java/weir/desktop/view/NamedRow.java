package weir.desktop.view;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A name on the left, what belongs to it on the right. */
final class NamedRow extends HBox {

  NamedRow(Label name, Region right) {
    setSpacing(8);
    setAlignment(Pos.BASELINE_LEFT);
    name.setMinWidth(USE_PREF_SIZE);
    Region gap = new Region();
    setHgrow(gap, Priority.ALWAYS);
    getChildren().addAll(name, gap, right);
  }
}
