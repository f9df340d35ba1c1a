package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.WorkerRange;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.desktop.Snapshots;

/** Undo, pause, the settings of the resource, and the slider's scale, without a toolkit. */
@Timeout(20)
class HandsTest {

  private final List<Command> sent = new ArrayList<>();

  /** Those to be given by a test; null where each comes at once. */
  private @Nullable Queue<CompletableFuture<CommandOutcome>> answers;

  private final PanelCommands panel =
      new PanelCommands(
          (source, command) -> {
            sent.add(command);
            CompletableFuture<CommandOutcome> answer = new CompletableFuture<>();
            if (answers == null) {
              answer.complete(new CommandOutcome.Accepted());
            } else {
              answers.add(answer);
            }
            return answer;
          },
          Runnable::run);
  private long uptimeMillis = 1_000;

  @BeforeEach
  void address() {
    panel.connected();
    panel.address(Snapshots.PIPELINE);
    serverHas(1);
  }

  @Test
  void shouldTakeBackOneChangeAfterTheOtherAndMakeThemAgain() {
    assertThat(panel.undoProperty().get()).isEmpty();
    panel.undo();
    assertThat(sent).isEmpty();

    change(3);
    change(5);
    assertThat(panel.undoProperty().get()).isEqualTo("3 workers");
    undo(3);
    assertThat(panel.undoProperty().get()).isEqualTo("1 worker");
    assertThat(panel.redoProperty().get()).isEqualTo("5 workers");
    undo(1);
    assertThat(panel.undoProperty().get()).isEmpty();
    panel.redo();
    serverHas(3);
    panel.redo();
    serverHas(5);
    assertThat(sent)
        .containsExactly(
            new Command.ResizeWorkers(3),
            new Command.ResizeWorkers(5),
            new Command.ResizeWorkers(3),
            new Command.ResizeWorkers(1),
            new Command.ResizeWorkers(3),
            new Command.ResizeWorkers(5));
  }

  @Test
  void shouldTakeBackADragAsOneChange() {
    panel.setAdjustingWorkers(true);
    change(2);
    change(4);
    change(7);
    panel.setAdjustingWorkers(false);
    assertThat(panel.undoProperty().get()).isEqualTo("1 worker");
    undo(1);
    assertThat(panel.undoProperty().get()).isEmpty();
    assertThat(panel.redoProperty().get()).isEqualTo("7 workers");
  }

  @Test
  void shouldNotTakeBackWhatSomebodyElseHasChangedSince() {
    change(4);
    for (int second = 0; second < 3; second++) {
      serverHas(9);
      uptimeMillis += 1_000;
    }
    assertThat(panel.undoProperty().get()).isEmpty();
    panel.undo();
    assertThat(sent).hasSize(1);
  }

  @Test
  void shouldPauseAndGoOnWithAsManyAsBefore() {
    change(6);
    panel.togglePause();
    serverHas(0);
    panel.togglePause();
    assertThat(sent).endsWith(new Command.ResizeWorkers(0), new Command.ResizeWorkers(6));
  }

  @Test
  void shouldStayInTheRangeWhenItSteps() {
    panel.stepWorkers(-5);
    panel.stepWorkers(1_000);
    assertThat(sent).containsExactly(new Command.ResizeWorkers(0), new Command.ResizeWorkers(64));
  }

  @Test
  void shouldSendSeveralSettingsTogetherAndTakeThemBackTogether() {
    ResourceEdit edit =
        panel.setResource(Map.of("capacity", "5", "error-rate", "0.25"), said -> {});
    assertThat(edit.faults()).isEmpty();
    Command.SetResource command = (Command.SetResource) sent.getLast();
    assertThat(command.changes())
        .containsOnly(Map.entry("capacity", "5"), Map.entry("error-rate", "0.25"));
    assertThat(panel.undoProperty().get()).contains("capacity 0", "error-rate 0.0");

    panel.undo();
    assertThat(((Command.SetResource) sent.getLast()).changes())
        .containsOnly(Map.entry("capacity", "0"), Map.entry("error-rate", "0.0"));
  }

  @Test
  void shouldTakeBackNothingElseBeforeAnUndoOfTheResourceIsAnswered() {
    change(6);
    panel.setServiceTime("20ms");
    Queue<CompletableFuture<CommandOutcome>> open = new ArrayDeque<>();
    answers = open;

    panel.undo();
    panel.undo();
    panel.redo();
    assertThat(open).hasSize(1);
    open.remove().complete(new CommandOutcome.Accepted());
    assertThat(panel.undoProperty().get()).isEqualTo("1 worker");
    assertThat(panel.redoProperty().get()).contains("20");

    panel.undo();
    assertThat(sent).last().isEqualTo(new Command.ResizeWorkers(1));
  }

  @Test
  void shouldSendNothingWhereOneOfTheTextsWontDo() {
    ResourceEdit edit =
        panel.setResource(Map.of("capacity", "5", "error-rate", "2", "pause", "often"), said -> {});
    assertThat(edit.faults()).containsOnlyKeys("error-rate", "pause");
    assertThat(edit.faults().get("pause")).contains("often");
    assertThat(sent).isEmpty();
    assertThat(panel.setResource(Map.of("capacity", "0"), said -> {}).changes()).isEmpty();
    assertThat(sent).as("what is as it was is not asked for").isEmpty();
  }

  @Test
  void shouldFreezeForATimeAndSayWhatIsNone() {
    assertThat(panel.freeze("2 s")).isEmpty();
    assertThat(panel.freeze("soon")).contains("'soon' is no duration");
    assertThat(sent).containsExactly(new Command.FreezeResource(2_000_000_000L));
  }

  @Test
  void shouldScaleTheSliderToTheUse() {
    WorkerScale scale = new WorkerScale();
    WorkerRange range = new WorkerRange(0, 100);
    assertThat(scale.fit(1, range)).isEqualTo(8);
    assertThat(scale.fit(4, range)).isEqualTo(8);
    assertThat(scale.fit(5, range)).isEqualTo(16);
    assertThat(scale.fit(3, range)).as("not for a little less").isEqualTo(16);
    assertThat(scale.fit(30, range)).isEqualTo(64);
    assertThat(scale.fit(90, range)).as("as far as the source goes").isEqualTo(100);
    assertThat(scale.fit(2, range)).isEqualTo(8);
    scale.showWhole(true);
    assertThat(scale.fit(2, range)).isEqualTo(100);
    assertThat(new WorkerScale().fit(0, new WorkerRange(1, 1))).isEqualTo(2);
    assertThat(new WorkerScale().fit(2, new WorkerRange(0, Integer.MAX_VALUE))).isEqualTo(8);
  }

  @Test
  void shouldFindNamesBySomeLetters() {
    List<String> names = List.of("One worker more", "Undo the last change", "Reset the statistics");
    assertThat(Fuzzy.find("", names, name -> name)).isEqualTo(names);
    assertThat(Fuzzy.find("more", names, name -> name)).containsExactly("One worker more");
    assertThat(Fuzzy.find("RS", names, name -> name)).startsWith("Reset the statistics");
    assertThat(Fuzzy.find("xyz", names, name -> name)).isEmpty();
    assertThat(Fuzzy.score("ut", "Undo the last change"))
        .as("starts of words count more")
        .isGreaterThan(Fuzzy.score("nd", "Undo the last change"));
  }

  private void change(int workers) {
    panel.resizeWorkers(workers);
    serverHas(workers);
  }

  private void undo(int workers) {
    panel.undo();
    serverHas(workers);
  }

  private void serverHas(int workers) {
    uptimeMillis += 50;
    panel.onSnapshot(Snapshots.at(uptimeMillis, 0, 100, workers));
  }
}
