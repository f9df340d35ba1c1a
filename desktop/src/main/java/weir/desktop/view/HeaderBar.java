package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeSpan;

/** Title, connection, source, width of the time axis, theme. */
final class HeaderBar extends HBox {

  /**
   * Creates the bar.
   *
   * @param model what it shows
   * @param theme the theme in force, switched by the bar's button
   */
  HeaderBar(PanelModel model, ThemeSwitch theme) {
    getStyleClass().add("header-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label title = new Label("Weir");
    title.getStyleClass().add("app-title");
    title.setMinWidth(USE_PREF_SIZE);
    Region space = new Region();
    setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            title,
            connection(model),
            new SourceChoice(model),
            space,
            PillRow.of(
                "span",
                List.of(TimeSpan.values()),
                TimeSpan::label,
                span -> "Show the last " + span.label(),
                model.charts().spanProperty()),
            themeButton(theme));
  }

  private static Label connection(PanelModel model) {
    Label label = new Label();
    label.setId("connection-state");
    label.setGraphic(new Ink("connection-dot"));
    label.getStyleClass().add("connection");
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    Text.connection(model.connectionProperty().get(), model.sourceProperty().get()),
                model.connectionProperty(),
                model.sourceProperty()));
    label.accessibleTextProperty().bind(label.textProperty());
    Tooltip tooltip = new Tooltip();
    tooltip
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.connectionProperty().get() instanceof ConnectionState.Connected
                        ? Text.known(model.sourceProperty().get(), Text::bounds, "")
                        : Text.whyOff(model.connectionProperty().get()),
                model.connectionProperty(),
                model.sourceProperty()));
    label.setTooltip(tooltip);
    ConnectedMark.on(label, model);
    return label;
  }

  private static Button themeButton(ThemeSwitch theme) {
    Button button = new Button();
    button.setId("theme-toggle");
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(USE_PREF_SIZE);
    button
        .textProperty()
        .bind(theme.property().map(now -> now == PanelTheme.LIGHT ? "☾ Dark" : "☀ Light"));
    button.setTooltip(new Tooltip("Switch between the light and the dark theme"));
    button.setOnAction(event -> theme.toggle());
    return button;
  }
}
