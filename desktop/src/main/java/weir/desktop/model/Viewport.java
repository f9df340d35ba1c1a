package weir.desktop.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * What all charts look at together: a {@link View}, the moment under the cross-hair, and the two
 * stretches that are compared. FX thread only.
 */
public final class Viewport {

  private static final int MOST_VIEWS = 50;

  private final ReadOnlyObjectWrapper<View> view =
      new ReadOnlyObjectWrapper<>(this, "view", View.following(TimeSpan.TWO_MINUTES.spanNanos()));
  private final ObjectProperty<@Nullable Long> crossHair =
      new SimpleObjectProperty<>(this, "crossHair", null);
  private final ObjectProperty<@Nullable TimeWindow> first =
      new SimpleObjectProperty<>(this, "first", null);
  private final ObjectProperty<@Nullable TimeWindow> second =
      new SimpleObjectProperty<>(this, "second", null);
  private final ObjectProperty<DragMode> dragMode =
      new SimpleObjectProperty<>(this, "dragMode", DragMode.ZOOM);
  private final Deque<View> earlier = new ArrayDeque<>();
  private final Supplier<View.Known> known;

  /** Whether somebody said that the picture is to stand: then no zoom sets it going. */
  private boolean paused;

  /** Creates the viewport of a past. */
  Viewport(Supplier<View.Known> known) {
    this.known = known;
  }

  /**
   * The view.
   *
   * @return the property
   */
  public ReadOnlyObjectProperty<View> viewProperty() {
    return view.getReadOnlyProperty();
  }

  /**
   * The moment that every chart tells its values of.
   *
   * @return the property: the server's uptime, in nanoseconds; null for none
   */
  public ObjectProperty<@Nullable Long> crossHairProperty() {
    return crossHair;
  }

  /**
   * The first of the two stretches that are compared, A.
   *
   * @return the property; null for none
   */
  public ObjectProperty<@Nullable TimeWindow> firstProperty() {
    return first;
  }

  /**
   * The second of them, B.
   *
   * @return the property; null for none
   */
  public ObjectProperty<@Nullable TimeWindow> secondProperty() {
    return second;
  }

  /**
   * What a drag does.
   *
   * @return the property
   */
  public ObjectProperty<DragMode> dragModeProperty() {
    return dragMode;
  }

  /**
   * The stretch on show now.
   *
   * @return the window
   */
  public TimeWindow window() {
    return view.get().window(known.get().nowNanos());
  }

  /**
   * How far the picture is behind.
   *
   * @return nanoseconds; 0 while it follows
   */
  public long behindNanos() {
    return view.get().behindNanos(known.get().nowNanos());
  }

  /**
   * Follows the time.
   *
   * @param spanNanos width of the view
   */
  public void follow(long spanNanos) {
    paused = false;
    show(View.following(spanNanos));
  }

  /**
   * Widens or narrows the view.
   *
   * @param factor below 1 to see less time
   * @param aboutNanos the moment that stays where it is
   */
  public void zoom(double factor, long aboutNanos) {
    show(view.get().zoomed(factor, aboutNanos, known.get()));
  }

  /**
   * The same about the middle of a view that stands, and about now of one that follows.
   *
   * @param factor below 1 to see less time
   */
  public void zoom(double factor) {
    TimeWindow window = window();
    if (view.get().following()) {
      follow(Math.round(window.spanNanos() * factor));
    } else {
      zoom(factor, window.fromNanos() + window.spanNanos() / 2);
    }
  }

  /**
   * Shows a stretch.
   *
   * @param window the stretch
   */
  public void zoomTo(TimeWindow window) {
    show(View.over(window.fromNanos(), window.toNanos(), known.get()));
  }

  /**
   * Moves the view; a drag of many small moves is one step back.
   *
   * @param spans how far, in widths of the view; negative to the past
   */
  public void move(double spans) {
    view.set(view.get().moved(spans, known.get()));
  }

  /**
   * Ends the view at a moment, as wide as it is; it follows where that is now.
   *
   * @param nanos the moment, on the server's uptime
   */
  public void endAt(long nanos) {
    long span = view.get().spanNanos();
    view.set(
        nanos >= known.get().nowNanos()
            ? View.following(span)
            : new View(nanos - span, span, false));
  }

  /** Goes back to the view before. */
  public void back() {
    View before = earlier.pollLast();
    paused = false;
    view.set(before != null ? before : View.following(view.get().spanNanos()));
  }

  /** Shows the start of what is known. */
  public void toStart() {
    show(view.get().atStart(known.get()));
  }

  /** Follows the time from now on. */
  public void toNow() {
    follow(view.get().spanNanos());
  }

  /** Lets the picture stand, or go on. Data go on either way. */
  public void togglePause() {
    View now = view.get();
    paused = now.following();
    view.set(now.following() ? now.standing(known.get()) : View.following(now.spanNanos()));
  }

  /**
   * Shows the next marker in the middle, and lays the cross-hair on it.
   *
   * @param markers in the order of time
   * @param later whether to look for it after the last one looked at, or before that; where none
   *     was, from the start of what is shown, or back from its end
   */
  public void toMarker(Iterable<Marker> markers, boolean later) {
    Long from = crossHair.get();
    TimeWindow window = window();
    long at = from != null ? from : later ? window.fromNanos() : endNanos(window);
    Marker found = null;
    for (Marker marker : markers) {
      if (marker.uptimeNanos() < known.get().oldestNanos()) {
        continue; // Told of by the server, of a time that no chart has.
      }
      if (later ? marker.uptimeNanos() > at && found == null : marker.uptimeNanos() < at) {
        found = marker;
      }
    }
    if (found != null) {
      if (!window.contains(found.uptimeNanos())) {
        show(view.get().about(found.uptimeNanos(), known.get()));
      }
      crossHair.set(found.uptimeNanos());
    }
  }

  /** A change may be told of before the first figures that come after it. */
  private long endNanos(TimeWindow window) {
    return view.get().following() ? Long.MAX_VALUE : window.toNanos();
  }

  /** Another past: what was looked at in the last one is gone. */
  void startAfresh() {
    earlier.clear();
    paused = false;
    crossHair.set(null);
    first.set(null);
    second.set(null);
    view.set(View.following(view.get().spanNanos()));
  }

  private void show(View wanted) {
    View now = view.get();
    View next = paused && wanted.following() ? wanted.standing(known.get()) : wanted;
    if (!next.equals(now)) {
      earlier.addLast(now);
      if (earlier.size() > MOST_VIEWS) {
        earlier.removeFirst();
      }
      view.set(next);
    }
  }
}
