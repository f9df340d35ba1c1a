package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/** What the panel can be told to save, in files and as a recording. */
final class SaveActions {

  private static final String SAVE = "Save";
  private static final ObservableValue<Boolean> ALWAYS = new SimpleObjectProperty<>(true);

  private final PanelModel model;
  private final Exports exports;
  private final List<PanelAction> actions = new ArrayList<>();

  private SaveActions(PanelModel model, Exports exports) {
    this.model = model;
    this.exports = exports;
  }

  /**
   * All of them.
   *
   * @param model what is saved
   * @param exports save files
   * @param record starts or stops a recording
   */
  static List<PanelAction> of(PanelModel model, Exports exports, Runnable record) {
    SaveActions made = new SaveActions(model, exports);
    made.add("Start or stop a recording", RecorderButton.canRecord(model), record, "F9");
    made.add("The window as a picture (PNG)", ALWAYS, exports::saveWindow, "Shortcut+S");
    made.add(
        "The chart in focus as a picture (PNG)", ALWAYS, exports::saveChart, "Shortcut+Shift+S");
    made.addFigures(Exports.Format.CSV, "Shortcut+E");
    made.addFigures(Exports.Format.HLOG, "Shortcut+Shift+E");
    return List.copyOf(made.actions);
  }

  private void addFigures(Exports.Format format, String keys) {
    ObservableValue<Boolean> known = model.figuresProperty().map(figures -> true).orElse(false);
    String as = " as " + format.label();
    add(
        "Figures of what is visible" + as,
        known,
        () -> exports.saveFigures(model.viewport().window(), "visible", format),
        keys);
    addSelection("A", model.viewport().firstProperty(), format);
    addSelection("B", model.viewport().secondProperty(), format);
    add(
        "Figures of all that is known" + as,
        known,
        () ->
            exports.saveFigures(
                new TimeWindow(model.history().oldestNanos(), model.history().nowNanos()),
                "all",
                format),
        "");
  }

  private void addSelection(
      String name, ReadOnlyObjectProperty<@Nullable TimeWindow> selected, Exports.Format format) {
    add(
        "Figures of selection " + name + " as " + format.label(),
        selected.map(stretch -> true).orElse(false),
        () -> {
          TimeWindow stretch = selected.get();
          if (stretch != null) {
            exports.saveFigures(stretch, "selection-" + name, format);
          }
        },
        "");
  }

  private void add(String name, ObservableValue<Boolean> possible, Runnable run, String keys) {
    actions.add(
        new PanelAction(
            SAVE, name, keys.isEmpty() ? List.of() : List.of(Shortcut.keys(keys)), possible, run));
  }
}
