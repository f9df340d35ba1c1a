package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import weir.core.settings.LoadFlag;
import weir.desktop.model.LoadPattern;
import weir.desktop.model.Notice;
import weir.desktop.model.PanelModel;

/** Has the server send itself a load, and shows how that goes. */
final class LoadPane extends VBox {

  private final PanelModel model;
  private final ObjectProperty<LoadPattern> pattern =
      new SimpleObjectProperty<>(this, "pattern", LoadPattern.POISSON);
  private final ObjectProperty<String> route =
      new SimpleObjectProperty<>(this, "route", LoadFlag.ROUTES.getFirst());
  private final Map<String, SettingField> fields = new LinkedHashMap<>();
  private final FaultLabel answer = new FaultLabel("load-answer");

  /**
   * Creates the pane.
   *
   * @param model what it shows and changes
   * @param close takes it away
   */
  LoadPane(PanelModel model, Runnable close) {
    this.model = model;
    setId("load-pane");
    getStyleClass().add("side-pane");
    setMinHeight(0);
    Label title = new Label("Load");
    title.getStyleClass().add("overlay-title");
    Button closing = new Button("Close");
    closing.setId("close-load");
    closing.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    closing.setOnAction(event -> close.run());
    closing.setMinWidth(USE_PREF_SIZE);
    VBox form = new VBox(8, patternChoice());
    form.getStyleClass().add("settings");
    for (LoadPattern each : LoadPattern.ALL) {
      addField(each.flag(), each.example());
    }
    for (LoadPattern each : LoadPattern.ALL) {
      each.others().forEach(flag -> addField(flag, ""));
    }
    form.getChildren().addAll(fields.values());
    form.getChildren().add(routeChoice());
    ScrollPane scroll = new ScrollPane(form);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren()
        .addAll(new NamedRow(title, closing), scroll, answer, buttons(), new LoadProgress(model));
    Shown.offWithoutServer(form, model);
    model.sourceProperty().subscribe(this::clearFaults);
  }

  private void addField(LoadFlag flag, String text) {
    if (flag.label().isEmpty() || fields.containsKey(flag.key())) {
      return;
    }
    SettingField field = SettingField.of(flag, this::start);
    field.follow(text);
    fields.put(flag.key(), field);
    Shown.only(
        pattern.map(chosen -> chosen.flag().equals(flag) || chosen.others().contains(flag)), field);
  }

  private VBox patternChoice() {
    ChoiceBox<LoadPattern> choice = new ChoiceBox<>();
    choice.setId("load-pattern");
    choice.setAccessibleText("How requests follow each other");
    choice.setMaxWidth(Double.MAX_VALUE);
    choice.getItems().setAll(LoadPattern.ALL);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(LoadPattern chosen) {
            return chosen.label();
          }

          @Override
          public LoadPattern fromString(String label) {
            throw new UnsupportedOperationException("a pattern is chosen, not typed: " + label);
          }
        });
    choice.valueProperty().bindBidirectional(pattern);
    choice.setTooltip(new Tooltip());
    choice.getTooltip().textProperty().bind(pattern.map(chosen -> chosen.flag().help()));
    pattern.subscribe(this::clearFaults);
    return titled("Pattern", choice);
  }

  private VBox routeChoice() {
    PillRow row =
        PillRow.of("load-route", LoadFlag.ROUTES, name -> name, LoadPane::meaningOfRoute, route);
    return titled("Route", row);
  }

  private static String meaningOfRoute(String route) {
    return route.equals(LoadFlag.ROUTES.getFirst())
        ? "Answered as soon as the event is in the ring"
        : "Answered when the event has ended";
  }

  private static VBox titled(String name, Node control) {
    Label title = new Label(name);
    title.getStyleClass().add("control-title");
    title.setLabelFor(control);
    return new VBox(3, title, control);
  }

  private HBox buttons() {
    ObservableValue<Boolean> underWay = Shown.whileLoaded(model);
    Button start = new Button("Start");
    start.setId("start-load");
    start.getStyleClass().add(Styles.ACCENT);
    start.setTooltip(new Tooltip("The server sends itself this load, one at a time"));
    start.setOnAction(event -> start());
    start
        .disableProperty()
        .bind(
            Shown.both(Shown.ifConnected(model), underWay.map(now -> !now))
                .map(possible -> !possible));
    Button stop = new Button("Stop");
    stop.setId("stop-load");
    stop.setTooltip(new Tooltip("Nothing more is sent; events in the pipeline stay"));
    stop.setOnAction(event -> model.commands().stopLoad(said -> showFault(said, Map.of())));
    stop.disableProperty()
        .bind(Shown.both(Shown.ifConnected(model), underWay).map(possible -> !possible));
    return new HBox(8, start, stop);
  }

  private void start() {
    clearFaults();
    Map<String, String> typed = new LinkedHashMap<>();
    fields.forEach((key, field) -> typed.put(key, field.text()));
    Map<String, String> settings = pattern.get().settings(typed, route.get());
    model.commands().startLoad(settings, said -> showFault(said, settings));
  }

  /** The sentence names the flag that it is about, if it is about one. */
  private void showFault(Notice said, Map<String, String> sent) {
    if (!said.fault()) {
      clearFaults();
      return;
    }
    for (String key : sent.keySet()) {
      SettingField field = fields.get(key);
      if (field != null && said.text().contains("--" + key + " ")) {
        field.setFault(said.text());
        return;
      }
    }
    answer.setText(said.text());
  }

  private void clearFaults() {
    answer.setText("");
    fields.values().forEach(field -> field.setFault(""));
  }
}
