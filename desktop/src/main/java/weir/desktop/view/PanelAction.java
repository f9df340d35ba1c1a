package weir.desktop.view;

import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.value.ObservableValue;

/**
 * Something that the panel can be told to do. Keys, the list of keys and the command palette are
 * all made from these.
 *
 * @param group under which heading it stands
 * @param name what it does, in a few words
 * @param shortcuts what to press for it; none for one that is in the palette only
 * @param possible whether it can be done now
 * @param run does it; FX thread
 */
record PanelAction(
    String group,
    String name,
    List<Shortcut> shortcuts,
    ObservableValue<Boolean> possible,
    Runnable run) {

  PanelAction {
    shortcuts = List.copyOf(shortcuts);
  }

  /** Its shortcuts in words; empty if it has none. */
  String keys() {
    return shortcuts.stream().map(Shortcut::label).collect(Collectors.joining(" or "));
  }

  /** Does it, if that is possible now. */
  void runIfPossible() {
    if (possible.getValue()) {
      run.run();
    }
  }
}
