package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;

@Timeout(60)
class HeatMapTest {

  private ModelledPanel panel;

  @BeforeEach
  void open() throws Exception {
    panel = ModelledPanel.open();
    panel.apply(
        IntStream.range(1, 400).mapToObj(it -> snapshot(50L * it, it)).toArray(Snapshot[]::new));
    panel.robot.interact(() -> panel.model.viewport().follow(30_000_000_000L));
    panel.show("Heat map");
  }

  @AfterEach
  void close() throws Exception {
    ModelledPanel.close();
  }

  /** Ninety fast events, and one slow. */
  private static Snapshot snapshot(long millis, long ended) {
    long[] micros = new long[91];
    Arrays.fill(micros, 2_000);
    micros[0] = 300_000;
    return Snapshots.of(millis, ended, 1, 1, 1, 0, Snapshots.micros(micros));
  }

  private TimeChart chart() {
    return panel.find("#heat-map", TimeChart.class);
  }

  @Test
  void shouldShowManyAndFewEventsInDifferentColoursWhereTheyBelong() throws Exception {
    await();
    Plot plot = Objects.requireNonNull(chart().plot());
    WritableImage[] seen = new WritableImage[1];
    panel.robot.interact(() -> seen[0] = chart().snapshot(null, null));
    PixelReader pixels = seen[0].getPixelReader();
    int x = (int) plot.x(15_000_000_000L);
    Color many = pixels.getColor(x, (int) plot.y(1_900));
    Color few = pixels.getColor(x, (int) plot.y(295_000));
    Color none = pixels.getColor(x, (int) plot.y(30_000));
    assertThat(List.of(many, few)).doesNotContain(none);
    // On a light card, many are darker than few, and both than none: without any colour.
    assertThat(many.getBrightness()).isLessThan(few.getBrightness());
    assertThat(many.grayscale().getBrightness()).isLessThan(few.grayscale().getBrightness());
    assertThat(few.grayscale().getBrightness()).isLessThan(none.grayscale().getBrightness());
  }

  @Test
  void shouldTellTheCellUnderTheCrossHair() throws Exception {
    await();
    Bounds bounds = panel.robot.bounds(chart()).query();
    Plot plot = Objects.requireNonNull(chart().plot());
    panel.robot.moveTo(
        bounds.getMinX() + plot.x(15_100_000_000L), bounds.getMinY() + plot.y(1_900));
    assertThat(panel.model.viewport().crossHairProperty().get())
        .isBetween(14_900_000_000L, 15_300_000_000L);
    assertThat(cell()).isEqualTo("450 events of 1.78 ms to 2.05 ms");
    panel.robot.interact(chart()::requestFocus);
    panel.robot.type(KeyCode.UP);
    assertThat(cell()).isEqualTo("0 events of 2.05 ms to 2.37 ms");
    panel.robot.type(KeyCode.DOWN, 2);
    assertThat(cell()).startsWith("0 events of 1.54 ms");
  }

  @Test
  void shouldNameTheScaleOfTheColoursInCounts() throws Exception {
    await();
    assertThat(panel.text("#heat-figure")).isEqualTo("36.3 k events");
    assertThat(panel.text("#heat-note")).isEqualTo("a column is 250 ms");
    assertThat(chart().getAccessibleText()).contains("Response time").contains("36.3 k events");
    Stream.of("1", "500")
        .forEach(count -> assertThat(panel.robot.lookup(count).tryQuery()).isPresent());
  }

  private String cell() {
    WaitForAsyncUtils.waitForFxEvents();
    return chart().getAccessibleHelp();
  }

  /** A long past comes to light in a few steps. */
  private void await() throws Exception {
    FxAwait.until("all events", () -> panel.text("#heat-figure").equals("36.3 k events"));
  }
}
