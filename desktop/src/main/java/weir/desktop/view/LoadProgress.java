package weir.desktop.view;

import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.figures.LoadFigures;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;

/** How the load that the server sends itself goes, and whether its generator kept up. */
final class LoadProgress extends VBox {

  private static final double NANOS_PER_MICRO = 1e3;

  LoadProgress(PanelModel model) {
    super(2);
    setId("load-progress");
    ObservableValue<@Nullable LoadFigures> load = model.loadProperty();
    Label state = line("load-state", Text.shown(load, LoadProgress::state, ""));
    state.getStyleClass().add("control-title");
    Label counts = line("load-counts", Text.shown(load, LoadProgress::counts, ""));
    Label lateness = line("load-lateness", Text.shown(load, LoadProgress::lateness, ""));
    FaultLabel spoiled = new FaultLabel("load-spoiled");
    spoiled.textProperty().bind(Text.shown(load, LoadProgress::spoiled, ""));
    getChildren().addAll(state, counts, lateness, spoiled);
    Shown.only(load.map(known -> true).orElse(false), this);
  }

  private static Label line(String id, ObservableValue<String> text) {
    Label label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.textProperty().bind(text);
    Shown.only(label.textProperty().map(line -> !line.isEmpty()), label);
    return label;
  }

  private static String state(LoadFigures load) {
    String how =
        switch (load.state()) {
          case STARTING -> "Starts: its generator rehearses";
          case SENDING -> "Sends for " + MeasuredTime.text(load.elapsedNanos() / NANOS_PER_MICRO);
          case STOPPING -> "Stops: waits for its last answers";
          case ENDED -> "Has ended";
          case FAILED -> "Failed";
        };
    return how + (load.note().isEmpty() ? "" : ": " + load.note()) + " · " + load.what();
  }

  private static String counts(LoadFigures load) {
    if (load.state() == LoadFigures.State.STARTING) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        "Sent %s · answered %s · refused (503) %s · failed %s%s",
        Text.shortCount(load.sent()),
        Text.shortCount(load.answered()),
        Text.shortCount(load.rejected()),
        Text.shortCount(load.failed()),
        load.unsent() == 0 ? "" : " · never sent " + Text.shortCount(load.unsent()));
  }

  private static String lateness(LoadFigures load) {
    return load.sent() == 0
        ? ""
        : "Generator itself late: p99 %s, max %s"
            .formatted(
                MeasuredTime.text((double) load.latenessP99Micros()),
                MeasuredTime.text((double) load.latenessMaxMicros()));
  }

  private static String spoiled(LoadFigures load) {
    return load.isSpoiled()
        ? "⚠ The generator itself was late: %s of %s requests left more than 1 ms late. Figures are not to be trusted."
            .formatted(Text.shortCount(load.late()), Text.shortCount(load.sent()))
        : "";
  }
}
