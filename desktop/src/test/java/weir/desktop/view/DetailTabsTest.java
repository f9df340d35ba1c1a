package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.PanelModel;

/** Every detail tab of a real pipeline. */
@Timeout(120)
class DetailTabsTest {

  @TempDir Path folder;

  private PipelinePanel panel;

  @BeforeEach
  void openPanel() throws Exception {
    panel = new PipelinePanel(folder, Duration.ofMillis(5), PanelTheme.DARK);
  }

  @AfterEach
  void closePanel() throws Exception {
    panel.close();
  }

  @Test
  void shouldShowWhereTimeGoesAndWhoIsAtWhat() throws Exception {
    panel.publish(200);
    for (String tab : panel.tabs().names()) {
      show(tab);
    }
    assertThat(panel.pipeline.drain(Duration.ofSeconds(60)).left()).isZero();

    show("Workers");
    FxAwait.until("its figure", () -> text("#workers-summary").equals("1 worker · 1 idle"));
    show("Percentiles");
    FxAwait.until("its figure", () -> text("#curve-4-0").equals("200"));
    show("Service time");
    FxAwait.until("its figure", () -> text("#service-readout").equals("200 events"));
    assertThat(text("#service-time-basis")).startsWith("Line: fixed with a mean of 5 ms");
    show("Heat map");
    FxAwait.until("its figure", () -> text("#heat-figure").equals("200 events"));
    show("Stages");
    FxAwait.until(
        "its figure",
        () -> text("#stages-figure").endsWith(" ms") && text("#stages-figure").contains(" + "));
    panel.robot.interact(() -> meansAddUp(panel.model));
  }

  private void show(String tab) {
    panel.robot.interact(() -> panel.tabs().show(tab));
  }

  /** Wait and service of the same events make up their response, but for what rounding takes. */
  private static void meansAddUp(PanelModel model) {
    double wait = mean(model, LatencyClock.WAIT);
    double service = mean(model, LatencyClock.SERVICE);
    double response = mean(model, LatencyClock.RESPONSE);
    assertThat(service).isBetween(5_000.0, response);
    assertThat(wait + service).isBetween(response * 0.998 - 5, response * 1.002 + 5);
  }

  private static double mean(PanelModel model, LatencyClock clock) {
    double sum = 0;
    long count = 0;
    long now = model.history().nowNanos();
    long bucketNanos = model.history().latencyBucketNanos(0, now);
    for (LatencyPoint point : model.history().latencies(clock, bucketNanos, 0, now)) {
      sum += point.meanMicros() * point.count();
      count += point.count();
    }
    assertThat(count).isEqualTo(200);
    return sum / count;
  }

  private String text(String id) {
    return panel.text(id);
  }
}
