package weir.desktop.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/** What of the panel is open, and how much room it has. FX thread only. */
final class ViewState {

  private static final double TIGHT = 1_180;
  private static final double NARROW = 1_000;
  private static final double LOW = 700;

  /**
   * How much room there is. Where it is short, secondary things go.
   *
   * @param tight whether the charts beside each other are too narrow for all that is in their heads
   * @param narrow whether the window is too narrow for all that has its place in a row
   * @param low whether it is too low for all that stands below each other
   */
  record Room(boolean tight, boolean narrow, boolean low) {

    static Room of(double width, double height) {
      return new Room(width < TIGHT, width < NARROW, height < LOW);
    }
  }

  private final ReadOnlyObjectWrapper<Room> room =
      new ReadOnlyObjectWrapper<>(this, "room", new Room(false, false, false));
  private final BooleanProperty resourceShown =
      new SimpleBooleanProperty(this, "resourceShown", false);
  private final BooleanProperty loadShown = new SimpleBooleanProperty(this, "loadShown", false);

  ViewState() {
    // There is room for one of the two.
    resourceShown.subscribe(shown -> loadShown.set(loadShown.get() && !shown));
    loadShown.subscribe(shown -> resourceShown.set(resourceShown.get() && !shown));
  }

  ReadOnlyObjectProperty<Room> roomProperty() {
    return room.getReadOnlyProperty();
  }

  void setSize(double width, double height) {
    room.set(Room.of(width, height));
  }

  /** Whether the resource's settings are open. */
  BooleanProperty resourceShownProperty() {
    return resourceShown;
  }

  /** Whether either of the panes at the side is open. */
  ObservableValue<Boolean> paneShown() {
    // No binding of its own: nobody would keep one.
    return resourceShown.flatMap(shown -> shown ? resourceShown : loadShown);
  }

  /** Whether the load that the server sends itself is open. */
  BooleanProperty loadShownProperty() {
    return loadShown;
  }
}
