package weir.desktop.view;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import weir.desktop.client.RecordedConnection;
import weir.desktop.model.PanelModel;

/**
 * What stands in the place of the controls while the panel shows a recording: its time, to be
 * chosen, and played. Arrow keys move by a second, page keys by a minute, the space bar plays and
 * pauses.
 */
final class RecordingBar extends VBox {

  private static final double SECOND_NANOS = 1e9;
  private static final double PAGE_SECONDS = 60;

  private final RecordedConnection recording;
  private final Slider slider = new Slider();
  private final Button play = new Button();
  private final Label time = new Label();

  /** Whether the slider moves because the recording does, and not because somebody moves it. */
  private boolean following = true;

  private RecordingBar(RecordedConnection recording, PanelModel model) {
    this.recording = recording;
    getStyleClass().add("control-bar");
    setId("recording-bar");
    play.setId("recording-play");
    play.setMinWidth(USE_PREF_SIZE);
    play.setOnAction(event -> toggle());
    play.setTooltip(new Tooltip("Play or pause (space)"));
    time.setId("recording-time");
    time.setMinWidth(USE_PREF_SIZE);
    prepareSlider();
    HBox row = new HBox(12, play, speed(), slider, time);
    row.setAlignment(Pos.CENTER_LEFT);
    Label message = new Label();
    message.setId("recording-message");
    message.getStyleClass().add("message");
    message.textProperty().bind(model.connectionProperty().map(Text::whyOff));
    getChildren().addAll(row, message);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.SPACE) {
            toggle();
            event.consume();
          }
        });
    model.frameProperty().subscribe(this::follow);
    model.connectionProperty().subscribe(this::follow);
  }

  /**
   * Puts the bar in the place of the controls while a recording is on show.
   *
   * @param controls what a server's panel has there
   * @param model knows what is on show
   * @return what to put into the panel
   */
  static Node inPlaceOf(Node controls, PanelModel model) {
    VBox place = new VBox(controls);
    Shown.only(model.recordingProperty().map(recording -> false).orElse(true), controls);
    model
        .recordingProperty()
        .subscribe(
            recording -> {
              if (recording != null) {
                RecordingBar bar = new RecordingBar(recording, model);
                place.getChildren().add(bar);
                // Arrow keys choose a time from the first moment on.
                bar.slider.requestFocus();
              }
            });
    return place;
  }

  private void prepareSlider() {
    slider.setId("recording-slider");
    slider.setAccessibleText("Time in the recording");
    slider.setMax(Math.max(1, recording.lengthNanos() / SECOND_NANOS));
    slider.setBlockIncrement(1);
    slider.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(slider, Priority.ALWAYS);
    slider.valueProperty().subscribe(value -> choose(value.doubleValue()));
    slider.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          double step =
              event.getCode() == KeyCode.PAGE_UP
                  ? PAGE_SECONDS
                  : event.getCode() == KeyCode.PAGE_DOWN ? -PAGE_SECONDS : 0;
          if (step != 0) {
            slider.adjustValue(slider.getValue() + step);
            event.consume();
          }
        });
  }

  private ChoiceBox<Integer> speed() {
    ChoiceBox<Integer> speed = new ChoiceBox<>();
    speed.setId("recording-speed");
    speed.setAccessibleText("Speed");
    speed.setTooltip(new Tooltip("How fast the recording plays"));
    speed.getItems().setAll(RecordedConnection.SPEEDS);
    speed.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Integer times) {
            return times + "×";
          }

          @Override
          public Integer fromString(String text) {
            return Integer.valueOf(text.substring(0, text.length() - 1));
          }
        });
    speed.setValue(RecordedConnection.SPEEDS.getFirst());
    speed.valueProperty().subscribe(recording::setSpeed);
    return speed;
  }

  private void toggle() {
    recording.setPlaying(!recording.isPlaying());
    follow();
  }

  private void choose(double seconds) {
    if (!following) {
      recording.seek((long) (seconds * SECOND_NANOS));
      showTime();
    }
  }

  private void follow() {
    following = true;
    if (!slider.isValueChanging()) {
      slider.setValue(recording.positionNanos() / SECOND_NANOS);
    }
    following = false;
    showTime();
  }

  private void showTime() {
    play.setText(recording.isPlaying() ? "Pause" : "Play");
    time.setText(clock(recording.positionNanos()) + " of " + clock(recording.lengthNanos()));
    slider.setAccessibleHelp(time.getText());
  }

  private static String clock(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
