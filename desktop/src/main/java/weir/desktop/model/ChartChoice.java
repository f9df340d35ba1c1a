package weir.desktop.model;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What the user wants charted, among what the source on show has. FX thread only. */
public final class ChartChoice {

  private final ReadOnlyObjectWrapper<Parts> parts =
      new ReadOnlyObjectWrapper<>(this, "parts", Parts.ALL);
  private final ObjectProperty<@Nullable TimeSpan> span =
      new SimpleObjectProperty<>(this, "span", TimeSpan.TWO_MINUTES);
  private final ObjectProperty<LatencyClock> clock =
      new SimpleObjectProperty<>(this, "clock", LatencyClock.RESPONSE);
  private final ObjectProperty<LatencyView> latencyView =
      new SimpleObjectProperty<>(this, "latencyView", LatencyView.BY_COMPLETION);

  private final ObjectProperty<FigureSpan> figureSpan =
      new SimpleObjectProperty<>(this, "figureSpan", FigureSpan.LATELY);
  private final BooleanProperty logBacklog = new SimpleBooleanProperty(this, "logBacklog", false);
  private final BooleanProperty fixedAxes = new SimpleBooleanProperty(this, "fixedAxes", false);

  ChartChoice() {}

  /**
   * Width of the charts' time axis, where it follows the time and has a width with a name.
   *
   * @return the property; null while the {@link Viewport} shows anything else
   */
  public ObjectProperty<@Nullable TimeSpan> spanProperty() {
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

  /**
   * Which events the latency's figures are of.
   *
   * @return the property
   */
  public ObjectProperty<FigureSpan> figureSpanProperty() {
    return figureSpan;
  }

  /**
   * Whether the backlog's axis is logarithmic.
   *
   * @return the property
   */
  public BooleanProperty logBacklogProperty() {
    return logBacklog;
  }

  /**
   * Whether value axes stay as they are; otherwise they follow what is visible.
   *
   * @return the property
   */
  public BooleanProperty fixedAxesProperty() {
    return fixedAxes;
  }

  ReadOnlyObjectProperty<Parts> partsProperty() {
    return parts.getReadOnlyProperty();
  }

  /** Runs this when the user, or what the source has, makes another choice. */
  void onChange(Runnable then) {
    logBacklog.addListener((property, before, after) -> then.run());
    fixedAxes.addListener((property, before, after) -> then.run());
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
