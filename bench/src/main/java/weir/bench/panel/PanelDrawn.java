package weir.bench.panel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.beans.property.SimpleObjectProperty;
import javafx.stage.Stage;
import weir.core.figures.Snapshot;
import weir.core.link.ServerInfo;
import weir.desktop.client.ConnectionState;
import weir.desktop.client.PanelUpdate;
import weir.desktop.client.SourcePast;
import weir.desktop.memory.Remembered;
import weir.desktop.model.PanelModel;
import weir.desktop.view.PanelTheme;
import weir.desktop.view.PanelWindow;

/** The panel itself, as its own program shows it, with snapshots from here. */
final class PanelDrawn implements DrawnWindow {

  private static final ConnectionState CONNECTED =
      new ConnectionState.Connected(
          new ServerInfo(1, System.currentTimeMillis()), List.of(SyntheticSnapshots.SOURCE));

  /** Nobody sends a command here. */
  private final PanelModel model =
      new PanelModel((source, command) -> new CompletableFuture<>(), Platform::runLater);

  private final int seconds;
  private final String tab;

  /** Shows so much time, on a tab of that name. */
  PanelDrawn(int seconds, String tab) {
    this.seconds = seconds;
    this.tab = tab;
  }

  @Override
  public void show(Stage stage) {
    PanelWindow.open(
        stage,
        model,
        null,
        new SimpleObjectProperty<>(PanelTheme.LIGHT),
        Remembered.NOTHING.withTab(Optional.of(tab)),
        now -> {});
    stage.setWidth(WIDTH);
    stage.setHeight(HEIGHT);
    model.apply(new PanelUpdate(CONNECTED, List.of()));
    model.viewport().follow(Duration.ofSeconds(seconds).toNanos());
  }

  @Override
  public void fill(List<Snapshot> past) {
    SourcePast of = new SourcePast(SyntheticSnapshots.SOURCE.name(), past, List.of());
    model.apply(new PanelUpdate(CONNECTED, List.of(of), List.of(), List.of()));
  }

  @Override
  public void add(Snapshot snapshot) {
    model.apply(new PanelUpdate(CONNECTED, List.of(snapshot)));
  }

  @Override
  public void showAll() {
    model.viewport().follow(Duration.ofHours(10).toNanos());
  }
}
