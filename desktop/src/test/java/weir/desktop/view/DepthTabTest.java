package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.core.link.Command;
import weir.desktop.model.DepthLine;
import weir.desktop.model.MeasuredTime;

/** Single events by the depth of the queue, of a real pipeline. */
@Timeout(60)
class DepthTabTest {

  @TempDir private Path folder;

  private PipelinePanel panel;

  @BeforeEach
  void open() throws Exception {
    panel = new PipelinePanel(folder, Duration.ofMillis(2), PanelTheme.LIGHT);
  }

  @AfterEach
  void close() throws Exception {
    panel.close();
  }

  @Test
  void shouldShowHowResponseTimesGrowWithTheQueue() throws Exception {
    panel.robot.interact(() -> panel.tabs().show("Depth"));
    assertThat(panel.text("#depth-basis")).startsWith("No single events yet");
    assertThat(panel.text("#depth-slope")).isEqualTo(Text.UNKNOWN);

    panel.pipeline.resizeTo(0);
    for (int event = 0; event < 100; event++) {
      TimeUnit.MICROSECONDS.sleep(3);
      panel.publish(1);
    }
    panel.pipeline.resizeTo(1);

    FxAwait.until("all are told", () -> panel.text("#depth-readout").equals("100 events"));
    assertThat(panel.text("#depth-basis")).startsWith("A dot is an event");
    panel.robot.interact(
        () ->
            assertThat(panel.text("#depth-slope"))
                .isEqualTo(
                    MeasuredTime.text(DepthLine.through(panel.model.depths()).microsPerEvent())
                        + " more for each that waits"));
    // A machine that is busy makes services longer, and none shorter; so it can only be said what
    // each event took at least, and nothing of the line: whoever publishes may be held up, too.
    assertThat(panel.model.depths())
        .anyMatch(event -> event.depth() == 99)
        .allSatisfy(
            event ->
                assertThat(event.responseMicros())
                    .isGreaterThanOrEqualTo(2_000 * (event.depth() + 1)));

    PlainChart chart = panel.robot.lookup("#depth-chart").queryAs(PlainChart.class);
    panel.robot.interact(chart::requestFocus);
    panel.robot.type(KeyCode.HOME);
    assertThat(chart.getAccessibleHelp()).startsWith("0 waiting: ").contains(" · theory ");

    panel.pipeline.execute(new Command.ResetStatistics());
    FxAwait.until("none is left", () -> panel.text("#depth-basis").startsWith("No single"));
  }
}
