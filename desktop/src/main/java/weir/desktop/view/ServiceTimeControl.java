package weir.desktop.view;

import java.time.Duration;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.settings.DurationText;
import weir.desktop.model.Figures;
import weir.desktop.model.PanelModel;

/** The resource's most used setting, at hand without its pane. */
final class ServiceTimeControl extends VBox {

  private final TextField field = new TextField();
  private long shownServiceTimeNanos = -1;

  ServiceTimeControl(PanelModel model) {
    getStyleClass().add("control-group");
    setMinWidth(USE_PREF_SIZE);
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
    model.figuresProperty().subscribe(this::follow);
    HBox row = new HBox(6, field, apply);
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(title, row);
  }

  /** Shows the server's value when it changes, but never over what the user is typing. */
  private void follow(@Nullable Figures figures) {
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
}
