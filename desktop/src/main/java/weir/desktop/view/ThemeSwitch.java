package weir.desktop.view;

import javafx.application.Application;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Scene;

/** Puts a theme on the program and its scene. FX thread only. */
final class ThemeSwitch {

  private final ReadOnlyObjectWrapper<PanelTheme> theme;

  ThemeSwitch(PanelTheme first) {
    this.theme = new ReadOnlyObjectWrapper<>(this, "theme", first);
  }

  ReadOnlyObjectProperty<PanelTheme> property() {
    return theme.getReadOnlyProperty();
  }

  void toggle() {
    theme.set(theme.get() == PanelTheme.LIGHT ? PanelTheme.DARK : PanelTheme.LIGHT);
  }

  void applyTo(Scene scene) {
    theme.subscribe(
        now -> {
          Application.setUserAgentStylesheet(now.userAgentStylesheet());
          scene
              .getStylesheets()
              .setAll(now.coloursStylesheet(), PanelTheme.stylesheet("panel.css"));
        });
  }
}
