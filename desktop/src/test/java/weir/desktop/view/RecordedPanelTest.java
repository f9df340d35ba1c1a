package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.testfx.util.WaitForAsyncUtils;
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

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @AfterEach
  void closePanel() throws Exception {
    FxToolkit.cleanupStages();
  }

  private Path record() throws Exception {
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
    try (RecordedConnection recording = RecordedConnection.open(record())) {
      PanelModel model = show(recording);
      await("the end", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
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
      await("a second earlier", () -> Math.abs(slider().getValue() - (end - 1)) < 1e-6);
      await("fewer", () -> Integer.parseInt(text("#completed-figure")) < EVENTS);
      assertThat(recording.positionNanos()).isCloseTo((long) ((end - 1) * 1e9), byNanos(1_000));
      robot.type(KeyCode.END);
      await("the end again", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));

      robot.type(KeyCode.SPACE);
      await("it plays", () -> slider().getValue() < end / 2);
      await("to its end", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
      await("and stops", () -> !recording.isPlaying());
      assertThat(model.connectionProperty().get()).isInstanceOf(ConnectionState.Recorded.class);
    }
  }

  private static Offset<Long> byNanos(long nanos) {
    return Offset.offset(nanos);
  }

  @Test
  void shouldRefuseCommands() throws Exception {
    try (RecordedConnection recording = RecordedConnection.open(record())) {
      assertThat(recording.send("weir", new Command.ResetStatistics()).get())
          .isInstanceOfSatisfying(
              CommandOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("what is past can't be changed"));
    }
  }

  @Test
  void shouldShowACutOneAndSayThatItIsNotWhole() throws Exception {
    byte[] whole = Files.readAllBytes(record());
    Path cut = Files.write(folder.resolve("cut.weir"), Arrays.copyOf(whole, whole.length - 3));
    try (RecordedConnection recording = RecordedConnection.open(cut)) {
      show(recording);
      await("not whole", () -> text("#connection-state").endsWith("not whole"));
      assertThat(text("#recording-message")).contains("Not whole: it ends inside a block");
      await("figures", () -> text("#accepted-figure").equals(String.valueOf(EVENTS)));
    }
  }

  @Test
  void shouldLiveOnWithARecordingOfNothing() throws Exception {
    byte[] whole = Files.readAllBytes(record());
    // The fixed part of the header, its body, and its checksum.
    int headerBytes = 16 + ByteBuffer.wrap(whole).getInt(12) + 4;
    Path bare = Files.write(folder.resolve("bare.weir"), Arrays.copyOf(whole, headerBytes));
    try (RecordedConnection recording = RecordedConnection.open(bare)) {
      show(recording);
      await("recording", () -> text("#connection-state").startsWith("Recording · bare.weir"));
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

  private static void await(String what, Callable<Boolean> condition) throws Exception {
    try {
      WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("waited in vain for " + what, e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
