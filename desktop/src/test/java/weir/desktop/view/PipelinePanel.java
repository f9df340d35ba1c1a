package weir.desktop.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import weir.core.link.LinkAddress;
import weir.core.link.LinkServer;
import weir.core.pipeline.EventHandlers;
import weir.core.pipeline.Pipeline;
import weir.core.pipeline.PipelineSettings;
import weir.core.ring.PublishOutcome;
import weir.desktop.client.PanelConnection;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;

/** A whole panel in a window, which follows a real pipeline over its socket. */
final class PipelinePanel implements AutoCloseable {

  final FxRobot robot = new FxRobot();
  final Pipeline<byte[]> pipeline;
  final LinkServer link;
  final PanelModel model;
  private final PanelConnection connection;
  private final Stage stage;

  PipelinePanel(Path folder, Duration serviceTime, PanelTheme theme) throws Exception {
    this(folder, serviceTime, (stage, model) -> PanelWindow.show(stage, model, theme));
  }

  /**
   * Shows it.
   *
   * @param folder where its socket is
   * @param serviceTime of the mock resource
   * @param window shows the model in the stage; FX thread
   */
  PipelinePanel(Path folder, Duration serviceTime, BiConsumer<Stage, PanelModel> window)
      throws Exception {
    FxToolkit.registerPrimaryStage();
    LinkAddress address = new LinkAddress.UnixSocket(folder.resolve("s"));
    pipeline =
        Pipeline.start(
            PipelineSettings.defaults().withServiceTime(serviceTime),
            EventHandlers.named("mock-resource"));
    link = pipeline.listen(address);
    connection = new PanelConnection(address);
    model = new PanelModel(connection, FxCrossing.toFxThread());
    stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(ignored -> window.accept(stage, model));
    model.follow(connection);
    FxAwait.until("connected", () -> text("#requested-workers").equals("1"));
  }

  void publish(int events) {
    for (int event = 0; event < events; event++) {
      assertThat(pipeline.publish(new byte[0])).isEqualTo(PublishOutcome.ACCEPTED);
    }
  }

  DetailTabs tabs() {
    return ((PanelView) stage.getScene().getRoot()).tabs();
  }

  String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }

  @Override
  public void close() throws TimeoutException {
    connection.close();
    pipeline.close();
    FxToolkit.cleanupStages();
  }
}
