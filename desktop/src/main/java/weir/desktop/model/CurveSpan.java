package weir.desktop.model;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Of which events a distribution is shown. */
public enum CurveSpan {
  /** Of those that ended lately. */
  LATELY("last 10 s", "The events that ended in the last 10 seconds"),
  /** Of those that ended in the window that the charts show. */
  WINDOW("on show", "The events that ended in the time that the charts show"),
  /** Of the first stretch that is selected. */
  FIRST("A", "The events that ended in the stretch A: drag over a chart with Shift held"),
  /** Of the second stretch that is selected. */
  SECOND("B", "The events that ended in the stretch B: drag over a chart with Ctrl held"),
  /** Of all since the last reset. */
  SINCE_RESET("since reset", "All events since the statistics were last reset");

  private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String label;
  private final String meaning;

  CurveSpan(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  /**
   * Its name.
   *
   * @return a word or three
   */
  public String label() {
    return label;
  }

  /**
   * What it is of.
   *
   * @return a sentence without its full stop
   */
  public String meaning() {
    return meaning;
  }

  /**
   * The stretch of time.
   *
   * @param viewport what the charts look at
   * @param nowNanos the server's uptime
   * @return null where none is selected, and for {@link #SINCE_RESET}, whose start is not kept
   */
  public @Nullable TimeWindow window(Viewport viewport, long nowNanos) {
    return switch (this) {
      case LATELY -> new TimeWindow(nowNanos - LATELY_NANOS, nowNanos);
      case WINDOW -> viewport.window();
      case FIRST -> viewport.firstProperty().get();
      case SECOND -> viewport.secondProperty().get();
      case SINCE_RESET -> null;
    };
  }
}
