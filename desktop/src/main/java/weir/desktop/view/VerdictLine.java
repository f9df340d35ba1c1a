package weir.desktop.view;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAction;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.PanelModel;
import weir.desktop.model.VerdictText;
import weir.desktop.model.VerdictText.Tone;

/**
 * What holds the server back, across the top: a click, Enter or Space opens the evidence. As high
 * whatever it says; what does not fit is in its tooltip.
 */
final class VerdictLine extends HBox {

  private static final String NONE = "No verdict yet: there are no figures.";
  private static final double TOOLTIP_WIDTH = 560;
  private static final PseudoClass TWO_LINES = PseudoClass.getPseudoClass("two-lines");

  /** So wide a line holds the usual verdict as a whole. */
  private static final double ONE_LINE = 1_500;

  private final Label word = new Label();
  private final Label headline = new Label();
  private final Tooltip whole = new Tooltip();
  private final Runnable open;

  /**
   * Creates the line.
   *
   * @param model whose verdict it shows
   * @param open shows the evidence
   */
  VerdictLine(PanelModel model, Runnable open) {
    this.open = open;
    setId("verdict");
    getStyleClass().add("verdict-line");
    setAlignment(Pos.CENTER_LEFT);
    setMinWidth(0);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.BUTTON);
    word.setId("verdict-word");
    word.getStyleClass().add("verdict-word");
    headline.setId("verdict-headline");
    headline.getStyleClass().add("verdict-headline");
    headline.setWrapText(true);
    headline.setTextOverrun(OverrunStyle.ELLIPSIS);
    headline.setMinSize(0, 0);
    headline.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    HBox.setHgrow(headline, Priority.ALWAYS);
    Label why = new Label("Why?");
    why.getStyleClass().add("verdict-why");
    why.setMinWidth(USE_PREF_SIZE);
    whole.setWrapText(true);
    whole.setMaxWidth(TOOLTIP_WIDTH);
    Tooltip.install(this, whole);
    getChildren().addAll(word, headline, why);
    addEventHandler(MouseEvent.MOUSE_CLICKED, event -> open.run());
    addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    // By the room that there is and not by the text: nothing below it moves when that changes.
    widthProperty()
        .subscribe(width -> pseudoClassStateChanged(TWO_LINES, width.doubleValue() < ONE_LINE));
    model.verdictProperty().subscribe(this::show);
  }

  private void onKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
      open.run();
      event.consume();
    }
  }

  /** Shows a verdict; null if there is none. */
  void show(@Nullable VerdictText verdict) {
    Tone tone = verdict == null ? Tone.UNKNOWN : verdict.tone();
    String text = verdict == null ? NONE : verdict.headline();
    word.setText(verdict == null ? "No verdict" : symbol(tone) + " " + verdict.word());
    headline.setText(text);
    whole.setText(text + "\n\nClick for the evidence.");
    setAccessibleText("Verdict: " + text);
    setAccessibleHelp("Opens the evidence");
    for (Tone each : Tone.values()) {
      pseudoClassStateChanged(
          PseudoClass.getPseudoClass(each.name().toLowerCase(Locale.ROOT)), each == tone);
    }
  }

  /** A sign beside the colour, for whoever can't tell the colours apart. */
  static String symbol(Tone tone) {
    return switch (tone) {
      case FINE -> "✓";
      case LIMITED -> "▲";
      case URGENT -> "■";
      case UNKNOWN -> "?";
    };
  }

  @Override
  public void executeAccessibleAction(AccessibleAction action, Object... parameters) {
    if (action == AccessibleAction.FIRE) {
      open.run();
    } else {
      super.executeAccessibleAction(action, parameters);
    }
  }
}
