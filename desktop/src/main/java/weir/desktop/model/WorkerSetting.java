package weir.desktop.model;

import java.util.Locale;
import javafx.beans.property.ReadOnlyIntegerProperty;
import weir.core.figures.WorkerRange;

/** A number of workers that a slider can set: in the server, or in thought only. FX thread only. */
public interface WorkerSetting {

  /**
   * The number to show.
   *
   * @return the property
   */
  ReadOnlyIntegerProperty targetWorkersProperty();

  /**
   * The numbers that there are.
   *
   * @return the range
   */
  WorkerRange workerRange();

  /**
   * Sets the number.
   *
   * @param count workers
   */
  void resizeWorkers(int count);

  /**
   * Sets the number, as typed.
   *
   * @param text a whole number
   */
  void resizeWorkers(String text);

  /**
   * Some more or fewer, as far as the range goes.
   *
   * @param by how many more; negative for fewer
   */
  void stepWorkers(int by);

  /**
   * Says whether the user holds the slider.
   *
   * @param held true from press to release
   */
  void setAdjustingWorkers(boolean held);

  /** What is wrong with a text that is no number, or none in range. */
  static String noCount(String text, WorkerRange range) {
    return String.format(
        Locale.ROOT,
        "“%s” is no worker count: type a whole number from %d to %d.",
        text.strip(),
        range.least(),
        range.most());
  }
}
