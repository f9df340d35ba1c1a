package weir.desktop.view;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

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
    return PanelView.stylesheet(colours);
  }
}
