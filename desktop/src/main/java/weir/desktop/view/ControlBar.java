package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.time.Duration;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Capabilities;
import weir.core.settings.DurationText;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.Figures;
import weir.desktop.model.PanelModel;
import weir.desktop.model.Parts;

/** What can be changed while the source runs, and the line that says how that went. */
final class ControlBar extends VBox {

  private static final PseudoClass FAULT = PseudoClass.getPseudoClass("fault");

  private final PanelModel model;
  private long shownServiceTimeNanos = -1;

  ControlBar(PanelModel model) {
    this.model = model;
    getStyleClass().add("control-bar");
    WorkerControls workers = new WorkerControls(model);
    HBox.setHgrow(workers, Priority.ALWAYS);
    VBox serviceTime = serviceTime();
    VBox statistics = statistics();
    Shown.only(model.partsProperty().map(Parts::workers), workers);
    Shown.only(Shown.ifIt(model, Capabilities::resourceSettings), serviceTime);
    Shown.only(Shown.ifIt(model, Capabilities::reset), statistics);
    HBox controls = new HBox(20, workers, serviceTime, statistics);
    controls.setId("controls");
    controls
        .disableProperty()
        .bind(
            model.connectionProperty().map(state -> !(state instanceof ConnectionState.Connected)));
    getChildren().addAll(controls, message());
  }

  private VBox serviceTime() {
    TextField field = new TextField();
    field.setId("service-time-field");
    field.setPrefColumnCount(6);
    field.setPromptText("e.g. 500 ms");
    field.setAccessibleText("Service time, e.g. 500 ms; Enter applies");
    field.setTooltip(
        new Tooltip("How long the resource takes per event: a number and ns, µs, ms or s"));
    Label title = new Label("Service time");
    title.getStyleClass().add("control-title");
    title.setLabelFor(field);
    Button apply = new Button("Apply");
    apply.setId("apply-service-time");
    apply.setTooltip(new Tooltip("Use this service time for events that start from now on"));
    apply.setMinWidth(USE_PREF_SIZE);
    apply.setOnAction(event -> model.commands().setServiceTime(field.getText()));
    field.setOnAction(event -> model.commands().setServiceTime(field.getText()));
    model.figuresProperty().subscribe(figures -> showServiceTime(figures, field));
    HBox row = new HBox(6, field, apply);
    row.setAlignment(Pos.CENTER_LEFT);
    return group(title, row);
  }

  /** Shows the server's value when it changes, but never over what the user is typing. */
  private void showServiceTime(@Nullable Figures figures, TextField field) {
    if (figures == null || figures.resource().isEmpty()) {
      return;
    }
    long serviceTimeNanos = figures.resource().get().serviceTimeNanos();
    if (serviceTimeNanos != shownServiceTimeNanos) {
      shownServiceTimeNanos = serviceTimeNanos;
      if (!field.isFocused()) {
        field.setText(DurationText.shown(Duration.ofNanos(shownServiceTimeNanos)));
      }
    }
  }

  private VBox statistics() {
    Button reset = new Button("Reset");
    reset.setId("reset-statistics");
    reset.setTooltip(
        new Tooltip("Start the ledger and the latencies afresh; events in the pipeline stay"));
    reset.setAccessibleText("Reset statistics");
    reset.setMinWidth(USE_PREF_SIZE);
    reset.setOnAction(event -> model.commands().resetStatistics());
    Label title = new Label("Statistics");
    title.getStyleClass().add("control-title");
    title.setLabelFor(reset);
    return group(title, new HBox(reset));
  }

  private static VBox group(Label title, HBox row) {
    VBox group = new VBox(title, row);
    group.getStyleClass().add("control-group");
    group.setMinWidth(USE_PREF_SIZE);
    return group;
  }

  private Label message() {
    Label message = new Label();
    message.setId("message");
    message.getStyleClass().addAll("message", Styles.TEXT_SMALL);
    message.setMaxWidth(Double.MAX_VALUE);
    message
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  String off = Text.whyOff(model.connectionProperty().get());
                  return off.isEmpty() ? model.commands().noticeProperty().get().text() : off;
                },
                model.connectionProperty(),
                model.commands().noticeProperty()));
    message.accessibleTextProperty().bind(message.textProperty());
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(message.textProperty());
    message.setTooltip(whole);
    model.commands().noticeProperty().subscribe(() -> colour(message));
    model.connectionProperty().subscribe(() -> colour(message));
    return message;
  }

  private void colour(Label message) {
    boolean fault =
        model.commands().noticeProperty().get().fault()
            || model.connectionProperty().get() instanceof ConnectionState.Disconnected;
    message.pseudoClassStateChanged(FAULT, fault);
  }
}
