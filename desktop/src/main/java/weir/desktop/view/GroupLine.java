package weir.desktop.view;

import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import weir.core.figures.GroupShare;
import weir.desktop.model.PanelModel;

/** Who has how many workers, where several processes are added up; there for a group alone. */
final class GroupLine extends Label {

  private static final PseudoClass TROUBLE = PseudoClass.getPseudoClass("trouble");

  private static final String HOW_TO_READ =
      "The ledger is the group's, as its processes show it: what has settled before what catches"
          + " up.\n"
          + "Workers are added up; latencies are of the events that were heard of here, merged.\n"
          + "The slider sets the workers of all; they are shared out evenly.";

  GroupLine(PanelModel model) {
    setId("group");
    getStyleClass().add("journal-line");
    setMinWidth(0);
    Tooltip whole = new Tooltip();
    setTooltip(whole);
    Shown.only(model.sharesProperty().map(shares -> !shares.isEmpty()), this);
    model
        .sharesProperty()
        .subscribe(
            shares -> {
              setText(text(shares));
              whole.setText(text(shares) + "\n" + HOW_TO_READ);
              pseudoClassStateChanged(
                  TROUBLE, shares.stream().anyMatch(share -> share.silentNanos() > 0));
            });
  }

  /** Such as {@code workers: pid 4711: 3 · pid 4712: 2; pid 4712 has been silent for 8 s}. */
  static String text(List<GroupShare> shares) {
    StringJoiner who = new StringJoiner(" · ", "workers by process: ", "");
    StringJoiner notes = new StringJoiner("; ", "; ", "").setEmptyValue("");
    for (GroupShare share : shares) {
      who.add(share.toString());
      if (share.silentNanos() > 0) {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(share.silentNanos());
        notes.add(share.member() + " has been silent for " + seconds + " s");
      }
    }
    for (GroupShare share : shares) {
      if (share.clockAheadMillis() != 0) {
        notes.add(share.clockNote());
      }
    }
    return shares.isEmpty() ? "" : who + notes.toString();
  }
}
