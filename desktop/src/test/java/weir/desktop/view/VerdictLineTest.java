package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;

/** The verdict of a real pipeline, and its evidence by mouse and keys. */
@Timeout(120)
class VerdictLineTest {

  private static final int EVENTS = 2_000;

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
  void shouldNameTheWorkersOfABurstAndItsEndAndShowWhy() throws Exception {
    panel.publish(EVENTS);
    double height = line().getBoundsInParent().getHeight();
    // A busy machine may spoil the window: then it says so instead.
    FxAwait.until(
        "a verdict",
        () ->
            text("#verdict-headline").matches("(Workers are|The machine is) .*the limit: .*")
                && line().getAccessibleText().contains("the limit"));
    assertThat(line().getAccessibleRole()).isEqualTo(AccessibleRole.BUTTON);
    assertThat(line().getBoundsInParent().getHeight()).isEqualTo(height);

    robot.interact(line()::requestFocus);
    robot.type(KeyCode.ENTER);
    assertThat(isOpen()).isTrue();
    // The machine may have spoilt the window meanwhile.
    FxAwait.until("the evidence", () -> text("#evidence-headline").contains("the limit"));
    robot.type(KeyCode.ESCAPE);
    assertThat(isOpen()).isFalse();
    assertThat(line().isFocused()).isTrue();
    robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
    assertThat(isOpen()).isTrue();
    robot.type(KeyCode.ESCAPE);
    robot.clickOn(line());
    assertThat(isOpen()).isTrue();
    robot.type(KeyCode.ESCAPE);

    robot.interact(() -> panel.model.commands().resizeWorkers(0));
    FxAwait.until("a pause", () -> text("#verdict-word").equals("■ Paused"));
    robot.interact(() -> panel.model.commands().resizeWorkers(64));
    FxAwait.until("its end", () -> text("#verdict-headline").startsWith("Nothing to do"));
    assertThat(line().getBoundsInParent().getHeight()).isEqualTo(height);
  }

  @Test
  void shouldGiveNoVerdictWithoutAServer() throws Exception {
    FxAwait.until("a verdict", () -> !text("#verdict-word").equals("No verdict"));
    panel.pipeline.close();
    FxAwait.until("none", () -> text("#verdict-word").equals("No verdict"));
    robot.interact(line()::requestFocus);
    robot.type(KeyCode.SPACE);
    assertThat(text("#evidence-headline")).isEqualTo("No verdict");
  }

  private Node line() {
    return robot.lookup("#verdict").query();
  }

  private boolean isOpen() {
    return robot.lookup("#evidence").tryQuery().isPresent();
  }

  private String text(String id) {
    return panel.text(id);
  }
}
