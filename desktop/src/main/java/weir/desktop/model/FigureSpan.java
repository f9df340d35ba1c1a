package weir.desktop.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import weir.core.figures.LatencySummary;
import weir.core.figures.Snapshot;

/** Of which events the figures beside a chart are. */
public enum FigureSpan {
  /** Of those that ended lately. */
  LATELY("10 s", "last 10 s", "Figures of the events that ended in the last 10 seconds"),
  /** Of those that ended since something was changed. */
  SINCE_MARKER("change", "since the last change", "Figures since something was last changed"),
  /** Of all since the last reset. */
  SINCE_RESET("reset", "since reset", "Figures since the statistics were last reset");

  private static final long LATELY_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final String label;
  private final String inWords;
  private final String meaning;

  FigureSpan(String label, String inWords, String meaning) {
    this.label = label;
    this.inWords = inWords;
    this.meaning = meaning;
  }

  /**
   * Its name.
   *
   * @return a word
   */
  public String label() {
    return label;
  }

  /**
   * Its name, beside a figure.
   *
   * @return such as {@code last 10 s}
   */
  public String inWords() {
    return inWords;
  }

  /**
   * What it does.
   *
   * @return a sentence without its full stop
   */
  public String meaning() {
    return meaning;
  }

  /** The latency of those events; empty where the source does not measure it. */
  Optional<LatencySummary> read(Snapshot latest, History history, LatencyClock clock) {
    Optional<LatencySummary> sinceReset = clock.of(latest.sinceReset());
    long now = history.nowNanos();
    return switch (this) {
      case SINCE_RESET -> sinceReset;
      case LATELY -> sinceReset.map(any -> summary(history, now - LATELY_NANOS, now, clock));
      case SINCE_MARKER ->
          sinceReset.map(any -> summary(history, lastMarkerNanos(history), now, clock));
    };
  }

  private static LatencySummary summary(History history, long from, long to, LatencyClock clock) {
    return LatencySummary.of(history.figures(from, to, clock).latency());
  }

  /** Without a marker, the start of what is known. */
  private static long lastMarkerNanos(History history) {
    List<Marker> markers = history.markers();
    return markers.isEmpty() ? history.oldestNanos() : markers.getLast().uptimeNanos();
  }
}
