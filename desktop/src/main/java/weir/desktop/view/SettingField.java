package weir.desktop.view;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;
import weir.core.settings.LoadFlag;
import weir.core.settings.SettingDescription;

/**
 * One setting, written as in the CLI: its name, its value, its meaning, and what is wrong with it.
 */
final class SettingField extends VBox {

  private final String key;
  private final TextField field = new TextField();
  private final FaultLabel fault;
  private String inForce = "";

  private SettingField(
      String key, String id, String form, String defaultText, String help, Runnable enter) {
    this.key = key;
    getStyleClass().add("setting-field");
    Label name = new Label(Text.sentenceCase(key.replace('-', ' ')));
    name.getStyleClass().add("control-title");
    name.setLabelFor(field);
    Label written = new Label(form);
    written.getStyleClass().add("text-muted");
    field.setId(id);
    field.setPromptText(defaultText);
    field.setAccessibleText(key + ". " + help);
    field.setTooltip(new Tooltip(help));
    field.setOnAction(event -> enter.run());
    fault = new FaultLabel("fault-" + id);
    field.textProperty().subscribe(() -> fault.setText(""));
    Label meaning = new Label(help);
    meaning.getStyleClass().add("hint");
    meaning.setWrapText(true);
    meaning.setMinHeight(USE_PREF_SIZE);
    // A pane full of explanations would be too long: the one that is being typed into has its own.
    ObservableValue<Boolean> wanted = field.focusedProperty();
    Shown.only(wanted, meaning);
    getChildren().addAll(new NamedRow(name, written), field, meaning, fault);
  }

  /**
   * A setting of the resource.
   *
   * @param setting what it sets
   * @param enter what Enter does
   */
  static SettingField of(SettingDescription<?, ?> setting, Runnable enter) {
    return new SettingField(
        setting.key(),
        "setting-" + setting.key(),
        setting.label(),
        setting.defaultText(),
        setting.help(),
        enter);
  }

  /**
   * Something that a load can be told.
   *
   * @param flag what it sets
   * @param enter what Enter does
   */
  static SettingField of(LoadFlag flag, Runnable enter) {
    return new SettingField(
        flag.key(), "load-" + flag.key(), flag.label(), flag.defaultText(), flag.help(), enter);
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
