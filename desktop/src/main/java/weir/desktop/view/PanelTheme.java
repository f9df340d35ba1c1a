package weir.desktop.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.net.URL;
import java.util.Objects;

/** The panel's two looks. */
public enum PanelTheme {
  /** Dark on light, for a projector. */
  LIGHT(new PrimerLight().getUserAgentStylesheet(), "light.css"),
  /** Light on dark. */
  DARK(new PrimerDark().getUserAgentStylesheet(), "dark.css");

  private final String base;
  private final String colours;

  PanelTheme(String base, String colours) {
    this.base = base;
    this.colours = colours;
  }

  String userAgentStylesheet() {
    return base;
  }

  /** URL of the style sheet with the quantities' colours. */
  String coloursStylesheet() {
    return stylesheet(colours);
  }

  /** URL of a style sheet of the panel's. */
  static String stylesheet(String name) {
    URL url = PanelTheme.class.getResource(name);
    return Objects.requireNonNull(url, name).toExternalForm();
  }
}
