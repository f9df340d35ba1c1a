package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.jspecify.annotations.Nullable;
import weir.core.figures.JournalFigures;
import weir.desktop.model.PanelModel;

/** What keeps the events of the ledger above it; there where something does. */
final class JournalLine extends Label {

  private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

  private static final String HOW_TO_READ =
      "Accepted events are kept there until they have ended, whatever becomes of the process.\n"
          + "recovered: an earlier run had accepted and not ended them; they are among the"
          + " accepted.\n"
          + "redelivered: given to a worker once more; each is one event in the ledger.\n"
          + "not safe yet: they may be lost if the machine fails now.";

  JournalLine(PanelModel model) {
    setId("journal");
    getStyleClass().add("journal-line");
    setMinWidth(0);
    setTooltip(new Tooltip(HOW_TO_READ));
    ObservableValue<@Nullable JournalFigures> journal = model.journalProperty();
    Shown.only(journal.map(figures -> true).orElse(false), this);
    journal.subscribe(
        figures -> {
          setText(figures == null ? "" : figures.toString());
          pseudoClassStateChanged(TROUBLE, figures != null && figures.trouble().isPresent());
        });
  }
}
