package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.link.LinkAddress;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.LatencyClock;
import weir.desktop.model.LatencyPoint;
import weir.desktop.model.PanelModel;

/** Every detail tab of a real pipeline. */
@Timeout(120)
class DetailTabsTest {

  @TempDir Path folder;

  private final FxRobot robot = new FxRobot();

  @BeforeAll
  static void startToolkit() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  @Test
  void shouldShowWhereTimeGoesAndWhoIsAtWhat() throws Exception {
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    PipelineSettings settings = PipelineSettings.defaults().withServiceTime(Duration.ofMillis(5));
    PanelConnection connection = new PanelConnection(address);
    PanelModel model = new PanelModel(connection, FxCrossing.toFxThread());
    try (Pipeline<byte[]> pipeline =
        Pipeline.start(settings, EventHandlers.named("mock-resource"))) {
      pipeline.listen(address);
      Stage stage = FxToolkit.registerStage(Stage::new);
      FxToolkit.setupStage(ignored -> PanelWindow.show(stage, model, PanelTheme.DARK));
      model.follow(connection);
      for (int event = 0; event < 200; event++) {
        pipeline.publish(new byte[0]);
      }
      DetailTabs tabs = ((PanelView) stage.getScene().getRoot()).tabs();
      for (String tab : tabs.names()) {
        robot.interact(() -> tabs.show(tab));
        WaitForAsyncUtils.waitForFxEvents();
      }
      assertThat(pipeline.drain(Duration.ofSeconds(60)).left()).isZero();

      robot.interact(() -> tabs.show("Workers"));
      FxAwait.until("its figure", () -> text("#workers-summary").equals("1 worker · 1 idle"));
      robot.interact(() -> tabs.show("Percentiles"));
      FxAwait.until("its figure", () -> text("#curve-4-0").equals("200"));
      robot.interact(() -> tabs.show("Service time"));
      FxAwait.until("its figure", () -> text("#service-readout").equals("200 events"));
      assertThat(text("#service-time-basis")).startsWith("Line: fixed with a mean of 5 ms");
      robot.interact(() -> tabs.show("Heat map"));
      FxAwait.until("its figure", () -> text("#heat-figure").equals("200 events"));
      robot.interact(() -> tabs.show("Stages"));
      FxAwait.until(
          "its figure",
          () -> text("#stages-figure").endsWith(" ms") && text("#stages-figure").contains(" + "));
      robot.interact(() -> meansAddUp(model));
    } finally {
      connection.close();
      FxToolkit.cleanupStages();
    }
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
    return robot.lookup(id).queryLabeled().getText();
  }
}
