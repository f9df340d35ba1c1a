package weir.desktop.view;

import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.PanelModel;
import weir.desktop.model.PanelState;
import weir.desktop.model.Parts;
import weir.desktop.model.RecorderHand;
import weir.desktop.model.ServerList;

/** The whole panel. */
final class PanelView extends StackPane {

  private static final PseudoClass TIGHT = PseudoClass.getPseudoClass("tight");
  private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
  private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

  private static final String NO_TIMES =
      "Nobody measures times of this source: it only tells how many events there are.";

  private static final String LAB = "Lab";

  private final PanelModel model;
  private final ViewState state = new ViewState();
  private final Overlay overlay = new Overlay();
  private final DetailTabs tabs;
  private final ControlBar controls;
  private final List<PanelAction> actions;
  private final ObservableValue<PanelState> shown;
  private final @Nullable ServerList servers;
  private boolean hadEvents;

  PanelView(PanelModel model, @Nullable ServerList servers, ThemeSwitch theme, FileChoice files) {
    Exports exports =
        new Exports(model, this, files, ForkJoinPool.commonPool(), FxCrossing.toFxThread());
    List<PanelAction> saves = SaveActions.of(model, exports, this::toggleRecording);
    this.model = model;
    this.servers = servers;
    this.tabs =
        new DetailTabs(
            List.of(
                new DetailTab("Live", () -> LiveTab.of(model, state, this::onKey)),
                new DetailTab("Workers", () -> WorkersTab.of(model)),
                new DetailTab(
                    "Heat map", () -> HeatMapTab.of(model, this::onKey), Parts::times, NO_TIMES),
                new DetailTab(
                    "Percentiles", () -> PercentilesCard.tab(model), Parts::times, NO_TIMES),
                new DetailTab(
                    "Service time",
                    () -> ServiceTimeCard.tab(model),
                    parts -> parts.clocks().contains(LatencyClock.SERVICE),
                    "Nobody measures how long the workers of this source take for an event."),
                new DetailTab(
                    "Stages", () -> StagesTab.of(model, this::onKey), Parts::times, NO_TIMES),
                new DetailTab(
                    "What if",
                    () -> new WhatIfTab(model),
                    Parts::theory,
                    "Theory needs the number of workers, and measured service and response times:"
                        + " this source does not tell all of them."),
                new DetailTab("Depth", () -> DepthCard.tab(model)),
                DetailTab.ofItsOwn(LAB, () -> new LabTab(model, servers))),
            model.partsProperty());
    this.controls = new ControlBar(model, state);
    this.shown =
        Bindings.createObjectBinding(
            this::panelState,
            model.connectionProperty(),
            model.sourceGoneProperty(),
            model.sourceProperty(),
            model.figuresProperty());
    List<PanelAction> others =
        PanelActions.of(
            model,
            new PanelActions.Places(
                state,
                tabs,
                theme,
                () -> controls.slider().requestFocus(),
                this::showPalette,
                this::showKeys,
                this::showEvidence));
    ServerSide side =
        servers == null
            ? null
            : new ServerSide(servers, state, overlay, () -> controls.slider().requestFocus());
    List<PanelAction> ofServers =
        side == null ? List.of() : ServerActions.of(side::goTo, side::add);
    this.actions = Stream.of(others, saves, ofServers).flatMap(List::stream).toList();
    getStyleClass().add("panel");
    setMinSize(0, 0);
    BorderPane frame = new BorderPane(center());
    HeaderBar header = new HeaderBar(model, theme, state, this::showPalette, this::showKeys);
    if (side != null) {
      frame.setLeft(side.pane());
      header.addAtStart(side.button());
    }
    SaveMenu menu = new SaveMenu(saves.subList(1, saves.size()), state);
    // The command palette has it all.
    Shown.only(state.roomProperty().map(room -> !room.narrow()), menu);
    header.addTools(new RecorderButton(model, state, this::toggleRecording), menu);
    SaveMenu.onCharts(frame, exports);
    VerdictLine verdict = new VerdictLine(model, this::showEvidence);
    Shown.only(model.partsProperty().map(Parts::theory), verdict);
    frame.setTop(new VBox(header, verdict));
    frame.setBottom(RecordingBar.inPlaceOf(controls, model));
    frame.setMinSize(0, 0);
    getChildren().addAll(frame, overlay);
    state.roomProperty().subscribe(this::mark);
    widthProperty().subscribe(() -> state.setSize(getWidth(), getHeight()));
    heightProperty().subscribe(() -> state.setSize(getWidth(), getHeight()));
    addEventHandler(KeyEvent.ANY, this::onKey);
    // Arrow keys resize the pool from the first moment on.
    model.connectionProperty().subscribe(this::focusFirst);
  }

  DetailTabs tabs() {
    return tabs;
  }

  ViewState state() {
    return state;
  }

  private HBox center() {
    StateCard card = new StateCard(labButton());
    StackPane middle = new StackPane(tabs, card);
    middle.setMinSize(0, 0);
    HBox.setHgrow(middle, Priority.ALWAYS);
    ResourcePane resource = new ResourcePane(model, () -> state.resourceShownProperty().set(false));
    HBox.setHgrow(resource, Priority.SOMETIMES);
    LoadPane load = new LoadPane(model, () -> state.loadShownProperty().set(false));
    HBox.setHgrow(load, Priority.SOMETIMES);
    shown.subscribe(card::show);
    ObservableValue<Boolean> noCharts =
        Shown.both(shown.map(StateCard::isAllThereIs), tabs.isOfItsOwn().map(own -> !own));
    Shown.only(noCharts, card);
    Shown.only(noCharts.map(none -> !none), tabs);
    Shown.only(state.resourceShownProperty(), resource);
    Shown.only(state.loadShownProperty(), load);
    // Where there is no room for both, the settings take the place of the charts.
    Shown.only(
        Shown.both(state.paneShown(), state.roomProperty().map(ViewState.Room::tight))
            .map(instead -> !instead),
        middle);
    HBox center = new HBox(middle, resource, load);
    center.setMinSize(0, 0);
    return center;
  }

  private Button labButton() {
    Button button = new Button("Open the lab");
    button.setId("open-lab");
    button.setTooltip(new Tooltip("Experiments on queues: predict, run, compare"));
    button.setOnAction(event -> tabs.show(LAB));
    Shown.only(new SimpleObjectProperty<>(model.lab().isThere()), button);
    return button;
  }

  private PanelState panelState() {
    var figures = model.figuresProperty().get();
    if (figures == null) {
      hadEvents = false;
    } else if (figures.ledger().accepted() > 0 || figures.ledger().rejected().orElse(0) > 0) {
      hadEvents = true;
    }
    return PanelState.of(
        model.connectionProperty().get(),
        model.sourceProperty().get(),
        model.sourceGoneProperty().get(),
        figures,
        hadEvents);
  }

  private void onKey(KeyEvent event) {
    if (!overlay.openProperty().get()) {
      KeyBindings.run(event, actions);
    }
  }

  private void toggleRecording() {
    RecorderHand recorder = model.commands().recorder();
    if (recorder.statusProperty().get().isOn()) {
      recorder.stop();
    } else {
      RecordingDialog dialog = new RecordingDialog(recorder, overlay::close);
      overlay.show(dialog, dialog.name());
    }
  }

  private void showPalette() {
    List<PanelAction> toShow = servers == null ? List.of() : ServerActions.toShow(servers);
    CommandPalette palette =
        new CommandPalette(
            Stream.concat(actions.stream(), toShow.stream()).toList(), overlay::close);
    overlay.show(palette, palette.field());
  }

  private void showKeys() {
    KeyList keys =
        new KeyList(Stream.concat(actions.stream(), controls.slider().keys().stream()).toList());
    overlay.show(keys, keys.scroll());
  }

  private void showEvidence() {
    EvidenceCard evidence = new EvidenceCard(model.verdictProperty().get());
    overlay.show(evidence, evidence.scroll());
  }

  private void focusFirst() {
    if (getScene() != null && getScene().getFocusOwner() instanceof PanelView) {
      controls.slider().requestFocus();
    }
  }

  private void mark() {
    pseudoClassStateChanged(TIGHT, state.roomProperty().get().tight());
    pseudoClassStateChanged(NARROW, state.roomProperty().get().narrow());
    pseudoClassStateChanged(LOW, state.roomProperty().get().low());
  }
}
