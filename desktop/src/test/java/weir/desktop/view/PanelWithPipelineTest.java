package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.figures.Snapshot;
import weir.core.link.LinkAddress;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;

/** The whole path but HTTP: events in a real pipeline, its socket, the window, and the slider. */
@Timeout(120)
class PanelWithPipelineTest {

  private static final int EVENTS = 300;

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void shouldShowTheDrainAndSpeedItUpWithTheSlider() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    PipelineSettings settings = PipelineSettings.defaults().withServiceTime(Duration.ofMillis(50));
    PanelConnection connection = new PanelConnection(address);
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(settings, EventHandlers.named("mock-resource"))) {
      pipeline.listen(address);
      PanelModel model = new PanelModel(connection, FxCrossing.toFxThread());
      FxToolkit.registerStage(Stage::new);
      FxToolkit.setupStage(stage -> PanelWindow.show(stage, model, PanelTheme.DARK));
      model.follow(connection);
      FxAwait.until("connected", () -> text("#requested-workers").equals("1"));

      for (int event = 0; event < EVENTS; event++) {
        assertThat(pipeline.publish(new byte[0])).isEqualTo(PublishOutcome.ACCEPTED);
      }
      FxAwait.until("the events", () -> text("#accepted-figure").equals(String.valueOf(EVENTS)));
      assertThat(pipeline.resource().inUse()).isLessThanOrEqualTo(1);

      robot.interact(() -> robot.lookup("#worker-slider").queryAs(Slider.class).requestFocus());
      robot.type(KeyCode.RIGHT, 2);
      FxAwait.until("3 workers", () -> text("#effective-workers").equals("3"));
      assertThat(pipeline.workers().requested()).isEqualTo(3);
      FxAwait.until("3 at the resource", () -> pipeline.resource().inUse() == 3);

      DrainReport report = pipeline.drain(Duration.ofSeconds(60));
      assertThat(report.left()).isZero();
      FxAwait.until(
          "all completed", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
      FxAwait.until("no backlog", () -> text("#backlog-figure").equals("0"));
      Snapshot last = pipeline.snapshot();
      assertThat(last.ledger().completed()).isEqualTo(EVENTS);
      assertThat(last.sinceReset().responseTime().orElseThrow().count()).isEqualTo(EVENTS);
    } finally {
      connection.close();
      FxToolkit.cleanupStages();
    }
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }
}
