package weir.bench.panel;

import java.util.List;
import javafx.stage.Stage;
import weir.core.figures.Snapshot;

/** A window that draws snapshots. FX thread only. */
interface DrawnWindow {

  /** Size of every window, in pixels. */
  double WIDTH = 1_600;

  /** The same. */
  double HEIGHT = 1_000;

  /** Shows it. */
  void show(Stage stage);

  /** Takes what has passed before, oldest first. */
  void fill(List<Snapshot> past);

  /** Takes the newest. */
  void add(Snapshot snapshot);

  /** Shows ten hours. */
  void showAll();
}
