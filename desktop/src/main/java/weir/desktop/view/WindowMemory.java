package weir.desktop.view;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddresses;
import weir.desktop.memory.Remembered;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ServerList;
import weir.desktop.model.TimeSpan;

/** Puts the panel where it was left, as far as the screens still have that place. */
final class WindowMemory {

  private final Stage stage;
  private Optional<Remembered.Window> window = Optional.empty();

  private WindowMemory(Stage stage) {
    this.stage = stage;
  }

  /** The look that was chosen; null for the system's. */
  static @Nullable PanelTheme theme(Remembered last) {
    for (PanelTheme theme : PanelTheme.values()) {
      if (last.theme().isPresent() && theme.name().equalsIgnoreCase(last.theme().get())) {
        return theme;
      }
    }
    return null;
  }

  /** The room on the screen where the window was, or on the first one. */
  static Rectangle2D screenOf(Remembered last) {
    return last.window().stream()
        .flatMap(
            at -> Screen.getScreensForRectangle(at.x(), at.y(), at.width(), at.height()).stream())
        .findFirst()
        .orElseGet(Screen::getPrimary)
        .getVisualBounds();
  }

  static void restore(
      Stage stage, PanelModel model, PanelView view, Remembered last, Rectangle2D screen) {
    last.tab().ifPresent(view.tabs()::show);
    last.servers().listShown().ifPresent(view.state().serversWantedProperty()::set);
    for (TimeSpan span : TimeSpan.values()) {
      if (last.span().isPresent() && span.name().equalsIgnoreCase(last.span().get())) {
        model.charts().spanProperty().set(span);
      }
    }
    last.window()
        .ifPresent(
            at -> {
              stage.setWidth(Math.min(at.width(), screen.getWidth()));
              stage.setHeight(Math.min(at.height(), screen.getHeight()));
              stage.setX(inside(at.x(), stage.getWidth(), screen.getMinX(), screen.getMaxX()));
              stage.setY(inside(at.y(), stage.getHeight(), screen.getMinY(), screen.getMaxY()));
              stage.setMaximized(at.maximized());
            });
  }

  /** Frames of windows are known only once they are shown: one that is too large shrinks. */
  static void keepInside(Stage stage) {
    Rectangle2D screen =
        Screen.getScreensForRectangle(
                stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight())
            .stream()
            .findFirst()
            .orElseGet(Screen::getPrimary)
            .getVisualBounds();
    if (stage.getWidth() > screen.getWidth()) {
      stage.setWidth(screen.getWidth());
      stage.setX(screen.getMinX());
    }
    if (stage.getHeight() > screen.getHeight()) {
      stage.setHeight(screen.getHeight());
      stage.setY(screen.getMinY());
    }
  }

  /** Tells how the panel is, now and whenever that changes. */
  static void watch(
      Stage stage,
      PanelModel model,
      @Nullable ServerList servers,
      PanelView view,
      ThemeSwitch themes,
      Remembered last,
      Consumer<Remembered> memory) {
    WindowMemory watched = new WindowMemory(stage);
    Supplier<Remembered.Servers> known =
        servers == null ? last::servers : () -> now(servers, view.state());
    Runnable tell = () -> memory.accept(watched.now(model, view.tabs(), themes, known.get()));
    for (ObservableValue<?> value :
        new ObservableValue<?>[] {
          stage.xProperty(),
          stage.yProperty(),
          stage.widthProperty(),
          stage.heightProperty(),
          stage.maximizedProperty(),
          model.charts().spanProperty(),
          view.tabs().currentProperty(),
          view.state().serversWantedProperty(),
          themes.chosenProperty()
        }) {
      value.subscribe(tell);
    }
    if (servers != null) {
      servers.shownProperty().subscribe(tell);
      servers.shownGroupProperty().subscribe(tell);
      servers.addedProperty().subscribe(tell);
    }
    tell.run();
  }

  private static Remembered.Servers now(ServerList servers, ViewState state) {
    return new Remembered.Servers(
        Optional.of(LinkAddresses.text(servers.shownProperty().get())),
        servers.groupToRemember(),
        servers.addedProperty().get().stream().map(LinkAddresses::text).toList(),
        Optional.ofNullable(state.serversWantedProperty().get()));
  }

  private Remembered now(
      PanelModel model, DetailTabs tabs, ThemeSwitch themes, Remembered.Servers servers) {
    PanelTheme theme = themes.chosenProperty().getValue();
    boolean filled = stage.isMaximized() || stage.isFullScreen() || stage.isIconified();
    if (!filled && stage.getWidth() >= 1 && stage.getHeight() >= 1) {
      window =
          Optional.of(
              new Remembered.Window(
                  stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight(), false));
    }
    return new Remembered(
        window.map(
            at ->
                new Remembered.Window(
                    at.x(), at.y(), at.width(), at.height(), stage.isMaximized())),
        Optional.ofNullable(theme).map(Enum::name),
        Optional.ofNullable(model.charts().spanProperty().get()).map(Enum::name),
        Optional.of(tabs.currentProperty().get()),
        servers);
  }

  private static double inside(double from, double length, double least, double most) {
    return Math.max(least, Math.min(from, most - length));
  }
}
