package weir.desktop.view;

import java.util.Objects;
import javafx.application.Application;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;

/**
 * Puts a theme on the program and its scene: the one chosen, or else the system's. FX thread only.
 */
final class ThemeSwitch {

  private final ObjectProperty<@Nullable PanelTheme> chosen;
  private final ObservableValue<PanelTheme> theme;

  /**
   * Creates a switch.
   *
   * @param system the look that the system has; followed while none is chosen
   * @param chosen the user's own choice, null for none
   */
  ThemeSwitch(ObservableValue<PanelTheme> system, @Nullable PanelTheme chosen) {
    this.chosen = new SimpleObjectProperty<>(this, "chosen", chosen);
    this.theme =
        Bindings.createObjectBinding(
            () -> Objects.requireNonNullElseGet(this.chosen.get(), system::getValue),
            this.chosen,
            system);
  }

  /** The look in force. */
  ObservableValue<PanelTheme> property() {
    return theme;
  }

  /** The user's own choice; null while the system's look is followed. */
  ObservableValue<@Nullable PanelTheme> chosenProperty() {
    return chosen;
  }

  void toggle() {
    chosen.set(theme.getValue() == PanelTheme.LIGHT ? PanelTheme.DARK : PanelTheme.LIGHT);
  }

  void followSystem() {
    chosen.set(null);
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
