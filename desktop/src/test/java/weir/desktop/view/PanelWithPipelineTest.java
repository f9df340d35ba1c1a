package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.control.Slider;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import weir.core.figures.Snapshot;
import weir.core.link.Command;
import weir.core.pipeline.DrainReport;
import weir.core.pipeline.Pipeline;

/** The whole path but HTTP: events in a real pipeline, its socket, the window, and the slider. */
@Timeout(120)
class PanelWithPipelineTest {

  private static final int EVENTS = 300;

  @TempDir Path folder;

  private PipelinePanel panel;
  private FxRobot robot;

  @BeforeEach
  void openPanel() throws Exception {
    panel = new PipelinePanel(folder, Duration.ofMillis(50), PanelTheme.DARK);
    robot = panel.robot;
  }

  @AfterEach
  void closePanel() throws Exception {
    panel.close();
  }

  @Test
  void shouldShowTheDrainAndSpeedItUpWithTheSlider() throws Exception {
    Pipeline<byte[]> pipeline = panel.pipeline;
    panel.publish(EVENTS);
    FxAwait.until("the events", () -> text("#accepted-figure").equals(String.valueOf(EVENTS)));
    assertThat(pipeline.resource().inUse()).isLessThanOrEqualTo(1);

    robot.interact(() -> robot.lookup("#worker-slider").queryAs(Slider.class).requestFocus());
    robot.type(KeyCode.RIGHT, 2);
    FxAwait.until("3 workers", () -> text("#effective-workers").equals("3"));
    assertThat(pipeline.workers().requested()).isEqualTo(3);
    FxAwait.until("3 at the resource", () -> pipeline.resource().inUse() == 3);

    // The rest of the backlog has nothing more to tell.
    pipeline.execute(new Command.SetServiceTime(1_000_000));
    DrainReport report = pipeline.drain(Duration.ofSeconds(60));
    assertThat(report.left()).isZero();
    FxAwait.until("all completed", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
    FxAwait.until("no backlog", () -> text("#backlog-figure").equals("0"));
    Snapshot last = pipeline.snapshot();
    assertThat(last.ledger().completed()).isEqualTo(EVENTS);
    assertThat(last.sinceReset().responseTime().orElseThrow().count()).isEqualTo(EVENTS);
  }

  private String text(String id) {
    return panel.text(id);
  }
}
