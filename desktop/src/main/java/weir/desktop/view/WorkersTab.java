package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import weir.core.figures.WorkerFigures;
import weir.desktop.model.Figures;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.PanelModel;
import weir.desktop.model.StuckRule;
import weir.desktop.model.WorkerTimes;

/** Who works, and at what. */
final class WorkersTab extends VBox {

  private static final String NOT_TOLD =
      "This source does not tell its workers apart, so there is nothing to list.";
  private static final String NONE = "There is no worker now: set some below.";

  /** A table that changes more often cannot be read. */
  private static final long RENEWED_NANOS = 500_000_000;

  private final PanelModel model;
  private final WorkerTable table = new WorkerTable();
  private final Label summary = new Label();
  private final Label rule = new Label();
  private final Showing showing = new Showing(this, () -> show(true));
  private final Renewal renewal = new Renewal(RENEWED_NANOS);

  private WorkersTab(PanelModel model) {
    this.model = model;
    summary.setId("workers-summary");
    summary.getStyleClass().add("chart-title");
    rule.setId("stuck-rule");
    rule.getStyleClass().add("hint");
    ToggleButton stuckFirst = new ToggleButton("stuck first");
    stuckFirst.setId("stuck-first");
    stuckFirst.getStyleClass().add(Styles.SMALL);
    stuckFirst.setTooltip(new Tooltip("Show stuck workers above all others"));
    stuckFirst.selectedProperty().subscribe(first -> table.setStuckFirst(first));
    FlowPane head = new FlowPane(10, 4, summary, stuckFirst, rule);
    head.setRowValignment(VPos.BASELINE);
    head.setAlignment(Pos.BASELINE_LEFT);
    VBox.setVgrow(table, Priority.ALWAYS);
    getChildren().addAll(head, table);
    // Whatever it is: an old event gets older while all other figures stay as they are.
    model.figuresProperty().subscribe(() -> show(false));
    model.partsProperty().subscribe(parts -> table.showFailures(parts.failures()));
  }

  static DetailTab.Content of(PanelModel model) {
    return new TabScroll("workers-tab", new WorkersTab(model), model);
  }

  private void show(boolean wanted) {
    Figures figures = model.figuresProperty().get();
    long now = model.history().nowNanos();
    if (!showing.isSeen() || !renewal.isDue(wanted, now)) {
      return;
    }
    WorkerTimes times = model.history().workerTimes();
    List<WorkerFigures> workers = times.latest().orElse(List.of());
    StuckRule stuck =
        StuckRule.of(
            figures == null ? Optional.empty() : LatencyClock.SERVICE.of(figures.latencies()),
            figures == null || figures.resource().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(figures.resource().get().serviceTimeNanos()));
    table.explain(times.latest().isPresent() ? NONE : NOT_TOLD);
    boolean isTimed = model.partsProperty().get().clocks().contains(LatencyClock.SERVICE);
    rule.setText(times.latest().isPresent() && isTimed ? stuck.inWords() : "");
    fill(workers, times, stuck);
    summary.setText(times.latest().isPresent() ? summary(workers) : "Workers");
  }

  private void fill(List<WorkerFigures> workers, WorkerTimes times, StuckRule stuck) {
    Map<Integer, WorkerRow.Reading> readings = new LinkedHashMap<>();
    for (WorkerFigures worker : workers) {
      readings.put(
          worker.place(),
          new WorkerRow.Reading(
              worker,
              WorkerRow.State.of(worker, stuck.isStuck(worker)),
              times.busy(worker.place())));
    }
    table.getItems().removeIf(row -> !readings.containsKey(row.reading().figures().place()));
    for (WorkerRow row : table.getItems()) {
      WorkerRow.Reading reading = readings.remove(row.reading().figures().place());
      if (reading != null) {
        row.show(reading);
      }
    }
    readings.values().forEach(reading -> table.getItems().add(new WorkerRow(reading)));
    table.sort();
  }

  /** Such as {@code 4 workers · 1 stuck · 2 handling · 1 idle}. */
  private String summary(List<WorkerFigures> workers) {
    Map<WorkerRow.State, Integer> counts = new EnumMap<>(WorkerRow.State.class);
    for (WorkerRow row : table.getItems()) {
      counts.merge(row.reading().state(), 1, Integer::sum);
    }
    StringJoiner text = new StringJoiner(" · ");
    text.add(
        workers.size() == WorkerFigures.MOST
            ? "the first " + WorkerFigures.MOST + " workers"
            : workers.size() == 1 ? "1 worker" : workers.size() + " workers");
    counts.forEach((state, count) -> text.add(count + " " + state.text().substring(2)));
    return text.toString();
  }
}
