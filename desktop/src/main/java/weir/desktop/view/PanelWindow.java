package weir.desktop.view;

import javafx.scene.Scene;
import javafx.stage.Stage;
import weir.desktop.model.PanelModel;

/** The panel in a window. FX thread only. */
public final class PanelWindow {

  private static final double WIDTH = 1_200;
  private static final double HEIGHT = 800;
  private static final double MIN_WIDTH = 900;
  private static final double MIN_HEIGHT = 650;

  private PanelWindow() {}

  /**
   * Shows the panel.
   *
   * @param stage the window, not shown yet
   * @param model what it shows
   * @param theme its first look
   */
  public static void show(Stage stage, PanelModel model, PanelTheme theme) {
    ThemeSwitch themes = new ThemeSwitch(theme);
    Scene scene = new Scene(new PanelView(model, themes), WIDTH, HEIGHT);
    themes.applyTo(scene);
    stage.setTitle("Weir");
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.setScene(scene);
    stage.show();
    scene.getRoot().requestFocus();
  }
}
