package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import weir.core.link.Recording;
import weir.desktop.memory.Remembered;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/** Files and recordings that are made from the panel of a real pipeline. */
@Timeout(120)
class SavingTest {

  private static final int EVENTS = 300;

  @TempDir Path folder;

  private PipelinePanel panel;
  private FxRobot robot;
  private PanelModel model;

  /** What the user chooses; null if he calls it off. FX thread. */
  private @Nullable Path chosen;

  /** What was proposed. FX thread. */
  private volatile String proposed = "";

  @BeforeEach
  void open() throws Exception {
    panel = new PipelinePanel(folder, Duration.ofMillis(2), this::show);
    robot = panel.robot;
    model = panel.model;
    panel.link.allowRecordingsIn(folder.resolve("kept"));
    panel.publish(EVENTS);
    FxAwait.until("the end", () -> text("#completed-figure").equals(String.valueOf(EVENTS)));
  }

  private void show(Stage stage, PanelModel shown) {
    PanelWindow.open(
        stage,
        shown,
        null,
        new SimpleObjectProperty<>(PanelTheme.LIGHT),
        Remembered.NOTHING,
        now -> {},
        (title, name, ending) -> {
          proposed = name + "." + ending;
          return chosen;
        });
  }

  @AfterEach
  void close() throws Exception {
    panel.close();
  }

  private Path save(String name, KeyCode... keys) throws Exception {
    Path file = folder.resolve(name);
    robot.interact(() -> chosen = file);
    robot.push(keys);
    FxAwait.until("it is said", () -> text("#message").startsWith("Written: " + file));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    return file;
  }

  @Test
  void shouldSaveEveryEventOfWhatIsVisibleAsCsv() throws Exception {
    Path file = save("a.csv", KeyCode.SHORTCUT, KeyCode.E);

    assertThat(proposed).matches("weir-visible-\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.csv");
    List<NamedCsvRecord> lines;
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file)) {
      lines = reader.stream().toList();
    }
    for (String count :
        List.of("accepted_events", "completed_events", "response_count", "wait_count")) {
      assertThat(lines.stream().mapToLong(it -> Long.parseLong(it.getField(count))).sum())
          .as(count)
          .isEqualTo(EVENTS);
    }
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(Instant.parse(line.getField("time_utc"))).isBefore(Instant.now());
              assertThat(Double.parseDouble(line.getField("uptime_seconds"))).isPositive();
              assertThat(line.getField("source")).isEqualTo("weir");
              assertThat(line.getField("effective_workers_mean")).isEqualTo("1");
            });
  }

  @Test
  void shouldSaveASelectionAsALogThatHdrHistogramReads() throws Exception {
    robot.interact(
        () ->
            model
                .viewport()
                .firstProperty()
                .set(new TimeWindow(model.history().oldestNanos(), model.history().nowNanos())));
    Path file = folder.resolve("a.hlog");
    robot.interact(() -> chosen = file);
    robot.push(KeyCode.SHORTCUT, KeyCode.K);
    robot.write("selection a histogram");
    robot.type(KeyCode.ENTER);
    FxAwait.until("it is said", () -> text("#message").startsWith("Written: " + file));

    assertThat(proposed).startsWith("weir-selection-a-").endsWith(".hlog");
    Map<String, Long> counts = new HashMap<>();
    try (HistogramLogReader reader = new HistogramLogReader(file.toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram line = reader.nextIntervalHistogram();
        counts.merge(String.valueOf(line.getTag()), ((Histogram) line).getTotalCount(), Long::sum);
        assertThat(line.getStartTimeStamp()).isGreaterThan(1_700_000_000_000L);
      }
    }
    assertThat(counts)
        .containsEntry("null", (long) EVENTS)
        .containsEntry("wait", (long) EVENTS)
        .containsEntry("service", (long) EVENTS)
        .containsEntry("hold", (long) EVENTS);
  }

  @Test
  void shouldSavePicturesOfTheWindowAndOfAChart() throws Exception {
    BufferedImage window = ImageIO.read(save("w.png", KeyCode.SHORTCUT, KeyCode.S).toFile());
    assertThat(window.getWidth())
        .isEqualTo((int) (2 * robot.lookup(".panel").query().getScene().getWidth()));
    assertThat(proposed).startsWith("weir-panel-").endsWith(".png");

    BufferedImage chart =
        ImageIO.read(save("c.png", KeyCode.SHORTCUT, KeyCode.SHIFT, KeyCode.S).toFile());
    assertThat(chart.getWidth()).isLessThan(window.getWidth());
    assertThat(proposed).startsWith("weir-backlog-");
  }

  @Test
  void shouldSayWhatCannotBeSavedAndLiveOn() throws Exception {
    robot.interact(() -> chosen = folder.resolve("none/a.csv"));
    robot.push(KeyCode.SHORTCUT, KeyCode.E);
    FxAwait.until("it is said", () -> text("#message").contains("does not exist: make it"));

    robot.interact(() -> chosen = null);
    robot.push(KeyCode.SHORTCUT, KeyCode.S);
    assertThat(text("#message")).contains("does not exist: make it");
    save("a.csv", KeyCode.SHORTCUT, KeyCode.E);
  }

  @Test
  void shouldHaveTheServerRecord() throws Exception {
    FxAwait.until("it may", () -> text("#record-button").startsWith("●"));
    robot.push(KeyCode.F9);
    assertThat(robot.lookup("#recording-name").queryTextInputControl().getText())
        .matches("\\d{4}-\\d\\d-\\d\\d-\\d{6}");
    robot.interact(
        () -> robot.lookup("#recording-name").queryTextInputControl().setText("../mine"));
    robot.type(KeyCode.ENTER);
    FxAwait.until("refused", () -> text("#message").contains("is no name for a recording"));

    robot.clickOn("#record-button");
    robot.interact(() -> robot.lookup("#recording-name").queryTextInputControl().setText("mine"));
    robot.clickOn("#recording-start");
    FxAwait.until("it is said", () -> text("#message").contains(folder.resolve("kept").toString()));
    FxAwait.until(
        "it records",
        () ->
            model.commands().recorder().statusProperty().get().writtenBytes() > 1_000
                && text("#record-button").matches("■ \\d:\\d\\d.*"));

    robot.push(KeyCode.F9);
    FxAwait.until("it has ended", () -> text("#record-button").startsWith("●"));
    Path file = folder.resolve("kept/mine.weir");
    FxAwait.until("it is said", () -> text("#message").equals("Recorded: " + file + "."));
    try (Recording recording = Recording.open(file)) {
      assertThat(recording.fault()).isEmpty();
      assertThat(recording.sourcesAt(0)).containsExactly("weir");
    }
  }

  private String text(String id) {
    return panel.text(id);
  }
}
