package weir.desktop.view;

import java.util.function.Consumer;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import weir.desktop.memory.Remembered;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ServerList;

/** The panel in a window. FX thread only. */
public final class PanelWindow {

  private static final double WIDTH = 1_200;
  private static final double HEIGHT = 800;
  private static final double MIN_WIDTH = 660;
  private static final double MIN_HEIGHT = 420;

  private PanelWindow() {}

  /**
   * Whether there is anything to write with.
   *
   * @return false on a machine without fonts, where no label can be drawn
   */
  public static boolean hasFonts() {
    try {
      return new javafx.scene.text.Text("Weir").getLayoutBounds().getWidth() > 0;
    } catch (NullPointerException e) {
      // So JavaFX fails where it finds no font, even though it lists families.
      return false;
    }
  }

  /**
   * Shows the panel as nobody has seen it before.
   *
   * @param stage the window, not shown yet
   * @param model what it shows
   * @param theme its first look
   */
  static void show(Stage stage, PanelModel model, PanelTheme theme) {
    open(stage, model, null, new SimpleObjectProperty<>(theme), Remembered.NOTHING, now -> {});
  }

  /**
   * Shows the panel as it was left.
   *
   * @param stage the window, not shown yet
   * @param model what it shows
   * @param servers others that it can show; null for none, as with a recording
   * @param system the look that the system has, followed while the user has chosen none
   * @param last how the panel was left
   * @param memory gets how it is now, whenever that changes
   */
  public static void open(
      Stage stage,
      PanelModel model,
      @Nullable ServerList servers,
      ObservableValue<PanelTheme> system,
      Remembered last,
      Consumer<Remembered> memory) {
    open(stage, model, servers, system, last, memory, FileChoice.ofDesktop(() -> stage));
  }

  /** The same, with another way to ask for the names of files. */
  static void open(
      Stage stage,
      PanelModel model,
      @Nullable ServerList servers,
      ObservableValue<PanelTheme> system,
      Remembered last,
      Consumer<Remembered> memory,
      FileChoice files) {
    ThemeSwitch themes = new ThemeSwitch(system, WindowMemory.theme(last));
    PanelView view = new PanelView(model, servers, themes, files);
    Rectangle2D screen = WindowMemory.screenOf(last);
    Scene scene =
        new Scene(view, Math.min(WIDTH, screen.getWidth()), Math.min(HEIGHT, screen.getHeight()));
    themes.applyTo(scene);
    stage.setTitle("Weir");
    stage.setMinWidth(Math.min(MIN_WIDTH, screen.getWidth()));
    stage.setMinHeight(Math.min(MIN_HEIGHT, screen.getHeight()));
    stage.setScene(scene);
    WindowMemory.restore(stage, model, view, last, screen);
    stage.show();
    WindowMemory.keepInside(stage);
    WindowMemory.watch(stage, model, servers, view, themes, last, memory);
    view.requestFocus();
    if (servers != null) {
      Runnable tell = () -> servers.setShowing(stage.isShowing() && !stage.isIconified());
      stage.showingProperty().subscribe(tell);
      stage.iconifiedProperty().subscribe(tell);
      tell.run();
    }
  }
}
