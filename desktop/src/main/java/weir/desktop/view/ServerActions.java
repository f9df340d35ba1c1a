package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import weir.desktop.model.ServerList;
import weir.desktop.model.ServerRow;

/** What the panel can be told to do with servers. */
final class ServerActions {

  private static final String SERVERS = "Servers";
  private static final ObservableValue<Boolean> ALWAYS = new SimpleObjectProperty<>(true);

  private ServerActions() {}

  /**
   * Those that are always there.
   *
   * @param goTo goes to the list, or hides it
   * @param add goes to where an address is typed
   */
  static List<PanelAction> of(Runnable goTo, Runnable add) {
    return List.of(
        new PanelAction(
            SERVERS,
            "Go to the list of servers, or hide it",
            List.of(Shortcut.keys("Shortcut+B")),
            ALWAYS,
            goTo),
        new PanelAction(
            SERVERS,
            "Add a server by its socket",
            List.of(Shortcut.keys("Shortcut+Shift+B")),
            ALWAYS,
            add));
  }

  /** One for each row that is not on show, as of now. */
  static List<PanelAction> toShow(ServerList servers) {
    List<PanelAction> actions = new ArrayList<>();
    for (ServerRow row : servers.rows()) {
      if (!row.reading().shown()) {
        String detail = ServerText.detail(row);
        String name =
            row.isOfSource()
                ? "source " + ServerText.name(row) + " of " + row.reading().name()
                : (row.isOfGroup() ? "" : "server ")
                    + ServerText.name(row)
                    + (detail.isEmpty() ? "" : ", " + detail)
                    + (row.reading().isHere()
                        ? ""
                        : ", " + ServerText.word(row.reading().server().state()));
        actions.add(
            new PanelAction(SERVERS, "Show " + name, List.of(), ALWAYS, () -> servers.show(row)));
      }
    }
    return actions;
  }
}
