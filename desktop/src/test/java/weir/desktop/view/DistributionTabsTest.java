package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.scene.control.CheckBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;
import weir.desktop.model.TimeWindow;

/** Percentiles, and the histogram of service times. */
@Timeout(60)
class DistributionTabsTest {

  private ModelledPanel panel;

  @BeforeEach
  void open() throws Exception {
    panel = ModelledPanel.open();
    // Snapshots over twenty seconds: of slow events in the last twelve.
    panel.apply(
        IntStream.range(1, 401)
            .mapToObj(
                it ->
                    Snapshots.of(
                        50L * it,
                        it,
                        1,
                        1,
                        1,
                        0,
                        Snapshots.micros(
                            LongStream.rangeClosed(1, 10)
                                .map(each -> each * (it <= 150 ? 100 : 1_000))
                                .toArray())))
            .toArray(Snapshot[]::new));
  }

  @AfterEach
  void close() throws Exception {
    ModelledPanel.close();
  }

  private PlainChart chart(String id) {
    return panel.find(id, PlainChart.class);
  }

  @Test
  void shouldShowPercentilesOfEachStretchAsFarAsThereAreEvents() {
    panel.show("Percentiles");
    assertThat(panel.text("#curve-0-0")).startsWith("2,0");
    assertThat(panel.text("#curve-0-1")).isEqualTo("5.00 ms");
    assertThat(panel.text("#curve-0-4")).isEqualTo("10.0 ms");
    assertThat(panel.text("#curve-0-5")).isEqualTo(Text.UNKNOWN);
    assertThat(panel.text("#percentile-summary")).isEqualTo("p99 10.0 ms");
    // Each snapshot's figures since the reset are of its own ten events.
    assertThat(panel.text("#curve-4-0")).isEqualTo("10");
    assertThat(panel.text("#curve-4-3")).isEqualTo(Text.UNKNOWN);
    assertThat(panel.text("#curve-1-0")).isEmpty();

    panel.robot.interact(() -> panel.find("#curve-1", CheckBox.class).fire());
    assertThat(panel.text("#curve-1-0")).isEqualTo("4,000");
    assertThat(panel.text("#curve-1-6")).isEqualTo("10.0 ms");
    panel.robot.interact(() -> panel.find("#curve-2", CheckBox.class).fire());
    assertThat(panel.text("#curve-2-0")).isEmpty();
    panel.robot.interact(
        () ->
            panel
                .model
                .viewport()
                .firstProperty()
                .set(new TimeWindow(2_000_000_000L, 7_000_000_000L)));
    assertThat(panel.text("#curve-2-0")).isEqualTo("1,000");
    assertThat(panel.text("#curve-2-6")).isEqualTo("1.00 ms");
  }

  @Test
  void shouldReadOutACurveByKeys() {
    panel.show("Percentiles");
    PlainChart chart = chart("#percentile-chart");
    panel.robot.interact(chart::requestFocus);
    panel.robot.type(KeyCode.HOME);
    assertThat(chart.getAccessibleHelp()).startsWith("0 % · last 10 s 1.00 ms");
    panel.robot.type(KeyCode.END);
    assertThat(chart.getAccessibleHelp()).contains("since reset too few events");
    assertThat(panel.text("#percentile-readout")).isEqualTo(chart.getAccessibleHelp());
    panel.robot.type(KeyCode.ESCAPE);
    assertThat(panel.text("#percentile-readout")).contains("where one event is left");
  }

  @Test
  void shouldCountServiceTimesAndSayWhatTheLineIs() {
    panel.show("Service time");
    assertThat(panel.text("#service-time-basis"))
        .isEqualTo(
            "Line: fixed with a mean of 500 ms, as the resource is set now; it leaves out freezes.");
    assertThat(panel.text("#service-readout")).isEqualTo("0 events");
    panel.robot.clickOn("#service-span-2");
    assertThat(panel.text("#service-time-basis")).startsWith("Nothing is selected");
    panel.robot.clickOn("#service-clock-1");
    assertThat(chart("#service-time-chart").getAccessibleText()).startsWith("Hold");
  }

  @Test
  void shouldReadNothingWhileAnotherTabIsInFront() {
    panel.show("Percentiles");
    panel.show("Live");
    panel.apply(Snapshots.of(21_000, 500, 1, 1, 1, 0, Snapshots.micros(7)));
    panel.robot.interact(() -> panel.find("#curve-1", CheckBox.class).fire());
    assertThat(panel.text("#curve-1-0")).isEmpty();
    panel.show("Percentiles");
    assertThat(panel.text("#curve-1-0")).isEqualTo("4,001");
  }
}
