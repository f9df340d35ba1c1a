package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddress;
import weir.desktop.client.LabExercise;
import weir.desktop.client.LabNews;
import weir.desktop.model.LabModel;
import weir.desktop.model.LabModel.State;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ServerList;

/** The lab: predict, run, compare. */
final class LabTab implements DetailTab.Content {

  private static final String NONE =
      "Whoever started this panel has not told it how to run the lab: run 'weir lab' in a terminal, or"
          + " start the panel with 'weir panel'.";
  private static final double WIDEST_TEXT = 860;

  private final LabModel lab;
  private final @Nullable ServerList servers;
  private final TabScroll scroll;
  private final ComboBox<LabExercise> choice = new ComboBox<>();
  private final CheckBox full = new CheckBox("times of the original (minutes)");
  private final Label setting = paragraph("lab-setting", "");
  private final Label question = paragraph("lab-question", "");
  private final Label page = new Label();
  private final GridPane prediction = new GridPane();
  private final Map<String, TextField> fields = new LinkedHashMap<>();
  private final Button start = new Button("Run");
  private final FaultLabel fault = new FaultLabel("lab-fault");
  private final VBox result = new VBox(10);

  /** The experiment's server that was watched last. */
  private final ObjectProperty<@Nullable LinkAddress> visited = new SimpleObjectProperty<>(null);

  /** Whether the experiment has a server that is not on show. */
  private final ObservableValue<Boolean> watchable;

  /** Whether the server on show is {@link #visited}. */
  private final ObservableValue<Boolean> visiting;

  /** What was on show before the lab's server was; null while that is not. */
  private @Nullable LinkAddress before;

  LabTab(PanelModel model, @Nullable ServerList servers) {
    this.servers = servers;
    lab = model.lab();
    visiting = visiting();
    watchable = watchable();
    question.getStyleClass().add("lab-question");
    page.getStyleClass().add("hint");
    prediction.getStyleClass().add("lab-prediction");
    result.setId("lab-result");
    VBox exercise =
        new VBox(
            12,
            page,
            setting,
            question,
            prediction,
            fault,
            buttons(),
            new VBox(progress()),
            result);
    Shown.only(choice.valueProperty().map(chosen -> true).orElse(false), exercise);
    VBox all = new VBox(14, lab.isThere() ? head() : paragraph("lab-none", NONE), exercise);
    all.getStyleClass().add("lab");
    scroll = new TabScroll("lab-tab", all);
    choice.valueProperty().subscribe(this::explain);
    lab.exercisesProperty().subscribe(this::list);
    lab.outcomeProperty().subscribe(this::show);
    lab.faultProperty().subscribe(fault::setText);
  }

  private static Label paragraph(String id, String text) {
    Label label = new Label(text);
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    label.setMaxWidth(WIDEST_TEXT);
    return label;
  }

  private FlowPane head() {
    choice.setId("lab-exercise");
    choice.setAccessibleText("Exercise");
    choice.setPromptText("Listing the exercises …");
    choice.setVisibleRowCount(12);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable LabExercise exercise) {
            return exercise == null ? "" : exercise.number() + " · " + exercise.title();
          }

          @Override
          public LabExercise fromString(String title) {
            throw new UnsupportedOperationException("an exercise is chosen, not typed: " + title);
          }
        });
    full.setId("lab-full");
    full.setTooltip(
        new Tooltip("500 ms for each use of the resource, rather than a hundredth of it"));
    full.setOnAction(event -> lab.setFull(full.isSelected()));
    ObservableValue<Boolean> busy = is(State.READY).map(ready -> !ready);
    choice.disableProperty().bind(busy);
    full.disableProperty().bind(busy);
    FlowPane head = new FlowPane(12, 8, choice, full);
    head.getStyleClass().add("lab-head");
    return head;
  }

  private ObservableValue<Boolean> is(State wanted) {
    return lab.stateProperty().map(state -> state == wanted);
  }

  private HBox buttons() {
    start.setId("lab-run");
    start.getStyleClass().add(Styles.ACCENT);
    start.setOnAction(event -> start());
    Button stop = new Button("Stop");
    stop.setId("lab-stop");
    stop.setOnAction(event -> lab.stop());
    Button watch = new Button("Watch it in the charts");
    watch.setId("lab-watch");
    watch.setTooltip(
        new Tooltip("Shows the experiment's server; its charts are in the other tabs"));
    watch.setOnAction(event -> watch());
    Button back = new Button("Back to your server");
    back.setId("lab-back");
    back.setOnAction(event -> goBack());
    Shown.only(is(State.READY), start);
    Shown.only(is(State.RUNNING), stop);
    Shown.only(Shown.both(is(State.RUNNING), watchable), watch);
    Shown.only(visiting, back);
    return new HBox(8, start, stop, watch, back);
  }

  private ObservableValue<Boolean> visiting() {
    return servers == null
        ? Bindings.createBooleanBinding(() -> false)
        : Bindings.createBooleanBinding(
            () -> servers.shownProperty().get().equals(visited.get()),
            servers.shownProperty(),
            visited);
  }

  private ObservableValue<Boolean> watchable() {
    return servers == null
        ? Bindings.createBooleanBinding(() -> false)
        : Bindings.createBooleanBinding(
            () -> {
              LinkAddress server = lab.serverProperty().get();
              return server != null && !server.equals(servers.shownProperty().get());
            },
            servers.shownProperty(),
            lab.serverProperty());
  }

  private void watch() {
    LinkAddress server = lab.serverProperty().get();
    if (servers != null && server != null) {
      LinkAddress shown = servers.shownProperty().get();
      // From one experiment to the next is no way back.
      if (!shown.equals(visited.get())) {
        before = shown;
      }
      servers.visit(server);
      visited.set(server);
    }
  }

  private void goBack() {
    if (servers != null && before != null) {
      servers.visit(before);
    }
  }

  private Label progress() {
    Label label = new Label();
    label.setId("lab-progress");
    label.getStyleClass().add("hint");
    lab.progressProperty().subscribe(now -> label.setText(text(now)));
    Shown.only(is(State.RUNNING), label);
    return label;
  }

  private static String text(LabNews.@Nullable Progress now) {
    return now == null
        ? ""
        : now.step()
            + " · "
            + Math.round(now.elapsedSeconds())
            + " s · "
            + Text.count(now.backlog())
            + " waiting";
  }

  private void list(List<LabExercise> exercises) {
    LabExercise chosen = choice.getValue();
    choice.getItems().setAll(exercises);
    // The same one with its other times.
    choice.setValue(
        exercises.stream()
            .filter(each -> chosen == null || each.number() == chosen.number())
            .findFirst()
            .orElse(null));
  }

  private void explain(@Nullable LabExercise exercise) {
    lab.forget();
    prediction.getChildren().clear();
    fields.clear();
    if (exercise == null) {
      return;
    }
    page.setText(exercise.chapter() + " · " + exercise.page());
    setting.setText(exercise.setting().strip());
    question.setText(exercise.question().strip());
    start.setText("Run (about " + duration(exercise) + ")");
    Label title = new Label("Your prediction");
    title.getStyleClass().add("control-title");
    prediction.add(title, 0, 0, 2, 1);
    int row = 1;
    for (LabExercise.Asked asked : exercise.asked()) {
      TextField field = new TextField();
      field.setId("lab-predict-" + asked.key());
      field.setPromptText(asked.form());
      field.setAccessibleText(asked.label() + ": " + asked.form());
      field.setPrefColumnCount(20);
      field.setOnAction(event -> start());
      field.disableProperty().bind(is(State.RUNNING));
      fields.put(asked.key(), field);
      Label label = new Label(Text.sentenceCase(asked.label()));
      label.setLabelFor(field);
      label.setWrapText(true);
      prediction.addRow(row++, label, field);
    }
  }

  private static String duration(LabExercise exercise) {
    long seconds = Math.max(1, exercise.takes().toSeconds());
    return seconds < 100 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
  }

  private void start() {
    LabExercise exercise = choice.getValue();
    if (exercise != null) {
      Map<String, String> given = new LinkedHashMap<>();
      fields.forEach((key, field) -> given.put(key, field.getText()));
      lab.start(exercise, given);
    }
  }

  /** What was hidden until the prediction was made. */
  private void show(LabNews.@Nullable Outcome outcome) {
    result.getChildren().clear();
    if (outcome == null) {
      return;
    }
    GridPane table = new GridPane();
    table.setId("lab-table");
    table.getStyleClass().add("lab-table");
    String[] heads = {"", "You", "Theory", "Measured", "May differ by", ""};
    for (int column = 0; column < heads.length; column++) {
      Label head = cell(heads[column]);
      head.getStyleClass().add("control-title");
      table.add(head, column, 0);
    }
    int row = 1;
    for (LabNews.Row each : outcome.rows()) {
      Label tolerance = cell(each.tolerance());
      tolerance.setTooltip(new Tooltip(each.reason()));
      table.addRow(
          row++,
          cell(Text.sentenceCase(each.label())),
          cell(
              each.predicted().orElse(Text.UNKNOWN)
                  + each.near().map(near -> near ? " ✓" : " ✗").orElse("")),
          cell(each.theory()),
          cell(each.measured()),
          tolerance,
          cell(each.agrees() ? "agree" : "DISAGREE"));
    }
    Label reasons =
        paragraph(
            "lab-reasons",
            outcome.rows().stream()
                .map(LabNews.Row::reason)
                .distinct()
                .map(Text::sentence)
                .collect(Collectors.joining(" ", "Why they may differ: ", "")));
    reasons.getStyleClass().add("hint");
    Label verdict =
        paragraph(
            "lab-verdict",
            outcome.agrees()
                ? "Theory and measurement agree."
                : "Theory and measurement disagree: something else was at work, such as a busy"
                    + " machine. Run it again, and if it stays so, find out what.");
    verdict.getStyleClass().add(outcome.agrees() ? "control-title" : "fault-text");
    Label reasoning = paragraph("lab-reasoning", outcome.reasoning().strip());
    result.getChildren().addAll(table, reasons, verdict, reasoning);
    // What was asked for is below what it was asked with.
    scroll.node().applyCss();
    scroll.node().layout();
    scroll.node().setVvalue(scroll.node().getVmax());
  }

  private static Label cell(String text) {
    Label label = new Label(text);
    label.setMinWidth(Label.USE_PREF_SIZE);
    return label;
  }

  @Override
  public Node node() {
    return scroll.node();
  }

  @Override
  public void setOnShow(boolean onShow) {
    scroll.setOnShow(onShow);
    if (onShow) {
      lab.begin();
    }
  }
}
