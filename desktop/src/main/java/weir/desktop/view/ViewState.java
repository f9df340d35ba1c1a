package weir.desktop.view;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** What of the panel is open, and how much room it has. FX thread only. */
final class ViewState {

  private static final double TIGHT = 1_180;
  private static final double NARROW = 1_000;
  private static final double LOW = 700;
  private static final double SERVERS = 272;

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

  private final ObjectProperty<@Nullable Boolean> serversWanted =
      new SimpleObjectProperty<>(this, "serversWanted", null);
  private final ReadOnlyBooleanWrapper serversFit =
      new ReadOnlyBooleanWrapper(this, "serversFit", false);
  private double width;

  ViewState() {
    // There is room for one of the two.
    resourceShown.subscribe(shown -> loadShown.set(loadShown.get() && !shown));
    loadShown.subscribe(shown -> resourceShown.set(resourceShown.get() && !shown));
    resourceShown.subscribe(shown -> fitServers());
    loadShown.subscribe(shown -> fitServers());
  }

  ReadOnlyObjectProperty<Room> roomProperty() {
    return room.getReadOnlyProperty();
  }

  void setSize(double newWidth, double height) {
    width = newWidth;
    room.set(Room.of(width, height));
    fitServers();
  }

  /** Beside a pane there is room for the list where there would be for the charts and more. */
  private void fitServers() {
    boolean pane = resourceShown.get() || loadShown.get();
    serversFit.set(width >= (pane ? TIGHT + SERVERS : TIGHT));
  }

  /**
   * Whether the list of servers is wanted.
   *
   * @return the property; null while nobody has said so
   */
  ObjectProperty<@Nullable Boolean> serversWantedProperty() {
    return serversWanted;
  }

  /** Whether there is room for the list of servers beside the charts. */
  ReadOnlyBooleanProperty serversFitProperty() {
    return serversFit.getReadOnlyProperty();
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
