package weir.desktop.view;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.stage.Stage;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;
import weir.core.figures.Snapshot;
import weir.desktop.Snapshots;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.LabProgram;
import weir.desktop.client.PanelUpdate;
import weir.desktop.model.FxCrossing;
import weir.desktop.model.PanelModel;

/** A whole panel in a window, shown just what a test says, with no server. */
final class ModelledPanel {

  final FxRobot robot = new FxRobot();
  final PanelModel model;
  private final DetailTabs tabs;

  private ModelledPanel(PanelModel model, PanelTheme theme) throws Exception {
    this.model = model;
    FxToolkit.registerPrimaryStage();
    Stage stage = FxToolkit.registerStage(Stage::new);
    FxToolkit.setupStage(ignored -> PanelWindow.show(stage, model, theme));
    tabs = ((PanelView) stage.getScene().getRoot()).tabs();
  }

  static ModelledPanel open() throws Exception {
    return new ModelledPanel(
        new PanelModel((source, command) -> new CompletableFuture<>(), Runnable::run),
        PanelTheme.LIGHT);
  }

  static ModelledPanel open(Optional<LabProgram> lab) throws Exception {
    return new ModelledPanel(
        new PanelModel(
            (source, command) -> new CompletableFuture<>(), lab, FxCrossing.toFxThread()),
        PanelTheme.LIGHT);
  }

  static void close() throws Exception {
    FxToolkit.cleanupStages();
  }

  void show(String tab) {
    robot.interact(() -> tabs.show(tab));
    WaitForAsyncUtils.waitForFxEvents();
  }

  void apply(Snapshot... snapshots) {
    ConnectionState connected =
        new ConnectionState.Connected(Snapshots.SERVER, List.of(Snapshots.PIPELINE));
    robot.interact(
        () -> {
          for (Snapshot snapshot : snapshots) {
            model.apply(new PanelUpdate(connected, List.of(snapshot)));
          }
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  <T extends Node> T find(String query, Class<T> type) {
    return robot.lookup(query).queryAs(type);
  }

  String text(String id) {
    return robot.lookup(id).queryLabeled().getText();
  }
}
