package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.link.LinkAddress;
import weir.desktop.FakeLab;
import weir.desktop.client.LabExercise;
import weir.desktop.client.LabProgram;
import weir.desktop.model.LabModel;

/** The lab in the panel, with a program that says what the real one would. */
@Timeout(60)
class LabTabTest {

  @TempDir private Path folder;

  private ModelledPanel panel;
  private FxRobot robot;

  @BeforeEach
  void open() throws Exception {
    panel = open(Optional.of(new LabProgram(FakeLab.command(folder))));
    robot = panel.robot;
  }

  private static ModelledPanel open(Optional<LabProgram> program) throws Exception {
    ModelledPanel made = ModelledPanel.open(program);
    if (program.isPresent()) {
      // Where there is no server, and nothing else to look at.
      made.robot.clickOn("#open-lab");
    } else {
      assertThat(made.robot.lookup("#open-lab").query().isVisible()).isFalse();
      made.show("Lab");
    }
    return made;
  }

  @AfterEach
  void close() throws Exception {
    robot.interact(() -> lab().stop());
    ModelledPanel.close();
  }

  private LabModel lab() {
    return panel.model.lab();
  }

  private String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  private void awaitState(LabModel.State wanted) throws Exception {
    FxAwait.until("" + wanted, () -> lab().stateProperty().get() == wanted);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @SuppressWarnings("unchecked") // as the tab has made it
  private ComboBox<LabExercise> choice() {
    return robot.lookup("#lab-exercise").queryAs(ComboBox.class);
  }

  private void predict(String text) {
    robot.interact(() -> robot.lookup("#lab-predict-uses").queryAs(TextField.class).setText(text));
  }

  @Test
  void shouldHaveOnePredictThenRunThenCompare() throws Exception {
    awaitState(LabModel.State.READY);
    assertThat(choice().getItems()).hasSize(2);
    assertThat(text("#lab-setting")).isEqualTo("1,000 events come at once.");
    assertThat(text("#lab-run")).isEqualTo("Run (about 6 s)");
    predict(" 1 ");
    robot.clickOn("#lab-run");
    FxAwait.until(
        "progress", () -> text("#lab-progress").equals("1,000 events · 2 s · 412 waiting"));
    assertThat(robot.lookup("#lab-table").tryQuery()).as("not yet revealed").isEmpty();
    assertThat(robot.lookup("#lab-run").query().isVisible()).isFalse();
    assertThat(lab().serverProperty().get())
        .isEqualTo(new LinkAddress.UnixSocket(Path.of("/tmp/no-such/lab.sock")));

    Files.createFile(folder.resolve("go on"));
    awaitState(LabModel.State.READY);

    assertThat(Files.readAllLines(folder.resolve("asked")))
        .containsExactly("3", "--json", "--predict=uses=1");
    assertThat(robot.lookup("#lab-table .label").queryAll())
        .extracting(node -> ((Label) node).getText())
        .contains("Uses at once", "1 ✓", "1", "2", "0", "DISAGREE");
    assertThat(text("#lab-verdict")).startsWith("Theory and measurement disagree");
    assertThat(text("#lab-reasons")).isEqualTo("Why they may differ: It is counted.");
    assertThat(text("#lab-reasoning")).isEqualTo("One worker is at one event.");
    assertThat(text("#lab-fault")).isEmpty();

    robot.interact(() -> choice().getSelectionModel().select(1));
    assertThat(robot.lookup("#lab-table").tryQuery()).as("another exercise").isEmpty();
  }

  @Test
  void shouldSayWhatIsWrongAndGoOn() throws Exception {
    awaitState(LabModel.State.READY);
    predict("many");
    robot.clickOn("#lab-run");
    FxAwait.until("a fault", () -> text("#lab-fault").contains("'many' won't do"));
    awaitState(LabModel.State.READY);

    robot.interact(() -> choice().getSelectionModel().select(1));
    assertThat(text("#lab-fault")).isEmpty();
    robot.clickOn("#lab-run");
    FxAwait.until("a fault", () -> text("#lab-fault").contains("no JSON"));
    awaitState(LabModel.State.READY);

    robot.interact(() -> robot.lookup("#lab-full").queryAs(CheckBox.class).fire());
    robot.interact(() -> choice().getSelectionModel().select(0));
    FxAwait.until("its times", () -> text("#lab-run").equals("Run (about 9 min)"));
  }

  @Test
  void shouldStopAnExperiment() throws Exception {
    awaitState(LabModel.State.READY);
    robot.clickOn("#lab-run");
    FxAwait.until("progress", () -> !text("#lab-progress").isEmpty());
    robot.clickOn("#lab-stop");
    awaitState(LabModel.State.READY);
    assertThat(text("#lab-fault")).contains("ended with status");
    assertThat(robot.lookup("#lab-table").tryQuery()).isEmpty();
  }

  @Test
  void shouldSayWhereThereIsNoLab() throws Exception {
    ModelledPanel.close();
    panel = open(Optional.empty());
    assertThat(text("#lab-none")).contains("weir lab");
  }
}
