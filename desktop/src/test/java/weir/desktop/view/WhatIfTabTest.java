package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import weir.desktop.model.WhatIfCurve;

/** The tab in the real window, of a real pipeline under a load that does not wait for it. */
@Timeout(120)
class WhatIfTabTest {

  @TempDir Path folder;

  private PipelinePanel panel;
  private FxRobot robot;

  @BeforeEach
  void openPanel() throws Exception {
    panel =
        new PipelinePanel(
            folder,
            Duration.ofMillis(2),
            (stage, model) -> {
              PanelWindow.show(stage, model, PanelTheme.LIGHT);
              stage.setWidth(1_200);
              stage.setHeight(900);
            });
    robot = panel.robot;
  }

  @AfterEach
  void closePanel() throws Exception {
    panel.close();
  }

  @Test
  void shouldPredictChooseByKeyboardAnswerAndMakeItReal() throws Exception {
    try (ScheduledExecutorService load = Executors.newSingleThreadScheduledExecutor()) {
      Future<?> sending =
          load.scheduleAtFixedRate(
              () -> panel.pipeline.publish(new byte[0]), 0, 10, TimeUnit.MILLISECONDS);
      FxAwait.until("measurements", () -> panel.model.measuredProperty().get() != null);
      assertThat(panel.model.whatIf().curvesProperty().get()).as("nobody looks").isNull();

      robot.push(KeyCode.SHORTCUT, KeyCode.DIGIT7);
      FxAwait.until("curves", () -> text("#what-if-prediction").startsWith("1 worker ("));
      FxAwait.until("waits", () -> text("#what-if-prediction").contains("mean wait"));
      assertThat(text("#what-if-cost")).isEqualTo("As many as now.");
      for (WhatIfCurve curve : WhatIfCurve.values()) {
        var chart = robot.lookup("#what-if-chart-" + curve.id()).query();
        assertThat(chart.getAccessibleRole()).isEqualTo(AccessibleRole.IMAGE_VIEW);
        assertThat(chart.getAccessibleText())
            .startsWith(curve.label() + " over numbers of workers; predicted with 1:")
            .contains("measured");
        assertThat(chart.isFocusTraversable()).isTrue();
      }

      robot.interact(() -> robot.lookup("#what-if-slider").queryAs(Slider.class).requestFocus());
      robot.type(KeyCode.RIGHT, 2);
      FxAwait.until("three", () -> text("#what-if-prediction").startsWith("3 workers ("));
      assertThat(text("#what-if-cost")).startsWith("2 more workers: throughput");
      assertThat(text("#use-what-if")).isEqualTo("Use 3 workers");
      assertThat(panel.pipeline.workers().requested()).as("in thought only").isEqualTo(1);

      robot.interact(() -> robot.lookup("#what-if-chart-p99").query().requestFocus());
      robot.type(KeyCode.RIGHT);
      FxAwait.until("four", () -> text("#use-what-if").equals("Use 4 workers"));

      type("#what-if-field", "many");
      assertThat(text("#what-if-fault")).contains("“many”", "1 to 64");
      type("#what-if-field", "5");
      assertThat(text("#what-if-fault")).isEmpty();

      type("#goal-rate-for-p99", "soon");
      FxAwait.until(
          "a fault", () -> text("#goal-rate-for-p99-fault").contains("'soon' is no duration"));
      type("#goal-workers-to-drain", "1s");
      assertThat(text("#goal-workers-to-drain-answer")).isNotBlank();

      robot.interact(() -> robot.lookup("#use-what-if").queryAs(Button.class).fire());
      FxAwait.until("five workers", () -> panel.pipeline.workers().requested() == 5);
      FxAwait.until("undo", () -> text("#undo").equals("Undo: back to 1 worker"));
      // In a text field it would take back what was typed.
      robot.interact(() -> robot.lookup("#what-if-slider").queryAs(Slider.class).requestFocus());
      robot.push(KeyCode.SHORTCUT, KeyCode.Z);
      FxAwait.until("one worker again", () -> panel.pipeline.workers().requested() == 1);
      FxAwait.until("the thought follows", () -> text("#use-what-if").equals("Use 1 worker"));
      assertThat(robot.lookup("#use-what-if").query().isDisabled()).isTrue();
      assertThat(sending.isDone()).as("the load goes on").isFalse();
    }
  }

  private void type(String id, String text) {
    robot.interact(
        () -> {
          TextField field = robot.lookup(id).query();
          field.requestFocus();
          field.setText(text);
        });
    robot.type(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String text(String id) {
    return panel.text(id);
  }
}
