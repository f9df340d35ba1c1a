package weir.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.figures.Snapshot;
import weir.core.figures.Source;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkListener;
import weir.core.link.LinkServer;
import weir.core.link.PublishedSource;
import weir.core.link.Recording;
import weir.desktop.Snapshots;
import weir.desktop.client.RecordedConnection;

/**
 * The panel on a recording of which no source was there all the time: {@code orders} ends and comes
 * again, with {@code weir} in between.
 */
@Timeout(60)
class RecordedSourcesTest {

  /** Of the first life's first snapshot: it began long before the recording. */
  private static final long FIRST_LIFE_MILLIS = 100_000;

  @TempDir static Path folder;

  private final BlockingQueue<Runnable> crossing = new LinkedBlockingQueue<>();

  @BeforeAll
  static void record() throws Exception {
    try (LinkServer server =
        LinkServer.open(new LinkAddress.UnixSocket(folder.resolve("s")), Snapshots.SERVER)) {
      PublishedSource orders = add(server, Snapshots.EXECUTOR);
      server.record(path());
      for (int tick = 0; tick < 3; tick++) {
        orders.publish(Snapshots.ofExecutor(FIRST_LIFE_MILLIS + 50L * tick, 700 + tick, 5));
      }
      awaitEnded(702);
      orders.close();
      PublishedSource weir = add(server, Snapshots.PIPELINE);
      weir.publish(Snapshots.at(50, 11, 5, 1));
      awaitEnded(11);
      weir.close();
      PublishedSource again = add(server, Snapshots.EXECUTOR);
      again.publish(secondLife(50, 3));
      awaitEnded(3);
      again.publish(secondLife(1_050, 4));
      awaitEnded(4);
      again.close();
    }
  }

  private static PublishedSource add(LinkServer server, Source source) throws Exception {
    return server.add(source, command -> new CommandOutcome.Accepted());
  }

  private static Snapshot secondLife(long uptimeMillis, long ended) {
    return Snapshots.bornAt(2 * FIRST_LIFE_MILLIS, Snapshots.ofExecutor(uptimeMillis, ended, 5));
  }

  private static Path path() {
    return folder.resolve("run.weir");
  }

  /** A source that came and went before the recorder heard of it would not be in the recording. */
  private static void awaitEnded(long events) throws Exception {
    List<Long> ended = new ArrayList<>();
    while (!ended.contains(events)) {
      Thread.sleep(10);
      try (Recording recording = Recording.open(path())) {
        while (recording.next(
            new LinkListener() {
              @Override
              public void onSnapshot(Snapshot snapshot) {
                ended.add(snapshot.ledger().completed());
              }

              @Override
              public void onClosed(String reason) {}
            })) {}
      }
    }
  }

  private PanelModel show(RecordedConnection recording) throws Exception {
    PanelModel model = new PanelModel(recording, crossing::add);
    model.follow(recording);
    until(() -> recording.loaded().isComplete() && model.figuresProperty().get() != null);
    return model;
  }

  private void until(BooleanSupplier condition) throws Exception {
    while (!condition.getAsBoolean()) {
      crossing.take().run();
    }
  }

  private static long completed(PanelModel model) {
    Figures shown = model.figuresProperty().get();
    return shown == null ? -1 : shown.ledger().completed();
  }

  @Test
  void shouldShowASourceThatEndedBeforeTheRecordingDid() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(path())) {
      PanelModel model = show(recording);

      until(() -> completed(model) == 4);
      assertThat(model.sourcesProperty().get())
          .containsExactly(Snapshots.EXECUTOR, Snapshots.PIPELINE);
      assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.EXECUTOR);
      assertThat(model.sourceGoneProperty().get()).isFalse();
      assertThat(model.commands().noticeProperty().get()).isEqualTo(Notice.NONE);
    }
  }

  @Test
  void shouldShowASourceThatWasThereInTheMiddleOnly() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(path())) {
      PanelModel model = show(recording);

      model.showSource("weir");
      until(() -> completed(model) == 11 && recording.loaded().isComplete());
      assertThat(model.sourceProperty().get()).isEqualTo(Snapshots.PIPELINE);
      assertThat(model.history().nowNanos()).isEqualTo(50_000_000);
    }
  }

  @Test
  void shouldGoToTimesOfTheLastLifeOfASourceThatCameAgain() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(path())) {
      PanelModel model = show(recording);
      until(() -> completed(model) == 4);
      long ahead = recording.aheadNanos("orders").orElseThrow();
      assertThat(ahead).isLessThan(1_050_000_000L);

      RecordedTime time = Objects.requireNonNull(model.recordingProperty().get());
      time.seek(500_000_000 - ahead);
      until(() -> completed(model) == 3);
      assertThat(time.positionNanos()).isEqualTo(500_000_000 - ahead);
    }
  }
}
