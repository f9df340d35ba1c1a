package weir.desktop.model;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** What the user wants charted, among what the source on show has. FX thread only. */
public final class ChartChoice {

  /** Width of a usual chart. */
  private static final int PIXELS = 600;

  private static final long LEAST_FRAME_NANOS = 50_000_000;
  private static final long MOST_FRAME_NANOS = 1_000_000_000;

  private final ReadOnlyObjectWrapper<Parts> parts =
      new ReadOnlyObjectWrapper<>(this, "parts", Parts.ALL);
  private final ObjectProperty<TimeSpan> span =
      new SimpleObjectProperty<>(this, "span", TimeSpan.TWO_MINUTES);
  private final ObjectProperty<LatencyClock> clock =
      new SimpleObjectProperty<>(this, "clock", LatencyClock.RESPONSE);
  private final ObjectProperty<LatencyView> latencyView =
      new SimpleObjectProperty<>(this, "latencyView", LatencyView.BY_COMPLETION);

  ChartChoice() {}

  /**
   * Width of the charts' time axis.
   *
   * @return the property
   */
  public ObjectProperty<TimeSpan> spanProperty() {
    return span;
  }

  /**
   * Which latency the panel charts.
   *
   * @return the property
   */
  public ObjectProperty<LatencyClock> clockProperty() {
    return clock;
  }

  /**
   * Whether latencies are charted by when the events ended or by when they arrived.
   *
   * @return the property
   */
  public ObjectProperty<LatencyView> latencyViewProperty() {
    return latencyView;
  }

  /** Time in which the picture moves by about one pixel: redrawing sooner shows nothing new. */
  long frameNanos() {
    long pixelNanos = span.get().spanNanos() / PIXELS;
    return Math.clamp(pixelNanos, LEAST_FRAME_NANOS, MOST_FRAME_NANOS);
  }

  ReadOnlyObjectProperty<Parts> partsProperty() {
    return parts.getReadOnlyProperty();
  }

  /** Runs this when the user, or what the source has, makes another choice. */
  void onChange(Runnable then) {
    span.addListener((property, before, after) -> then.run());
    clock.addListener((property, before, after) -> then.run());
    latencyView.addListener((property, before, after) -> then.run());
  }

  /** A choice that the source does not have falls back to one that it has. */
  void fit(Parts now) {
    if (now.equals(parts.get())) {
      return;
    }
    if (!now.clocks().isEmpty() && !now.clocks().contains(clock.get())) {
      for (LatencyClock candidate : LatencyClock.values()) {
        if (now.clocks().contains(candidate)) {
          clock.set(candidate);
          break;
        }
      }
    }
    if (!now.cohorts()) {
      latencyView.set(LatencyView.BY_COMPLETION);
    }
    parts.set(now);
  }
}
