package weir.desktop.view;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Parts;

/** The main area's tabs. Each is made when it is first looked at, and knows when it is on show. */
final class DetailTabs extends TabPane {

  private final List<DetailTab> tabs;
  private final ObservableValue<Parts> parts;
  private final DetailTab.@Nullable Content[] contents;
  private final ReadOnlyObjectWrapper<String> current =
      new ReadOnlyObjectWrapper<>(this, "current", "");
  private DetailTab.@Nullable Content onShow;

  /**
   * Makes the tabs, and none of what is in them.
   *
   * @param tabs from left to right
   * @param parts what the source on show has
   */
  DetailTabs(List<DetailTab> tabs, ObservableValue<Parts> parts) {
    this.tabs = List.copyOf(tabs);
    this.parts = parts;
    this.contents = new DetailTab.Content[tabs.size()];
    setId("tabs");
    getStyleClass().add("detail-tabs");
    if (tabs.size() == 1) {
      getStyleClass().add("only-one");
    }
    setTabClosingPolicy(TabClosingPolicy.UNAVAILABLE);
    setMinSize(0, 0);
    for (DetailTab tab : tabs) {
      getTabs().add(new Tab(tab.name()));
    }
    getSelectionModel().selectedIndexProperty().subscribe(index -> onSelected(index.intValue()));
    visibleProperty().subscribe(visible -> tell(visible ? contents[selected()] : null));
  }

  List<String> names() {
    return tabs.stream().map(DetailTab::name).toList();
  }

  /** The name of the tab in front. */
  ReadOnlyObjectProperty<String> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** Whether the tab in front has something to show without a source. */
  ObservableValue<Boolean> isOfItsOwn() {
    return current.map(
        name -> tabs.stream().anyMatch(it -> it.name().equals(name) && !it.needsSource()));
  }

  /** Brings a tab to the front. */
  void show(int index) {
    getSelectionModel().select(index);
  }

  /** Brings the tab of a name to the front, if there is one. */
  void show(String name) {
    int index = names().indexOf(name);
    if (index >= 0) {
      show(index);
    }
  }

  private int selected() {
    return Math.max(0, getSelectionModel().getSelectedIndex());
  }

  private void onSelected(int index) {
    if (index < 0) {
      return;
    }
    DetailTab.Content content = contents[index];
    if (content == null) {
      content = tabs.get(index).content().get();
      contents[index] = content;
      getTabs().get(index).setContent(orLack(tabs.get(index), content.node()));
    }
    current.set(tabs.get(index).name());
    tell(isVisible() ? content : null);
  }

  /** What a tab shows, or why it shows nothing. */
  private Node orLack(DetailTab tab, Node node) {
    Label lack = new Label(tab.lack());
    lack.getStyleClass().add("tab-lack");
    lack.setWrapText(true);
    ObservableValue<Boolean> isThere = parts.map(tab.has()::test);
    Shown.only(isThere, node);
    Shown.only(isThere.map(there -> !there), lack);
    StackPane both = new StackPane(node, lack);
    both.setMinSize(0, 0);
    return both;
  }

  private void tell(DetailTab.@Nullable Content now) {
    if (Objects.equals(onShow, now)) {
      return;
    }
    if (onShow != null) {
      onShow.setOnShow(false);
    }
    onShow = now;
    if (now != null) {
      now.setOnShow(true);
    }
  }
}
