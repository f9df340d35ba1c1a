package weir.desktop.view;

import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import weir.desktop.model.WorkerSetting;

/** What stands beside a slider over workers: one fewer, one more, and the exact number. */
final class WorkerInput {

  private WorkerInput() {}

  /** A button that goes some steps. */
  static Button step(WorkerSetting setting, String id, String sign, String meaning, int by) {
    Button button = new Button(sign);
    button.setId(id);
    button.getStyleClass().addAll("step-button");
    button.setAccessibleText(meaning);
    button.setTooltip(new Tooltip(meaning));
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(event -> setting.stepWorkers(by));
    return button;
  }

  /** A field for the exact number; what is typed there stays until Enter, or the focus goes. */
  static TextField exact(WorkerSetting setting, String id, String name) {
    TextField field = new TextField();
    field.setId(id);
    field.setPrefColumnCount(3);
    field.setMinWidth(Region.USE_PREF_SIZE);
    field.setAccessibleText(name + ", exactly; Enter applies");
    field.setTooltip(new Tooltip("Type a number of workers and press Enter"));
    field.getStyleClass().add("count-field");
    setting
        .targetWorkersProperty()
        .subscribe(
            target -> {
              if (!field.isFocused()) {
                field.setText(target.toString());
              }
            });
    field
        .focusedProperty()
        .subscribe(
            focused -> {
              if (!focused) {
                field.setText(String.valueOf(setting.targetWorkersProperty().get()));
              }
            });
    field.setOnAction(event -> setting.resizeWorkers(field.getText()));
    return field;
  }
}
