package weir.desktop.view;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javafx.beans.binding.Bindings;
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
import weir.desktop.model.PanelModel;
import weir.desktop.model.RecordedTime;

/**
 * What stands in the place of the controls while the panel shows a recording: its time, which is
 * the right end of the charts, to be chosen, and played. Arrow keys move by a second, page keys by
 * a minute, the space bar plays and pauses.
 */
final class RecordingBar extends VBox {

  private static final double SECOND_NANOS = 1e9;
  private static final double PAGE_SECONDS = 60;

  private final RecordedTime recorded;
  private final Slider slider = new Slider();
  private final Button play = new Button();
  private final Label time = new Label();

  /** Whether the slider moves because the time does, and not because somebody moves it. */
  private boolean following = true;

  private RecordingBar(RecordedTime recorded, PanelModel model) {
    this.recorded = recorded;
    getStyleClass().add("control-bar");
    setId("recording-bar");
    play.setId("recording-play");
    play.setMinWidth(USE_PREF_SIZE);
    play.setOnAction(event -> recorded.togglePlaying());
    play.setTooltip(new Tooltip("Play or pause (space)"));
    play.textProperty().bind(recorded.playingProperty().map(on -> on ? "Pause" : "Play"));
    time.setId("recording-time");
    time.setMinWidth(USE_PREF_SIZE);
    prepareSlider();
    HBox row = new HBox(12, play, speed(), slider, time);
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(row, message(model));
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.SPACE) {
            recorded.togglePlaying();
            event.consume();
          }
        });
    PlayClock.on(recorded);
    model.frameProperty().subscribe(this::follow);
    model.connectionProperty().subscribe(this::follow);
    model.viewport().viewProperty().subscribe(this::follow);
    recorded.progressProperty().subscribe(this::follow);
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
    Shown.only(model.recordingProperty().map(recorded -> false).orElse(true), controls);
    model
        .recordingProperty()
        .subscribe(
            recorded -> {
              if (recorded != null) {
                RecordingBar bar = new RecordingBar(recorded, model);
                place.getChildren().add(bar);
                // Arrow keys choose a time from the first moment on.
                bar.slider.requestFocus();
              }
            });
    return place;
  }

  private static Label message(PanelModel model) {
    Label message = new Label();
    message.setId("recording-message");
    message.getStyleClass().add("message");
    message.setMinWidth(0);
    message
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  String said = model.commands().noticeProperty().get().text();
                  return said.isEmpty() ? Text.whyOff(model.connectionProperty().get()) : said;
                },
                model.connectionProperty(),
                model.commands().noticeProperty()));
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(message.textProperty());
    message.setTooltip(whole);
    return message;
  }

  private void prepareSlider() {
    slider.setId("recording-slider");
    slider.setAccessibleText("Time in the recording");
    slider.setMax(Math.max(1, recorded.lengthNanos() / SECOND_NANOS));
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
    speed.getItems().setAll(RecordedTime.SPEEDS);
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
    speed.setValue(RecordedTime.SPEEDS.getFirst());
    speed.valueProperty().subscribe(recorded::setSpeed);
    return speed;
  }

  private void choose(double seconds) {
    if (!following) {
      recorded.seek((long) (seconds * SECOND_NANOS));
    }
  }

  private void follow() {
    following = true;
    if (!slider.isValueChanging()) {
      slider.setValue(recorded.positionNanos() / SECOND_NANOS);
    }
    following = false;
    double loaded = recorded.progressProperty().get();
    time.setText(
        clock(recorded.positionNanos())
            + " of "
            + clock(recorded.lengthNanos())
            + (loaded < 1 ? String.format(Locale.ROOT, " · loading %.0f %%", 100 * loaded) : ""));
    slider.setAccessibleHelp(time.getText());
  }

  private static String clock(long nanos) {
    long seconds = TimeUnit.NANOSECONDS.toSeconds(nanos);
    return String.format(
        Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
