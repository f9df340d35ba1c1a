package weir.desktop.view;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import weir.core.figures.WorkerFigures;
import weir.desktop.model.BusyShares;

/** A row of the workers' table: the worker at one place, whoever it is. */
final class WorkerRow {

  /** What a worker is at, as the table names it; in the order in which they are looked for. */
  enum State {
    STUCK("⚠ stuck"),
    LEAVING("↩ leaving"),
    STARTING("◌ starting"),
    HANDLING("▶ handling"),
    IDLE("○ idle");

    private final String text;

    State(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }

    static State of(WorkerFigures worker, boolean stuck) {
      if (stuck) {
        return STUCK;
      }
      return switch (worker.state()) {
        case STARTING -> STARTING;
        case IDLE -> IDLE;
        case HANDLING -> HANDLING;
        case LEAVING -> LEAVING;
      };
    }
  }

  /**
   * How the worker stands.
   *
   * @param figures its figures
   * @param state what it is at
   * @param busy how busy it was lately: the same object for a place, so a reading is only of now
   */
  record Reading(WorkerFigures figures, State state, BusyShares busy) {

    private static final int SHOWN_SECONDS = 10;

    boolean stuck() {
      return state == State.STUCK;
    }

    /** NaN before the first second. */
    double busyShare() {
      return busy.mean(SHOWN_SECONDS);
    }
  }

  private final ReadOnlyObjectWrapper<Reading> reading;

  WorkerRow(Reading first) {
    reading = new ReadOnlyObjectWrapper<>(this, "reading", first);
  }

  ReadOnlyObjectProperty<Reading> readingProperty() {
    return reading.getReadOnlyProperty();
  }

  Reading reading() {
    return reading.get();
  }

  void show(Reading now) {
    reading.set(now);
  }
}
