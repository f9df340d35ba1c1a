package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Capabilities;
import weir.core.settings.ResourceSettings;
import weir.core.settings.ResourceText;
import weir.desktop.model.Notice;
import weir.desktop.model.PanelModel;
import weir.desktop.model.ResourceEdit;

/**
 * Everything that the resource can be set to, written as in the CLI; several are changed at once.
 */
final class ResourcePane extends VBox {

  private final PanelModel model;
  private final List<SettingField> fields;
  private final FaultLabel answer = new FaultLabel("resource-answer");

  /**
   * Creates the pane.
   *
   * @param model what it shows and changes
   * @param close takes it away
   */
  ResourcePane(PanelModel model, Runnable close) {
    this.model = model;
    this.fields =
        ResourceSettings.SETTINGS.stream()
            .map(setting -> SettingField.of(setting, this::apply))
            .toList();
    setId("resource-pane");
    getStyleClass().add("side-pane");
    setMinHeight(0);
    Label title = new Label("Resource");
    title.getStyleClass().add("overlay-title");
    Button closing = new Button("Close");
    closing.setId("close-resource");
    closing.getStyleClass().addAll(Styles.SMALL, Styles.FLAT);
    closing.setOnAction(event -> close.run());
    closing.setMinWidth(USE_PREF_SIZE);
    VBox settings = new VBox(8);
    settings.getChildren().addAll(fields);
    ScrollPane scroll = new ScrollPane(settings);
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    settings.getStyleClass().add("settings");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Region buttons = buttons();
    Shown.only(Shown.ifIt(model, Capabilities::resourceSettings), scroll, buttons);
    Region freeze = freeze();
    Shown.only(Shown.ifIt(model, Capabilities::freeze), freeze);
    getChildren().addAll(new NamedRow(title, closing), scroll, answer, buttons, freeze);
    for (Region control : List.of(scroll, buttons, freeze)) {
      Shown.offWithoutServer(control, model);
    }
    model.sourceProperty().subscribe(this::revert);
    model.commands().settingsProperty().subscribe(this::follow);
  }

  private HBox buttons() {
    Button apply = new Button("Apply");
    apply.setId("apply-resource");
    apply.setDefaultButton(false);
    apply.getStyleClass().add(Styles.ACCENT);
    apply.setTooltip(new Tooltip("Make all changes at once, for events that start from now on"));
    apply.setOnAction(event -> apply());
    Button revert = new Button("Discard");
    revert.setId("revert-resource");
    revert.setTooltip(new Tooltip("Forget what was typed and show what is in force"));
    revert.setOnAction(event -> revert());
    return new HBox(8, apply, revert);
  }

  private VBox freeze() {
    TextField field = new TextField("5 s");
    field.setId("freeze-field");
    field.setPrefColumnCount(5);
    field.setAccessibleText("How long the resource stands still, e.g. 5 s; Enter freezes");
    FaultLabel fault = new FaultLabel("fault-freeze");
    field.textProperty().subscribe(() -> fault.setText(""));
    Button button = new Button("Freeze");
    button.setId("freeze-resource");
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip("Nobody starts or ends a use of the resource for this long"));
    button.setOnAction(event -> fault.setText(model.commands().freeze(field.getText())));
    field.setOnAction(event -> fault.setText(model.commands().freeze(field.getText())));
    Label title = new Label("Stand still for");
    title.getStyleClass().add("control-title");
    title.setLabelFor(field);
    return new VBox(4, title, new HBox(8, field, button), fault);
  }

  private void apply() {
    Map<String, String> typed = new LinkedHashMap<>();
    for (SettingField field : fields) {
      field.setFault("");
      if (field.isEdited()) {
        typed.put(field.key(), field.text());
      }
    }
    answer.setText("");
    ResourceEdit edit = model.commands().setResource(typed, said -> onAnswer(typed, said));
    for (SettingField field : fields) {
      field.setFault(edit.faults().getOrDefault(field.key(), ""));
    }
  }

  /** The server refuses all at once; its sentence stands at the one field that it can be about. */
  private void onAnswer(Map<String, String> typed, Notice said) {
    if (!said.fault()) {
      fields.stream().filter(field -> typed.containsKey(field.key())).forEach(SettingField::revert);
      return;
    }
    if (typed.size() == 1) {
      fields.stream()
          .filter(field -> typed.containsKey(field.key()))
          .forEach(field -> field.setFault(said.text()));
    } else {
      answer.setText(said.text());
    }
  }

  private void follow(@Nullable ResourceSettings settings) {
    if (settings != null) {
      Map<String, String> texts = ResourceText.write(settings);
      fields.forEach(field -> field.follow(texts.getOrDefault(field.key(), "")));
    }
  }

  private void revert() {
    answer.setText("");
    fields.forEach(SettingField::revert);
  }
}
