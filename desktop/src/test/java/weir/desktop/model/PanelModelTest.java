package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Capabilities;
import weir.core.figures.Change;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.figures.SourceKind;
import weir.core.figures.WorkerCount;
import weir.core.figures.WorkerRange;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.ServerInfo;
import weir.desktop.Snapshots;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelUpdate;
import weir.desktop.client.SourcePast;

@Timeout(20)
class PanelModelTest {

  private static final ConnectionState CONNECTED =
      new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE));

  private final List<Command> commands = new ArrayList<>();
  private final List<String> addressees = new ArrayList<>();
  private final Deque<CompletableFuture<CommandOutcome>> replies = new ArrayDeque<>();
  private final PanelModel model =
      new PanelModel(
          (source, command) -> {
            commands.add(command);
            addressees.add(source);
            replies.add(new CompletableFuture<>());
            return replies.getLast();
          },
          Runnable::run);

  @BeforeEach
  void connect() {
    apply(CONNECTED, Snapshots.at(1_000, 0, 100, 1));
  }

  @Test
  void shouldShowTheChoiceUntilTheServerConfirmsIt() {
    model.commands().resizeWorkers(3);
    apply(CONNECTED, Snapshots.at(1_050, 0, 100, 1));
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(3);
    accept();
    apply(CONNECTED, Snapshots.at(1_100, 0, 100, 1)); // sampled before the resize
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(3);
    apply(CONNECTED, Snapshots.at(1_150, 0, 100, 3));
    apply(CONNECTED, Snapshots.at(1_200, 0, 100, 7));
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(7);
  }

  @Test
  void shouldFollowOtherClientsUnlessTheUserHoldsTheSlider() {
    apply(CONNECTED, Snapshots.at(1_050, 0, 100, 5));
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(5);

    model.commands().setAdjustingWorkers(true);
    apply(CONNECTED, Snapshots.at(1_100, 0, 100, 8));
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(5);

    model.commands().setAdjustingWorkers(false);
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(8);
    assertThat(commands).isEmpty();
  }

  @Test
  void shouldShowRequestedBesideEffectiveOfEverySnapshot() {
    apply(CONNECTED, Snapshots.of(1_010, 0, 100, 3, 1, 0, Snapshots.micros()));
    assertThat(model.workersProperty().get()).isEqualTo(new WorkerCount(3, 1));
  }

  @Test
  void shouldRenewFiguresAtMostFiveTimesASecond() {
    List<@Nullable Figures> seen = new ArrayList<>();
    model.figuresProperty().addListener((property, before, after) -> seen.add(after));
    for (int tick = 1; tick <= 40; tick++) {
      apply(CONNECTED, Snapshots.at(1_000 + tick * 50L, tick, 100, 1));
    }
    assertThat(seen).hasSize(10);
  }

  @Test
  void shouldDrawOnceASecondWhileNothingChanges() {
    int[] frames = {0};
    model.frameProperty().addListener((property, before, after) -> frames[0]++);
    for (int tick = 1; tick <= 200; tick++) {
      apply(CONNECTED, Snapshots.at(1_000 + tick * 50L, 0, 100, 1));
    }
    assertThat(frames[0]).isEqualTo(10);
  }

  @Test
  void shouldKeepTheHistoryWhileDisconnectedAndAfterTheSameServerIsBack() {
    apply(new ConnectionState.Disconnected("gone"), null);
    assertThat(backlogPoints()).isEqualTo(1);
    apply(CONNECTED, Snapshots.at(9_000, 0, 90, 1));
    assertThat(backlogPoints()).as("with the gap").isEqualTo(3);
  }

  @Test
  void shouldStartAfreshOnAnotherServer() {
    apply(new ConnectionState.Disconnected("gone"), null);
    ServerInfo other = new ServerInfo(4712, 99_000);
    apply(
        new ConnectionState.Connected(other, List.of(Snapshots.PIPELINE)),
        Snapshots.at(100, 0, 7, 2));
    assertThat(model.serverProperty().get()).isEqualTo(other);
    assertThat(backlogPoints()).isEqualTo(1);
    assertThat(Objects.requireNonNull(model.figuresProperty().get()).ledger().backlog())
        .isEqualTo(7);
  }

  @Test
  void shouldTakeTheLastFiguresOfAServerBeforeItsLoss() {
    apply(new ConnectionState.Disconnected("gone"), Snapshots.at(1_020, 60, 40, 1));
    assertThat(Objects.requireNonNull(model.figuresProperty().get()).ledger().completed())
        .isEqualTo(60);
  }

  private static final ConnectionState BOTH =
      new ConnectionState.Connected(
          Snapshots.SERVER, List.of(Snapshots.PIPELINE, Snapshots.EXECUTOR));

  @Test
  void shouldShowTheSourceThatIsChosenAndWhatItHas() {
    apply(BOTH, Snapshots.ofExecutor(500, 10, 3));
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.PIPELINE);
    assertThat(model.partsProperty().get()).isEqualTo(Parts.ALL);
    assertThat(figures().ledger().backlog()).as("the other's are not shown").isEqualTo(100);
    model.charts().clockProperty().set(LatencyClock.HOLD);
    model.charts().latencyViewProperty().set(LatencyView.BY_ARRIVAL);

    model.showSource("orders");
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.EXECUTOR);
    assertThat(figures().ledger().ended()).as("at once").isEqualTo(10);
    assertThat(figures().resource()).isEmpty();
    assertThat(figures().arrivals()).isEmpty();
    Parts parts = model.partsProperty().get();
    assertThat(parts.failures() || parts.rejections() || parts.resource()).isFalse();
    assertThat(parts.hiccups() || parts.cohorts()).isFalse();
    assertThat(parts.workers() && parts.theory()).isTrue();
    assertThat(parts.clocks())
        .containsExactlyInAnyOrder(LatencyClock.RESPONSE, LatencyClock.WAIT, LatencyClock.SERVICE);
    assertThat(model.charts().clockProperty().get()).isEqualTo(LatencyClock.RESPONSE);
    assertThat(model.charts().latencyViewProperty().get()).isEqualTo(LatencyView.BY_COMPLETION);
    assertThat(backlogPoints()).as("charts start afresh").isEqualTo(1);
    assertThat(model.commands().workerRange()).isEqualTo(new WorkerRange(0, 0));
  }

  @Test
  void shouldKeepTheChoiceWhileTheSourceIsThereAndSayThatItIsGone() {
    apply(BOTH, Snapshots.ofExecutor(500, 10, 3));
    model.showSource("orders");
    apply(new ConnectionState.Disconnected("gone"), null);
    apply(BOTH, Snapshots.ofExecutor(600, 12, 1));
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.EXECUTOR);
    assertThat(model.commands().noticeProperty().get()).isEqualTo(Notice.NONE);

    apply(CONNECTED, Snapshots.at(1_100, 0, 90, 1));
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.EXECUTOR);
    assertThat(model.sourceGoneProperty().get()).isTrue();
    assertThat(model.commands().noticeProperty().get())
        .isEqualTo(Notice.fault("The source orders is gone; what it did stays on show."));
    assertThat(figures().ledger().ended()).isEqualTo(12);
    assertThat(backlogPoints()).isEqualTo(2);

    model.showSource("weir");
    assertThat(model.sourceGoneProperty().get()).isFalse();
    assertThat(model.partsProperty().get()).isEqualTo(Parts.ALL);
    assertThat(backlogPoints()).isEqualTo(1);

    apply(new ConnectionState.Connected(Snapshots.SERVER, List.of()), null);
    assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.PIPELINE);
    assertThat(model.sourceGoneProperty().get()).isTrue();
  }

  @Test
  void shouldTakeOneOfTheSameNameThatComesLaterForAnother() {
    apply(BOTH, Snapshots.ofExecutor(500, 10, 3));
    model.showSource("orders");
    apply(CONNECTED, null);
    apply(BOTH, Snapshots.ofExecutor(100, 1, 1));
    assertThat(model.sourceGoneProperty().get()).isFalse();
    assertThat(figures().ledger().ended()).isEqualTo(1);
    assertThat(backlogPoints()).isEqualTo(1);
  }

  @Test
  void shouldSendAResizeToTheSourceItWasMeantFor() {
    Source mails =
        new Source(
            "mails",
            SourceKind.POOL,
            Optional.empty(),
            OptionalInt.empty(),
            Capabilities.all(new WorkerRange(1, 8)));
    apply(
        new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE, mails)), null);
    model.commands().resizeWorkers(3);
    model.commands().resizeWorkers(5);
    model.showSource("mails");
    model.commands().resizeWorkers(2);
    accept();
    accept();
    accept();
    assertThat(commands)
        .containsExactly(
            new Command.ResizeWorkers(3),
            new Command.ResizeWorkers(2),
            new Command.ResizeWorkers(5));
    assertThat(addressees).containsExactly("weir", "mails", "weir");
    assertThat(model.commands().targetWorkersProperty().get()).isEqualTo(2);
  }

  private Figures figures() {
    return Objects.requireNonNull(model.figuresProperty().get());
  }

  private int backlogPoints() {
    GaugeLine line = new GaugeLine(Gauge.BACKLOG, GaugeLine.Shape.EXTREMES);
    line.load(model.history(), new TimeWindow(0, TimeSpan.HALF_MINUTE.spanNanos()), 1e6);
    return line.size();
  }

  private void apply(ConnectionState state, @Nullable Snapshot snapshot) {
    model.apply(new PanelUpdate(state, snapshot == null ? List.of() : List.of(snapshot)));
  }

  private void accept() {
    Objects.requireNonNull(replies.poll()).complete(new CommandOutcome.Accepted());
  }

  @Test
  void shouldFillItsChartsWithThePastThatTheServerKept() {
    PanelModel late = new PanelModel((source, command) -> new CompletableFuture<>(), Runnable::run);
    List<Snapshot> past = new ArrayList<>();
    for (int second = 1; second <= 300; second++) {
      past.add(Snapshots.at(second * 1_000L, second, second, 1).asPast());
    }
    late.apply(
        new PanelUpdate(
            CONNECTED,
            List.of(new SourcePast("weir", past, List.of())),
            List.of(Snapshots.at(300_050, 301, 7, 1)),
            List.of()));
    assertThat(late.history().nowNanos()).isEqualTo(300_050_000_000L);
    assertThat(backlogPoints(late)).isGreaterThan(100);

    late.apply(new PanelUpdate(new ConnectionState.Disconnected("gone"), List.of()));
    int before = backlogPoints(late);
    late.apply(
        new PanelUpdate(
            CONNECTED, List.of(new SourcePast("weir", past, List.of())), List.of(), List.of()));
    assertThat(backlogPoints(late)).as("nothing twice").isEqualTo(before);
  }

  @Test
  void shouldJoinWithoutAGapAndCountNothingTwiceWhenItComesBack() {
    PanelModel back = new PanelModel((source, command) -> new CompletableFuture<>(), Runnable::run);
    List<Snapshot> all = new ArrayList<>();
    for (int tick = 1; tick <= 200; tick++) {
      long resets = tick > 130 ? 1 : 0;
      long completed = resets == 0 ? tick : tick - 130;
      all.add(
          Snapshots.of(tick * 50L, completed, 9, 1, 1, resets, Snapshots.micros(1_000L * tick)));
    }
    // Lost in the middle of a second of the server's past, and back after a reset.
    all.subList(0, 107).forEach(it -> back.apply(new PanelUpdate(CONNECTED, List.of(it))));
    back.apply(new PanelUpdate(new ConnectionState.Disconnected("gone"), List.of()));
    List<Snapshot> past = new ArrayList<>();
    for (int[] step :
        new int[][] {
          {0, 20},
          {20, 40},
          {40, 60},
          {60, 80},
          {80, 100},
          {100, 120},
          {120, 130},
          {130, 150},
          {150, 160}
        }) {
      past.add(all.subList(step[0], step[1]).stream().reduce(Snapshot::mergeInto).orElseThrow());
    }
    back.apply(
        new PanelUpdate(
            CONNECTED,
            List.of(new SourcePast("weir", past, List.of())),
            List.of(all.get(160)),
            List.of()));
    all.subList(161, 200).forEach(it -> back.apply(new PanelUpdate(CONNECTED, List.of(it))));

    SpanFigures figures =
        back.history().figures(0, back.history().nowNanos(), LatencyClock.RESPONSE);
    assertThat(figures.knownNanos()).as("without a gap").isEqualTo(200 * 50_000_000L);
    assertThat(figures.latency().getTotalCount()).as("each event once").isEqualTo(200);
    for (int tick = 1; tick <= 200; tick++) {
      assertThat(figures.latency().getCountAtValue(1_000L * tick)).isEqualTo(1);
    }
    // Of the first snapshot nobody knows what was before; the reset falls between two others.
    assertThat(figures.count(Tally.COMPLETIONS)).isEqualTo(199);
    GaugeLine line = new GaugeLine(Gauge.BACKLOG, GaugeLine.Shape.EXTREMES);
    line.load(back.history(), new TimeWindow(0, 10_000_000_000L), 1e6);
    for (int i = 0; i < line.size(); i++) {
      assertThat(line.value(i)).isEqualTo(9);
    }
  }

  @Test
  void shouldMarkChangesOfThePastAndOfThePresentOnce() {
    Change before = Snapshots.change(1, 500, Change.Kind.RESOURCE, "capacity 0", "capacity 5");
    Change now = Snapshots.change(2, 1_020, Change.Kind.WORKERS, "1 worker", "3 workers");
    SourcePast past = new SourcePast("weir", List.of(), List.of(before));
    model.apply(new PanelUpdate(CONNECTED, List.of(past), List.of(), List.of()));
    model.apply(
        new PanelUpdate(
            CONNECTED, List.of(), List.of(Snapshots.at(1_050, 0, 100, 3)), List.of(now)));
    model.apply(new PanelUpdate(CONNECTED, List.of(past), List.of(), List.of(now)));
    assertThat(model.history().markers()).containsExactly(Marker.told(before), Marker.told(now));
    assertThat(model.history().markers().getLast().who()).contains("somebody");
  }

  private static int backlogPoints(PanelModel model) {
    int[] points = {0};
    History history = model.history();
    history.visitSlots(0, history.nowNanos(), 1, slot -> points[0]++);
    return points[0];
  }
}
