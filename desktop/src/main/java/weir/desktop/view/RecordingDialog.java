package weir.desktop.view;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import weir.desktop.model.RecorderHand;

/** Asks for the name of a recording. Where it is kept is the server's business. */
final class RecordingDialog extends VBox {

  private static final double WIDTH = 460;

  private final TextField name = new TextField();

  /**
   * Creates the question.
   *
   * @param recorder starts the recording
   * @param close takes the question away
   */
  RecordingDialog(RecorderHand recorder, Runnable close) {
    super(10);
    setId("recording-dialog");
    setMaxWidth(WIDTH);
    Label title = new Label("Record what the panel shows");
    title.getStyleClass().add("overlay-title");
    name.setId("recording-name");
    name.setText(recorder.proposedName());
    name.setAccessibleText("Name of the recording");
    Label where =
        new Label(
            "The server writes it to "
                + recorder.statusProperty().get().folder()
                + ", readable by its owner alone, until it is stopped. 'weir panel FILE' opens"
                + " it.");
    where.setWrapText(true);
    where.getStyleClass().add("text-muted");
    Button start = new Button("Start");
    start.setId("recording-start");
    start.getStyleClass().add(Styles.ACCENT);
    Button cancel = new Button("Cancel");
    Runnable go =
        () -> {
          close.run();
          recorder.start(name.getText());
        };
    start.setOnAction(event -> go.run());
    name.setOnAction(event -> go.run());
    cancel.setOnAction(event -> close.run());
    HBox buttons = new HBox(8, cancel, start);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(title, name, where, buttons);
  }

  /** Where to type. */
  TextField name() {
    return name;
  }
}
