package weir.desktop.view;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import weir.core.link.LinkAddresses;
import weir.desktop.model.ServerRow;

/** A row of the list of servers: name and state above two lines with their figures. */
final class ServerCell extends ListCell<ServerRow> {

  private static final PseudoClass SHOWN = PseudoClass.getPseudoClass("on-show");
  private static final PseudoClass HERE = PseudoClass.getPseudoClass("here");

  /** A longer one is shortened, and stands whole in the tooltip. */
  private static final int LONGEST_NAME = 16;

  private static final Insets OF_SOURCE = new Insets(0, 0, 0, 14);

  private final Label sign = new Label();
  private final Label name = new Label();
  private final Label detail = new Label();
  private final Label state = new Label();
  private final SparkLine backlogLine = new SparkLine("backlog-ink");
  private final Label backlog = new Label();
  private final SparkLine p99Line = new SparkLine("p99-ink");
  private final Label p99 = new Label();
  private final HBox figures = new HBox(3, backlogLine, backlog, p99Line, p99);
  private final VBox row;
  private final Tooltip whole = new Tooltip();
  private Subscription following = Subscription.EMPTY;

  ServerCell() {
    sign.getStyleClass().add("server-sign");
    name.getStyleClass().add("server-name");
    detail.getStyleClass().add("server-detail");
    detail.setMinWidth(0);
    state.getStyleClass().add("server-state");
    for (Label label : new Label[] {sign, state, p99}) {
      label.setMinWidth(USE_PREF_SIZE);
    }
    backlog.getStyleClass().add("server-figure");
    p99.getStyleClass().add("server-figure");
    backlog.setMinWidth(40);
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    HBox head = new HBox(5, sign, name, detail, gap, state);
    head.setAlignment(Pos.BASELINE_LEFT);
    figures.setAlignment(Pos.CENTER_LEFT);
    row = new VBox(2, head, figures);
    // The list is as wide as it is: a long name is shortened.
    setPrefWidth(0);
    getStyleClass().add("server-cell");
  }

  @Override
  protected void updateItem(@Nullable ServerRow item, boolean empty) {
    super.updateItem(item, empty);
    following.unsubscribe();
    following = Subscription.EMPTY;
    if (item == null || empty) {
      setGraphic(null);
      setTooltip(null);
      setAccessibleText(null);
      pseudoClassStateChanged(SHOWN, false);
      return;
    }
    setGraphic(row);
    setTooltip(whole);
    following = item.readingProperty().subscribe(reading -> show(item, reading));
  }

  private void show(ServerRow item, ServerRow.Reading reading) {
    name.setText(ServerText.name(item));
    name.setMinWidth(name.getText().length() <= LONGEST_NAME ? USE_PREF_SIZE : 0);
    detail.setText(ServerText.detail(item));
    sign.setText(ServerText.sign(item));
    String word = item.isOfSource() ? "" : ServerText.word(reading.server().state());
    state.setText(reading.shown() ? "▶ on show" + (reading.isHere() ? "" : ", " + word) : word);
    row.setPadding(item.isOfSource() ? OF_SOURCE : Insets.EMPTY);
    boolean has = reading.source().isPresent() && reading.isHere();
    figures.setVisible(has);
    figures.setManaged(has);
    if (has) {
      var source = reading.source().get();
      backlogLine.show(source.backlog());
      p99Line.show(source.p99Micros());
      backlog.setText(ServerText.backlog(source));
      p99.setText(ServerText.p99(source));
    }
    String aloud = ServerText.aloud(item);
    setAccessibleText(aloud);
    whole.setText(aloud + item.key().address().map(at -> "\n" + LinkAddresses.text(at)).orElse(""));
    pseudoClassStateChanged(SHOWN, reading.shown());
    pseudoClassStateChanged(HERE, reading.isHere());
  }
}
