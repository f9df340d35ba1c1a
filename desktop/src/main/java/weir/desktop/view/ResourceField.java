package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import weir.core.settings.SettingDescription;

/** One setting of the resource: its name, its value, what it means, and what is wrong with it. */
final class ResourceField extends VBox {

  private final String key;
  private final TextField field = new TextField();
  private final FaultLabel fault;
  private String inForce = "";

  /**
   * Creates the field.
   *
   * @param setting what it sets
   * @param apply what Enter does
   */
  ResourceField(SettingDescription<?, ?> setting, Runnable apply) {
    this.key = setting.key();
    getStyleClass().add("resource-field");
    Label name = new Label(Text.sentenceCase(key.replace('-', ' ')));
    name.getStyleClass().add("control-title");
    name.setLabelFor(field);
    Label form = new Label(setting.label());
    form.getStyleClass().add("text-muted");
    field.setId("setting-" + key);
    field.setPromptText(setting.defaultText());
    field.setAccessibleText(key + ". " + setting.help());
    field.setTooltip(new Tooltip(setting.help()));
    field.setOnAction(event -> apply.run());
    fault = new FaultLabel("fault-" + key);
    field.textProperty().subscribe(() -> fault.setText(""));
    Label meaning = new Label(setting.help());
    meaning.getStyleClass().add("hint");
    meaning.setWrapText(true);
    meaning.setMinHeight(USE_PREF_SIZE);
    // A pane full of explanations would be too long: the one that is being typed into has its own.
    ObservableValue<Boolean> wanted = field.focusedProperty();
    Shown.only(wanted, meaning);
    getChildren().addAll(new NamedRow(name, form), field, meaning, fault);
  }

  String key() {
    return key;
  }

  String text() {
    return field.getText();
  }

  /** Whether something else stands in it than what is in force. */
  boolean isEdited() {
    return !field.getText().strip().equals(inForce);
  }

  void setFault(String sentence) {
    fault.setText(sentence);
  }

  /** Shows the value in force, but never over what the user has typed. */
  void follow(String value) {
    boolean edited = isEdited();
    inForce = value;
    if (!edited) {
      field.setText(value);
    }
  }

  /** Forgets what was typed. */
  void revert() {
    field.setText(inForce);
    fault.setText("");
  }
}
