package weir.desktop.view;

import javafx.scene.control.Label;

/** Says what is wrong with an input, below it; not there while nothing is. */
final class FaultLabel extends Label {

  FaultLabel(String id) {
    setId(id);
    getStyleClass().add("fault-text");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    Shown.only(textProperty().map(text -> !text.isEmpty()), this);
  }
}
