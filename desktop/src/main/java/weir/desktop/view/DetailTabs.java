package weir.desktop.view;

import java.util.List;
import java.util.Objects;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.jspecify.annotations.Nullable;

/** The main area's tabs. Each is made when it is first looked at, and knows when it is on show. */
final class DetailTabs extends TabPane {

  private final List<DetailTab> tabs;
  private final DetailTab.@Nullable Content[] contents;
  private final ReadOnlyObjectWrapper<String> current =
      new ReadOnlyObjectWrapper<>(this, "current", "");
  private DetailTab.@Nullable Content onShow;

  DetailTabs(List<DetailTab> tabs) {
    this.tabs = List.copyOf(tabs);
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
      getTabs().get(index).setContent(content.node());
    }
    current.set(tabs.get(index).name());
    tell(isVisible() ? content : null);
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
