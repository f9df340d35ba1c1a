package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.figures.Change;
import weir.core.link.Command;
import weir.core.link.CommandOutcome;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.RecordedConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;

/** The panel on a recording that a real pipeline has made, without a server. */
@Timeout(120)
class RecordedPanelTest {

  private static final int EVENTS = 300;

  /** One for all tests, which only read it: it takes its time. */
  @TempDir static Path shared;

  private static Path recorded;

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void recordAndStartToolkit() throws Exception {
    recorded = record(shared);
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void closePanel() throws Exception {
    FxToolkit.cleanupStages();
  }

  private static Path record(Path folder) throws Exception {
    Path file = folder.resolve("run.weir");
    PipelineSettings settings =
        PipelineSettings.defaults().withWorkers(2, 8).withServiceTime(Duration.ofMillis(10));
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(settings, EventHandlers.named("mock-resource"))) {
      LinkServer link = pipeline.listen(new LinkAddress.UnixSocket(folder.resolve("s")));
      link.record(file);
      for (int event = 0; event < EVENTS; event++) {
        pipeline.publish(new byte[0]);
      }
      pipeline.resizeTo(1);
      assertThat(pipeline.drain(Duration.ofSeconds(60)).left()).isZero();
    }
    return file;
  }

  private PanelModel show(RecordedConnection recording) throws Exception {
    PanelModel model = new PanelModel(recording, FxCrossing.toFxThread());
    FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(stage -> PanelWindow.show(stage, model, PanelTheme.LIGHT));
    model.follow(recording);
    return model;
  }

  @Test
  void shouldShowItsEndAndGoToAnyTime() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(recorded)) {
      PanelModel model = show(recording);
      FxAwait.until("the end", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
      assertThat(text("#connection-state")).startsWith("Recording · run.weir · ");
      assertThat(text("#recording-message")).contains("nothing to control");
      assertThat(robot.lookup("#controls").query().getParent().isVisible()).isFalse();
      assertThat(slider().isFocused()).isTrue();
      assertThat(model.history().markers())
          .singleElement()
          .satisfies(
              marker -> {
                assertThat(marker.to()).isEqualTo("1 worker");
                assertThat(marker.who()).contains(Change.ITSELF);
              });
      double end = slider().getValue();
      assertThat(end).isEqualTo(recording.lengthNanos() / 1e9);

      robot.interact(() -> slider().requestFocus());
      robot.type(KeyCode.LEFT);
      FxAwait.until("a second earlier", () -> Math.abs(slider().getValue() - (end - 1)) < 1e-6);
      FxAwait.until("fewer", () -> Integer.parseInt(text("#completed-figure")) < EVENTS);
      assertThat(position(model)).isCloseTo((long) ((end - 1) * 1e9), byNanos(1_000));
      robot.type(KeyCode.END);
      FxAwait.until(
          "the end again", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));

      AtomicBoolean fromTheStart = new AtomicBoolean();
      robot.interact(
          () ->
              slider()
                  .valueProperty()
                  .subscribe(to -> fromTheStart.compareAndSet(false, to.doubleValue() < end / 2)));
      robot.type(KeyCode.SPACE);
      FxAwait.until("it plays", fromTheStart::get);
      FxAwait.until("to its end", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
      FxAwait.until("and stops", () -> !playing(model));
      assertThat(model.connectionProperty().get()).isInstanceOf(ConnectionState.Recorded.class);
    }
  }

  private static long position(PanelModel model) {
    return Objects.requireNonNull(model.recordingProperty().get()).positionNanos();
  }

  private static boolean playing(PanelModel model) {
    return Objects.requireNonNull(model.recordingProperty().get()).playingProperty().get();
  }

  @Test
  void shouldLookBackByTheChartsWithTheFiguresOfThatTime() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(recorded)) {
      PanelModel model = show(recording);
      FxAwait.until("the end", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
      FxAwait.until("all of it", () -> recording.loaded().isComplete());
      long end = model.history().nowNanos();
      assertThat(end - model.history().oldestNanos()).isGreaterThan(1_000_000_000L);

      long middle = end - 700_000_000L;
      robot.interact(() -> model.viewport().endAt(middle));
      FxAwait.until(
          "the slider follows",
          () -> Math.abs(slider().getValue() - (recording.lengthNanos() / 1e9 - 0.7)) < 0.2);
      FxAwait.until("figures of then", () -> Integer.parseInt(text("#completed-figure")) < EVENTS);
      int then = Integer.parseInt(text("#completed-figure"));
      assertThat(then).isPositive();
      // Nothing was loaded again: the charts have what comes after that as well.
      assertThat(model.history().nowNanos()).isEqualTo(end);

      robot.interact(() -> model.viewport().toNow());
      FxAwait.until(
          "the end again", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
    }
  }

  @Test
  void shouldOpenOneThatIsStillWritten() throws Exception {
    Path file = folder.resolve("run.weir");
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(PipelineSettings.defaults(), EventHandlers.named("mock-resource"))) {
      LinkServer link = pipeline.listen(new LinkAddress.UnixSocket(folder.resolve("s")));
      link.record(file);
      FxAwait.until("a block", () -> Files.size(file) > 1_000);
      try (RecordedConnection recording = RecordedConnection.open(file)) {
        long length = recording.lengthNanos();
        PanelModel model = show(recording);
        FxAwait.until("it grows meanwhile", () -> Files.size(file) > 4_000);
        FxAwait.until("all that was there", () -> recording.loaded().isComplete());
        FxAwait.until("it is shown", () -> model.history().nowNanos() > 0);
        assertThat(recording.lengthNanos()).isEqualTo(length);
        assertThat(text("#connection-state")).startsWith("Recording · run.weir");
      }
    }
  }

  private static Offset<Long> byNanos(long nanos) {
    return Offset.offset(nanos);
  }

  @Test
  void shouldRefuseCommands() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(recorded)) {
      assertThat(recording.send("weir", new Command.ResetStatistics()).get())
          .isInstanceOfSatisfying(
              CommandOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("what is past can't be changed"));
    }
  }

  @Test
  void shouldShowACutOneAndSayThatItIsNotWhole() throws Exception {
    byte[] whole = Files.readAllBytes(recorded);
    Path cut = Files.write(folder.resolve("cut.weir"), Arrays.copyOf(whole, whole.length - 3));
    try (RecordedConnection recording = RecordedConnection.open(cut)) {
      show(recording);
      FxAwait.until("not whole", () -> text("#connection-state").endsWith("not whole"));
      assertThat(text("#recording-message")).contains("Not whole: it ends inside a block");
      FxAwait.until("figures", () -> text("#accepted-figure").equals(String.valueOf(EVENTS)));
    }
  }

  @Test
  void shouldLiveOnWithARecordingOfNothing() throws Exception {
    byte[] whole = Files.readAllBytes(recorded);
    // The fixed part of the header, its body, and its checksum.
    int headerBytes = 16 + ByteBuffer.wrap(whole).getInt(12) + 4;
    Path bare = Files.write(folder.resolve("bare.weir"), Arrays.copyOf(whole, headerBytes));
    try (RecordedConnection recording = RecordedConnection.open(bare)) {
      show(recording);
      FxAwait.until(
          "recording", () -> text("#connection-state").startsWith("Recording · bare.weir"));
      robot.type(KeyCode.SPACE);
      assertThat(text("#recording-time")).isEqualTo("0:00:00 of 0:00:00");
    }
  }

  private Slider slider() {
    return robot.lookup("#recording-slider").queryAs(Slider.class);
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }
}
