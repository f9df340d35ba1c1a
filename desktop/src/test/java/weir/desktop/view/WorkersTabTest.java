package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import weir.core.figures.WorkerFigures;
import weir.desktop.Snapshots;

@Timeout(60)
class WorkersTabTest {

  private ModelledPanel panel;
  private long millis = 1_000;

  @BeforeEach
  void open() throws Exception {
    panel = ModelledPanel.open();
    apply(List.of(Snapshots.worker(0, 0, 0)));
    panel.show("Workers");
  }

  @AfterEach
  void close() throws Exception {
    ModelledPanel.close();
  }

  private void apply(List<WorkerFigures> workers) {
    millis += 1_000;
    panel.apply(Snapshots.withWorkers(Snapshots.at(millis, 1, 9, workers.size()), workers));
  }

  private TableView<WorkerRow> table() {
    return panel.robot.lookup("#workers").queryTableView();
  }

  private List<Integer> places() {
    return table().getItems().stream().map(row -> row.reading().figures().place()).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 64, 256})
  void shouldListEachWorkerOnceHoweverManyThereAre(int count) {
    apply(IntStream.range(0, 7).mapToObj(it -> Snapshots.worker(it, 5, millis)).toList());
    apply(IntStream.range(0, count).mapToObj(it -> Snapshots.worker(it, 5, millis)).toList());
    assertThat(places()).containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    assertThat(panel.text("#workers-summary"))
        .isEqualTo(
            count == 0
                ? "0 workers"
                : count == 256
                    ? "the first 256 workers · 256 handling"
                    : count + " workers · " + count + " handling");
  }

  @Test
  void shouldShowAStuckWorkerAndPutItFirstOnRequest() {
    apply(
        List.of(
            Snapshots.worker(0, 0, 900), Snapshots.worker(1, 800, 5), Snapshots.worker(2, 0, 1)));
    assertThat(panel.text("#workers-summary")).isEqualTo("3 workers · 1 handling · 2 idle");
    apply(
        List.of(
            Snapshots.worker(0, 0, 900),
            Snapshots.worker(1, 60_000, 5),
            Snapshots.worker(2, 0, 1)));
    assertThat(panel.text("#workers-summary")).isEqualTo("3 workers · 1 stuck · 2 idle");
    assertThat(panel.text("#stuck-rule"))
        .isEqualTo(
            "Stuck: at an event for more than 5.00 s, 10 times the service time that is set.");
    assertThat(places()).containsExactly(0, 1, 2);
    panel.robot.clickOn("#stuck-first");
    assertThat(places()).containsExactly(1, 0, 2);
    assertThat(panel.robot.lookup("⚠ stuck").tryQuery()).isPresent();
    assertThat(panel.robot.lookup("60.0 s").tryQuery()).isPresent();
    panel.robot.clickOn("#stuck-first");
    assertThat(places()).containsExactly(0, 1, 2);
  }

  @Test
  void shouldSortByAColumnAndStaySorted() {
    panel.robot.interact(
        () -> {
          TableColumn<WorkerRow, ?> completed = table().getColumns().get(4);
          assertThat(completed.getText()).isEqualTo("Completed");
          completed.setSortType(TableColumn.SortType.DESCENDING);
          table().getSortOrder().add(completed);
        });
    apply(List.of(Snapshots.worker(0, 0, 0), Snapshots.worker(1, 0, 0)));
    assertThat(places()).containsExactly(1, 0);
    apply(List.of(Snapshots.worker(0, 0, 0), Snapshots.worker(3, 0, 0)));
    assertThat(places()).containsExactly(3, 0);
  }

  @Test
  void shouldBeReachedByKeysAlone() {
    panel.robot.interact(() -> panel.find("#stuck-first", ToggleButton.class).requestFocus());
    panel.robot.type(KeyCode.SPACE);
    assertThat(panel.find("#stuck-first", ToggleButton.class).isSelected()).isTrue();
    panel.robot.type(KeyCode.TAB);
    assertThat(table().isFocused()).isTrue();
  }

  @Test
  void shouldSayWhereTheSourceDoesNotTellItsWorkersApart() {
    panel.apply(Snapshots.at(millis + 500, 1, 9, 3));
    assertThat(panel.text("#no-workers")).startsWith("This source does not tell");
    assertThat(table().getItems()).isEmpty();
    apply(List.of());
    assertThat(panel.text("#no-workers")).startsWith("There is no worker");
  }

  /** What the tab in front says in place of what it would show. */
  private List<String> lacks() {
    TabPane tabs = panel.robot.lookup("#tabs").queryAs(TabPane.class);
    Node content = tabs.getSelectionModel().getSelectedItem().getContent();
    return content.lookupAll(".tab-lack").stream()
        .filter(Node::isVisible)
        .map(lack -> ((Label) lack).getText())
        .toList();
  }

  @Test
  void shouldLeaveOutWhatNobodyCountsOrTimes() {
    TableColumn<WorkerRow, ?> failed = table().getColumns().get(5);
    assertThat(failed.getText()).isEqualTo("Failed");
    assertThat(failed.isVisible()).isTrue();

    List<WorkerFigures> workers = List.of(Snapshots.worker(0, 0, 0), Snapshots.worker(1, 0, 0));
    panel.apply(
        Snapshots.withoutTimes(
            Snapshots.withWorkers(Snapshots.at(millis + 500, 1, 9, 2), workers)));

    assertThat(places()).containsExactly(0, 1);
    assertThat(failed.isVisible()).isFalse();
    assertThat(panel.text("#stuck-rule")).isEmpty();
    for (String tab : List.of("Heat map", "Percentiles", "Stages")) {
      panel.show(tab);
      assertThat(lacks())
          .as(tab)
          .containsExactly(
              "Nobody measures times of this source: it only"
                  + " tells how many events there are.");
    }
    panel.show("Service time");
    assertThat(lacks()).hasSize(1).first().asString().startsWith("Nobody measures how long");
    panel.show("What if");
    assertThat(lacks()).hasSize(1).first().asString().startsWith("Theory needs");
    for (String tab : List.of("Live", "Workers")) {
      panel.show(tab);
      assertThat(lacks()).as(tab).isEmpty();
    }
    apply(workers);
    panel.show("Percentiles");
    assertThat(lacks()).isEmpty();
    panel.show("Workers");
    assertThat(failed.isVisible()).isTrue();
    assertThat(panel.text("#stuck-rule")).isNotEmpty();
  }

  @Test
  void shouldDoNothingWhileAnotherTabIsInFront() {
    panel.show("Live");
    apply(List.of(Snapshots.worker(0, 0, 0), Snapshots.worker(1, 0, 0)));
    assertThat(places()).containsExactly(0);
    panel.show("Workers");
    assertThat(places()).containsExactly(0, 1);
  }
}
