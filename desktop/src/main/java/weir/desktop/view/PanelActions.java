package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import weir.core.figures.Capabilities;
import weir.desktop.model.PanelCommands;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;
import weir.desktop.model.TimeSpan;

/** What the panel can be told to do, in the order in which people see it. */
final class PanelActions {

  private static final String WORKERS = "Workers";
  private static final String RESOURCE = "Resource";
  private static final String LOAD = "Load";
  private static final String CHARTS = "Charts";
  private static final String VIEW = "View";
  private static final String HELP = "Help";
  private static final ObservableValue<Boolean> ALWAYS = new SimpleObjectProperty<>(true);

  private final PanelModel model;
  private final PanelCommands commands;
  private final List<PanelAction> actions = new ArrayList<>();

  private PanelActions(PanelModel model) {
    this.model = model;
    this.commands = model.commands();
  }

  /**
   * What they show and change in the window.
   *
   * @param state whether the settings of the resource are open
   * @param tabs the tabs of the main area
   * @param theme the look
   * @param focusWorkers puts the focus on the workers' slider
   * @param showPalette opens the command palette
   * @param showKeys opens the list of keys
   * @param showEvidence opens what the verdict rests on
   */
  record Places(
      ViewState state,
      DetailTabs tabs,
      ThemeSwitch theme,
      Runnable focusWorkers,
      Runnable showPalette,
      Runnable showKeys,
      Runnable showEvidence) {}

  /**
   * All actions.
   *
   * @param model what they change
   * @param places what they show
   */
  static List<PanelAction> of(PanelModel model, Places places) {
    PanelActions made = new PanelActions(model);
    made.ofWorkers(places);
    made.ofResource(places);
    made.ofLoad(places);
    made.actions.addAll(ChartActions.of(CHARTS, model));
    made.ofView(places);
    made.ofHelp(places);
    return List.copyOf(made.actions);
  }

  private void ofWorkers(Places places) {
    ObservableValue<Boolean> resizable = canNow(can -> can.workers().isPresent());
    ObservableValue<Boolean> pausable =
        canNow(can -> can.workers().map(range -> range.least() == 0).orElse(false));
    add(WORKERS, "One worker more", resizable, () -> commands.stepWorkers(1), "Shortcut+UP");
    add(WORKERS, "One worker fewer", resizable, () -> commands.stepWorkers(-1), "Shortcut+DOWN");
    add(WORKERS, "Set the number of workers", resizable, places.focusWorkers(), "Shortcut+L");
    add(
        WORKERS,
        "Pause the workers, or go on with as many as before",
        pausable,
        commands::togglePause,
        "Shortcut+P");
    add(
        WORKERS,
        "Undo the last change",
        some(commands.undoProperty()),
        commands::undo,
        "Shortcut+Z");
    add(
        WORKERS,
        "Redo what was undone",
        some(commands.redoProperty()),
        commands::redo,
        "Shortcut+Shift+Z",
        "Shortcut+Y");
  }

  private void ofResource(Places places) {
    add(
        RESOURCE,
        "Show or hide the settings of the resource",
        canNow(can -> can.resourceSettings() || can.freeze()),
        () -> toggle(places.state().resourceShownProperty()),
        "Shortcut+R");
    add(
        RESOURCE,
        "Reset the statistics",
        canNow(Capabilities::reset),
        commands::resetStatistics,
        "Shortcut+Shift+R");
  }

  private void ofLoad(Places places) {
    ObservableValue<Boolean> possible = canNow(Capabilities::load);
    add(
        LOAD,
        "Show or hide the load that the server sends itself",
        possible,
        () -> toggle(places.state().loadShownProperty()),
        "Shortcut+G");
    add(
        LOAD,
        "Stop the load that the server sends itself",
        Shown.both(possible, Shown.whileLoaded(model)),
        () -> commands.stopLoad(said -> {}),
        "Shortcut+Shift+G");
  }

  private void ofView(Places places) {
    add(
        VIEW,
        "Show what the verdict rests on",
        model.partsProperty().map(Parts::theory),
        places.showEvidence(),
        "Shortcut+I");
    for (TimeSpan span : TimeSpan.values()) {
      add(
          VIEW,
          "Show the last " + span.label(),
          ALWAYS,
          () -> model.charts().spanProperty().set(span));
    }
    List<String> tabs = places.tabs().names();
    for (int i = 0; i < tabs.size() && tabs.size() > 1; i++) {
      int tab = i;
      String key = i < 9 ? "Shortcut+DIGIT" + (i + 1) : "";
      add(VIEW, "Tab " + tabs.get(i), ALWAYS, () -> places.tabs().show(tab), key);
    }
    add(VIEW, "Switch between light and dark", ALWAYS, places.theme()::toggle, "Shortcut+T");
    add(VIEW, "Light or dark as the system has it", ALWAYS, places.theme()::followSystem);
  }

  private void ofHelp(Places places) {
    add(
        HELP,
        "Find a command by some letters of its name",
        ALWAYS,
        places.showPalette(),
        "Shortcut+K");
    actions.add(
        new PanelAction(
            HELP,
            "Show the keys",
            List.of(Shortcut.character("?"), Shortcut.keys("F1")),
            ALWAYS,
            places.showKeys()));
  }

  private static void toggle(BooleanProperty property) {
    property.set(!property.get());
  }

  private void add(
      String group,
      String name,
      ObservableValue<Boolean> possible,
      Runnable run,
      String... shortcuts) {
    List<Shortcut> keys = new ArrayList<>();
    for (String shortcut : shortcuts) {
      if (!shortcut.isEmpty()) {
        keys.add(Shortcut.keys(shortcut));
      }
    }
    actions.add(new PanelAction(group, name, keys, possible, run));
  }

  /** Whether there is a server, and the source on show can be told so. */
  private ObservableValue<Boolean> canNow(Predicate<Capabilities> can) {
    return Bindings.createObjectBinding(
        () ->
            Shown.ifConnected(model).getValue()
                && model.sourceProperty().get() != null
                && Shown.ifIt(model, can).getValue(),
        model.connectionProperty(),
        model.sourceProperty());
  }

  private ObservableValue<Boolean> some(ObservableValue<String> text) {
    return Bindings.createObjectBinding(
        () -> Shown.ifConnected(model).getValue() && !text.getValue().isEmpty(),
        model.connectionProperty(),
        text);
  }
}
