package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.desktop.Snapshots;

@Timeout(20)
class PanelCommandsTest {

  private final List<Command> sent = new ArrayList<>();
  private final Deque<CompletableFuture<CommandOutcome>> replies = new ArrayDeque<>();
  private final PanelCommands panel =
      new PanelCommands(
          (source, command) -> {
            assertThat(source).isEqualTo("weir");
            sent.add(command);
            replies.add(new CompletableFuture<>());
            return replies.getLast();
          },
          Runnable::run);

  @BeforeEach
  void address() {
    panel.connected();
    panel.address(Snapshots.PIPELINE);
    panel.onSnapshot(Snapshots.at(1_000, 0, 100, 1));
  }

  @Test
  void shouldSendOnlyTheNewestChoiceWhileACommandIsUnderWayAndAlwaysTheLast() {
    for (int count = 2; count <= 9; count++) {
      panel.resizeWorkers(count);
    }
    assertThat(sent).containsExactly(new Command.ResizeWorkers(2));
    assertThat(panel.targetWorkersProperty().get()).isEqualTo(9);

    accept();
    assertThat(sent).containsExactly(new Command.ResizeWorkers(2), new Command.ResizeWorkers(9));
    accept();
    assertThat(sent).hasSize(2);
  }

  @Test
  void shouldGoBackToTheServersCountWhenRefused() {
    panel.resizeWorkers(99);
    reply(new CommandOutcome.Refused("99 workers are more than the 64 allowed: ask for 0 to 64."));

    assertThat(panel.targetWorkersProperty().get()).isEqualTo(1);
    assertThat(panel.noticeProperty().get())
        .isEqualTo(Notice.fault("99 workers are more than the 64 allowed: ask for 0 to 64."));
  }

  @Test
  void shouldExplainWhatIsNoCountOrDurationAndSendNothing() {
    panel.resizeWorkers("three");
    assertThat(panel.noticeProperty().get().text()).contains("“three”", "0 to 64");
    panel.setServiceTime("fast");
    assertThat(panel.noticeProperty().get().text()).contains("'fast' is no duration", "5 ms");
    assertThat(panel.noticeProperty().get().fault()).isTrue();
    assertThat(sent).isEmpty();
  }

  @Test
  void shouldSendServiceTimeAndReset() {
    panel.setServiceTime("0.5s");
    accept();
    panel.resetStatistics();
    accept();
    assertThat(sent)
        .containsExactly(new Command.SetServiceTime(500_000_000L), new Command.ResetStatistics());
    assertThat(panel.noticeProperty().get().fault()).isFalse();
  }

  @Test
  void shouldSayWhenACommandHadNoAnswer() {
    panel.resizeWorkers(3);
    Objects.requireNonNull(replies.poll())
        .completeExceptionally(new IllegalStateException("connection lost"));
    assertThat(panel.noticeProperty().get().text()).contains("connection lost");
    assertThat(panel.targetWorkersProperty().get()).isEqualTo(1);
  }

  private void accept() {
    reply(new CommandOutcome.Accepted());
  }

  private void reply(CommandOutcome outcome) {
    Objects.requireNonNull(replies.poll()).complete(outcome);
  }
}
