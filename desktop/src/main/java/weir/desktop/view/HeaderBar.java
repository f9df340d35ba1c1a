package weir.desktop.view;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.desktop.client.ConnectionState;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeSpan;

/** Title, connection, source, width of the time axis, commands, keys, theme. */
final class HeaderBar extends HBox {

  /** Of the connection: enough for "Disconnected". */
  private static final double LEAST_WIDTH = 150;

  /** A label that takes what the others in its row leave, up to its text, and asks for nothing. */
  private static final class Modest extends Label {

    @Override
    protected double computePrefWidth(double height) {
      return 0;
    }

    @Override
    protected double computeMaxWidth(double height) {
      return super.computePrefWidth(height);
    }
  }

  /**
   * Its text has a name in it that may be of any length, and there is more in its row: the tooltip
   * has the whole text.
   */
  private static final class Connection extends Label {

    @Override
    protected double computeMinWidth(double height) {
      return Math.min(LEAST_WIDTH, computePrefWidth(height));
    }
  }

  private final BooleanProperty buttonAtStart =
      new SimpleBooleanProperty(this, "buttonAtStart", false);

  /** Kept here, for the values that it is made of do not keep it. */
  private final ObservableValue<Boolean> titleShown;

  /**
   * Creates the bar.
   *
   * @param model what it shows
   * @param theme the theme in force, switched by the bar's button
   * @param view how much room there is
   * @param palette opens the command palette
   * @param keys shows the keys
   */
  HeaderBar(PanelModel model, ThemeSwitch theme, ViewState view, Runnable palette, Runnable keys) {
    getStyleClass().add("header-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label title = new Label("Weir");
    title.getStyleClass().add("app-title");
    title.setMinWidth(USE_PREF_SIZE);
    Label facts = facts(model);
    titleShown =
        Bindings.createObjectBinding(
            () -> {
              ViewState.Room room = view.roomProperty().get();
              return !room.narrow() && !(room.tight() && buttonAtStart.get());
            },
            view.roomProperty(),
            buttonAtStart);
    Shown.only(titleShown, title);
    Shown.only(view.roomProperty().map(room -> !room.tight()), facts);
    Region space = new Region();
    setHgrow(facts, Priority.ALWAYS);
    setHgrow(space, Priority.SOMETIMES);
    getChildren()
        .addAll(
            title,
            connection(model, view),
            new SourceChoice(model),
            facts,
            space,
            PillRow.of(
                "span",
                List.of(TimeSpan.values()),
                TimeSpan::label,
                span -> "Show the last " + span.label(),
                model.charts().spanProperty()),
            button("palette-button", "Commands", "Find a command by its name (Ctrl+K)", palette),
            button("keys-button", "?", "Show the keys", keys),
            themeButton(theme, view));
  }

  /** Puts a button beside the title, or in its place where there is no room for both. */
  void addAtStart(Node node) {
    getChildren().add(1, node);
    buttonAtStart.bind(node.visibleProperty());
  }

  /** Puts more in front of the buttons. */
  void addTools(Node... tools) {
    int buttons = getChildren().indexOf(lookup("#palette-button"));
    getChildren().addAll(buttons, List.of(tools));
  }

  /** What the source is. Its tooltip says it where there is no room for it. */
  private static Label facts(PanelModel model) {
    Label label = new Modest();
    label.setId("source-facts");
    label.getStyleClass().add("text-muted");
    label.setMinWidth(0);
    label.textProperty().bind(Text.shown(model.sourceProperty(), Text::facts, ""));
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(label.textProperty());
    label.setTooltip(whole);
    return label;
  }

  private static Button button(String id, String text, String meaning, Runnable run) {
    Button button = new Button(text);
    button.setId(id);
    button.getStyleClass().add(Styles.SMALL);
    button.setMinWidth(USE_PREF_SIZE);
    button.setTooltip(new Tooltip(meaning));
    button.setAccessibleText(meaning);
    button.setOnAction(event -> run.run());
    return button;
  }

  private static Label connection(PanelModel model, ViewState view) {
    Label label = new Connection();
    label.setId("connection-state");
    label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    label.setGraphic(new Ink("connection-dot"));
    label.getStyleClass().add("connection");
    label
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    view.roomProperty().get().narrow()
                        ? Text.connection(model.connectionProperty().get())
                        : Text.connection(
                            model.connectionProperty().get(), model.sourceProperty().get()),
                model.connectionProperty(),
                model.sourceProperty(),
                view.roomProperty()));
    label.accessibleTextProperty().bind(label.textProperty());
    Tooltip tooltip = new Tooltip();
    tooltip
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> whole(model.connectionProperty().get(), model.sourceProperty().get()),
                model.connectionProperty(),
                model.sourceProperty()));
    label.setTooltip(tooltip);
    ConnectedMark.on(label, model);
    return label;
  }

  private static String whole(ConnectionState state, @Nullable Source source) {
    return switch (state) {
      case ConnectionState.Connected connected ->
          Text.connection(connected, source)
              + Text.known(source, shown -> "\n" + Text.facts(shown), "");
      case ConnectionState.Recorded recorded ->
          Text.connection(recorded, source) + "\n" + Text.whyOff(recorded);
      case ConnectionState.Connecting connecting -> Text.whyOff(connecting);
      case ConnectionState.Disconnected disconnected -> Text.whyOff(disconnected);
    };
  }

  private static Button themeButton(ThemeSwitch theme, ViewState view) {
    Button button =
        button("theme-toggle", "", "Switch between the light and the dark theme", theme::toggle);
    button
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  boolean light = theme.property().getValue() == PanelTheme.LIGHT;
                  String sign = light ? "☾" : "☀";
                  return view.roomProperty().get().narrow()
                      ? sign
                      : sign + (light ? " Dark" : " Light");
                },
                theme.property(),
                view.roomProperty()));
    return button;
  }
}
