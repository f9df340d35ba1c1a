package weir.desktop.view;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleSetProperty;
import javafx.collections.FXCollections;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import weir.desktop.model.CurveSpan;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PercentileCurve;

/** The curves' legend, their choice, and their figures, all in one. */
final class PercentileTable extends GridPane {

  private final SimpleSetProperty<CurveSpan> chosen =
      new SimpleSetProperty<>(FXCollections.observableSet(CurveSpan.LATELY, CurveSpan.SINCE_RESET));
  private final Map<CurveSpan, Ink> inks = new EnumMap<>(CurveSpan.class);
  private final Map<CurveSpan, List<Label>> figures = new EnumMap<>(CurveSpan.class);

  PercentileTable() {
    setId("percentile-table");
    getStyleClass().add("percentile-table");
    int column = 2;
    add(label("comparison-name", "events"), 1, 0);
    for (double percentile : PercentileCurve.NAMED) {
      add(label("comparison-name", NinesAxis.name(PercentileCurve.nines(percentile))), column++, 0);
    }
    add(label("comparison-name", "max"), column, 0);
    for (CurveSpan span : CurveSpan.values()) {
      addRow(span);
    }
  }

  private void addRow(CurveSpan span) {
    CurveStyle style = CurveStyle.of(span);
    Ink ink = style.newInk();
    ink.setVisible(false);
    ink.setManaged(false);
    inks.put(span, ink);
    int row = figures.size() + 1;
    CheckBox box = new CheckBox(span.label());
    box.setId("curve-" + figures.size());
    box.setGraphic(style.sample(ink));
    box.setTooltip(new Tooltip(span.meaning()));
    box.setMinWidth(USE_PREF_SIZE);
    box.setSelected(chosen.contains(span));
    box.selectedProperty()
        .subscribe(
            on -> {
              if (on) {
                chosen.add(span);
              } else {
                chosen.remove(span);
              }
            });
    add(box, 0, row);
    getChildren().add(ink);
    List<Label> labels = new ArrayList<>();
    for (int i = 0; i < PercentileCurve.NAMED.size() + 2; i++) {
      Label label = label("comparison-figure", "");
      label.setId("curve-" + figures.size() + "-" + i);
      labels.add(label);
      add(label, i + 1, row);
    }
    figures.put(span, labels);
  }

  private static Label label(String styleClass, String text) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /** The curves that are wanted. */
  SimpleSetProperty<CurveSpan> chosenProperty() {
    return chosen;
  }

  Ink ink(CurveSpan span) {
    return inks.getOrDefault(span, new Ink("text-ink"));
  }

  List<Ink> inks() {
    return List.copyOf(inks.values());
  }

  /** Writes the figures of the curves; those that are not among them have none. */
  void show(Map<CurveSpan, PercentileCurve> curves) {
    figures.forEach(
        (span, labels) -> {
          PercentileCurve curve = curves.get(span);
          for (int i = 0; i < labels.size(); i++) {
            labels.get(i).setText(curve == null ? "" : figure(curve, i - 1));
          }
        });
  }

  private static String figure(PercentileCurve curve, int place) {
    if (place < 0) {
      return Text.shortCount(curve.count());
    }
    long micros = place < curve.named().size() ? curve.named().get(place) : curve.maxMicros();
    // A percentile that needs more events than there are is none.
    return micros < 0 || curve.count() == 0 ? Text.UNKNOWN : MeasuredTime.text((double) micros);
  }
}
