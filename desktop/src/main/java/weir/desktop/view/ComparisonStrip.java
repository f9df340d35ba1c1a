package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import java.util.function.Function;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Estimate;
import weir.desktop.model.MeasuredTime;
import weir.desktop.model.PanelModel;
import weir.desktop.model.SpanComparison;
import weir.desktop.model.SpanFigures;
import weir.desktop.model.Tally;
import weir.desktop.model.TimeWindow;

/** The figures of the two stretches that are selected, and how B differs from A. */
final class ComparisonStrip extends ScrollPane {

  private static final String DIFFERENCE = "B − A";

  private final PanelModel model;
  private final GridPane table = new GridPane();

  ComparisonStrip(PanelModel model) {
    this.model = model;
    setId("comparison");
    getStyleClass().add("comparison-scroll");
    table.getStyleClass().add("comparison");
    setContent(table);
    // It is wider than a small window: that must not widen the charts.
    setMinWidth(0);
    setMinHeight(USE_PREF_SIZE);
    setFitToWidth(true);
    setVbarPolicy(ScrollBarPolicy.NEVER);
    model.viewport().firstProperty().subscribe(now -> show());
    model.viewport().secondProperty().subscribe(now -> show());
    model.charts().clockProperty().subscribe(now -> show());
  }

  private void show() {
    table.getChildren().clear();
    SpanComparison comparison = model.compare();
    boolean any = comparison.first() != null || comparison.second() != null;
    setVisible(any);
    setManaged(any);
    if (!any) {
      return;
    }
    table.add(close(), 0, 0);
    int column = 1;
    for (SpanComparison.Row row : comparison.rows()) {
      table.add(label("comparison-name", row.name()), column++, 0);
    }
    line(1, "A", comparison.first(), comparison, SpanComparison.Row::first);
    line(2, "B", comparison.second(), comparison, SpanComparison.Row::second);
    if (comparison.first() != null && comparison.second() != null) {
      line(3, DIFFERENCE, null, comparison, SpanComparison.Row::difference);
    }
  }

  private Button close() {
    Button button = new Button("✕ clear");
    button.setId("comparison-close");
    button.getStyleClass().add(Styles.SMALL);
    button.setOnAction(
        event -> {
          model.viewport().firstProperty().set(null);
          model.viewport().secondProperty().set(null);
        });
    return button;
  }

  private void line(
      int row,
      String name,
      @Nullable SpanFigures figures,
      SpanComparison comparison,
      Function<SpanComparison.Row, Estimate> side) {
    boolean difference = name.equals(DIFFERENCE);
    if (figures == null && !difference) {
      return;
    }
    table.add(
        label("comparison-name", name + (figures == null ? "" : "  " + over(figures))), 0, row);
    int column = 1;
    for (SpanComparison.Row each : comparison.rows()) {
      Label label = label("comparison-figure", text(side.apply(each), each.unit(), difference));
      label.setId("comparison-" + each.name() + "-" + row);
      if (difference && side.apply(each).isNotZero()) {
        label.getStyleClass().add("comparison-differs");
      }
      table.add(label, column++, row);
    }
  }

  private static String over(SpanFigures figures) {
    return figures.knownNanos() == 0
        ? "nothing is known"
        : TimeWindow.clock(figures.fromNanos())
            + "–"
            + TimeWindow.clock(figures.toNanos())
            + " · "
            + Text.count(figures.count(Tally.COMPLETIONS))
            + " completed";
  }

  private static Label label(String styleClass, String text) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    label.setMinWidth(USE_PREF_SIZE);
    return label;
  }

  /** The figure, and in brackets where the true one lies. */
  static String text(Estimate estimate, SpanComparison.Unit unit, boolean signed) {
    if (Double.isNaN(estimate.value())) {
      return Text.UNKNOWN;
    }
    String value = value(estimate.value(), unit, signed);
    return estimate.isBounded()
        ? value
            + " ["
            + value(estimate.low(), unit, signed)
            + " … "
            + value(estimate.high(), unit, signed)
            + "]"
        : value + " [too few]";
  }

  private static String value(double value, SpanComparison.Unit unit, boolean signed) {
    String sign = value < 0 ? "−" : signed ? "+" : "";
    double size = Math.abs(value);
    return sign
        + switch (unit) {
          case PER_SECOND -> String.format(Locale.ROOT, size < 99.95 ? "%.1f/s" : "%,.0f/s", size);
          case MICROS -> MeasuredTime.text(size);
        };
  }
}
