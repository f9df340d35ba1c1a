package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.MeasuredTime;

/** The workers, one row each; any column sorts, and the stuck ones come first where wanted. */
final class WorkerTable extends TableView<WorkerRow> {

  private static final PseudoClass STUCK = PseudoClass.getPseudoClass("stuck");
  private static final double NANOS_PER_MICRO = 1e3;

  private final Label nothing = new Label();
  private final TableColumn<WorkerRow, WorkerRow.Reading> failed =
      column(
          "Failed",
          74,
          it -> Text.shortCount(it.figures().failed()),
          Comparator.comparingLong(it -> it.figures().failed()),
          true);
  private boolean stuckFirst;

  WorkerTable() {
    setId("workers");
    getStyleClass().addAll(Styles.DENSE, "worker-table");
    setAccessibleText("Workers, one row each");
    setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    setMinSize(0, 90);
    nothing.setId("no-workers");
    nothing.setWrapText(true);
    setPlaceholder(nothing);
    setRowFactory(table -> new Row());
    setSortPolicy(table -> sortRows());
    getColumns()
        .add(column("Place", 60, it -> String.valueOf(it.figures().place()), byPlace(), true));
    getColumns()
        .add(
            column(
                "State",
                110,
                it -> it.state().text(),
                Comparator.comparing(WorkerRow.Reading::state),
                false));
    getColumns()
        .add(
            column(
                "Thread",
                138,
                it -> it.figures().thread().isEmpty() ? Text.UNKNOWN : it.figures().thread(),
                Comparator.comparing(it -> it.figures().thread()),
                false));
    getColumns()
        .add(
            column(
                "Age",
                82,
                WorkerTable::age,
                Comparator.comparingLong(it -> it.figures().eventNanos()),
                true));
    getColumns()
        .add(
            column(
                "Completed",
                108,
                it -> Text.shortCount(it.figures().completed()),
                Comparator.comparingLong(it -> it.figures().completed()),
                true));
    getColumns().add(failed);
    TableColumn<WorkerRow, WorkerRow.Reading> busy =
        column(
            "Busy", 126, it -> "", Comparator.comparingDouble(WorkerRow.Reading::busyShare), true);
    busy.setCellFactory(of -> new BusyCell());
    getColumns().add(busy);
  }

  /** What to say where there is no row. */
  void explain(String why) {
    nothing.setText(why);
  }

  /** Whether anybody counts failures. */
  void showFailures(boolean counted) {
    failed.setVisible(counted);
  }

  /** Whether the stuck ones come first, whatever the rest is sorted by. */
  void setStuckFirst(boolean first) {
    stuckFirst = first;
    sort();
  }

  private static Comparator<WorkerRow.Reading> byPlace() {
    return Comparator.comparingInt(it -> it.figures().place());
  }

  /** Rows that are equal stay where they are, by place: they would dance otherwise. */
  private boolean sortRows() {
    Comparator<WorkerRow> order = Comparator.comparing(WorkerRow::reading, byPlace());
    if (getComparator() != null) {
      order = getComparator().thenComparing(order);
    }
    if (stuckFirst) {
      order = Comparator.comparing((WorkerRow row) -> !row.reading().stuck()).thenComparing(order);
    }
    List<WorkerRow> sorted = getItems().stream().sorted(order).toList();
    // Rows that are put where they were are drawn anew all the same.
    if (!sorted.equals(getItems())) {
      getItems().setAll(sorted);
    }
    return true;
  }

  private static String age(WorkerRow.Reading reading) {
    long nanos = reading.figures().eventNanos();
    return nanos == 0 ? Text.UNKNOWN : MeasuredTime.text(nanos / NANOS_PER_MICRO);
  }

  private static TableColumn<WorkerRow, WorkerRow.Reading> column(
      String title,
      double width,
      Function<WorkerRow.Reading, String> text,
      Comparator<WorkerRow.Reading> order,
      boolean figure) {
    TableColumn<WorkerRow, WorkerRow.Reading> column = new TableColumn<>(title);
    column.setId("worker-" + title.replaceAll("\\W.*", "").toLowerCase(Locale.ROOT));
    column.setPrefWidth(width);
    column.setMinWidth(width - 6);
    column.setReorderable(false);
    column.setCellValueFactory(row -> row.getValue().readingProperty());
    column.setComparator(order);
    column.setCellFactory(of -> new Cell(text, figure));
    return column;
  }

  private static final class Cell extends TableCell<WorkerRow, WorkerRow.Reading> {

    private final Function<WorkerRow.Reading, String> text;

    Cell(Function<WorkerRow.Reading, String> text, boolean figure) {
      this.text = text;
      if (figure) {
        getStyleClass().add("figure-cell");
      }
    }

    @Override
    protected void updateItem(WorkerRow.@Nullable Reading reading, boolean empty) {
      super.updateItem(reading, empty);
      setText(reading == null ? "" : text.apply(reading));
    }
  }

  /** Stands out while its worker is stuck. */
  private static final class Row extends TableRow<WorkerRow> {

    Row() {
      itemProperty()
          .flatMap(WorkerRow::readingProperty)
          .map(WorkerRow.Reading::stuck)
          .orElse(false)
          .subscribe(stuck -> pseudoClassStateChanged(STUCK, stuck));
    }
  }
}
