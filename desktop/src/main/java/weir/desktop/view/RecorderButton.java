package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import weir.core.link.RecordingStatus;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/** Starts and stops the server's recording, and says how long and how large it is by now. */
final class RecorderButton extends Button {

  private static final PseudoClass RECORDING = PseudoClass.getPseudoClass("recording");
  private static final PseudoClass FAULT = PseudoClass.getPseudoClass("fault");

  /**
   * Creates the button.
   *
   * @param model what the server says
   * @param view how much room there is
   * @param press starts or stops
   */
  RecorderButton(PanelModel model, ViewState view, Runnable press) {
    ObservableValue<RecordingStatus> status = model.commands().recorder().statusProperty();
    setId("record-button");
    getStyleClass().addAll(Styles.SMALL, "record-button");
    setMinWidth(USE_PREF_SIZE);
    setOnAction(event -> press.run());
    textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> text(status.getValue(), view.roomProperty().get().tight()),
                status,
                model.frameProperty(),
                view.roomProperty()));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(status.map(RecorderButton::meaning));
    setTooltip(tooltip);
    accessibleTextProperty().bind(tooltip.textProperty());
    status.subscribe(
        now -> {
          pseudoClassStateChanged(RECORDING, now.isOn());
          pseudoClassStateChanged(FAULT, !now.fault().isEmpty());
        });
    Shown.only(canRecord(model), this);
  }

  /** Whether the server lets its clients record, or records already. */
  static ObservableValue<Boolean> canRecord(PanelModel model) {
    return Shown.both(
        Shown.ifConnected(model),
        model
            .commands()
            .recorder()
            .statusProperty()
            .map(status -> status.isPossible() || status.isOn()));
  }

  private static String text(RecordingStatus status, boolean narrow) {
    if (!status.isOn()) {
      return narrow ? "●" : "● Record";
    }
    Duration since =
        Duration.ofMillis(Math.max(0, System.currentTimeMillis() - status.startEpochMillis()));
    String time = TimeWindow.clock(since.toNanos());
    if (!status.fault().isEmpty()) {
      return "■ " + time + " · not written";
    }
    return narrow ? "■ " + time : "■ " + time + " · " + size(status.writtenBytes());
  }

  private static String meaning(RecordingStatus status) {
    if (!status.isOn()) {
      return "Have the server record what the panel shows (F9)";
    }
    return "Recording to "
        + status.file()
        + ", "
        + size(status.writtenBytes())
        + (status.fault().isEmpty() ? "" : "; not written at present: " + status.fault())
        + ". Press to end it (F9)";
  }

  private static String size(long bytes) {
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.0f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
