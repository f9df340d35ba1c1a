package weir.desktop.view;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.TableCell;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.BusyShares;

/** How busy a worker is: the share of the last ten seconds, beside a line of the last minute. */
final class BusyCell extends TableCell<WorkerRow, WorkerRow.Reading> {

  private static final double WIDTH = BusyShares.SECONDS;
  private static final double HEIGHT = 18;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final Ink ink = new Ink("in-flight-ink");

  BusyCell() {
    ink.setVisible(false);
    ink.setManaged(false);
    setGraphic(new StackPane(ink, canvas));
    getStyleClass().add("figure-cell");
    ink.backgroundProperty()
        .subscribe(
            () -> {
              if (getItem() != null) {
                draw(getItem().busy());
              }
            });
  }

  @Override
  protected void updateItem(WorkerRow.@Nullable Reading reading, boolean empty) {
    super.updateItem(reading, empty);
    canvas.setVisible(reading != null);
    setText(reading == null ? "" : text(reading.busyShare()));
    if (reading != null) {
      draw(reading.busy());
    }
  }

  private static String text(double share) {
    return Double.isNaN(share) ? Text.UNKNOWN : Math.round(100 * share) + " %";
  }

  /** A bar for each second, now at the right. */
  private void draw(BusyShares busy) {
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, WIDTH, HEIGHT);
    graphics.setFill(ink.color());
    double bar = WIDTH / BusyShares.SECONDS;
    for (int ago = 0; ago < BusyShares.SECONDS; ago++) {
      double share = busy.ago(ago);
      if (!Double.isNaN(share)) {
        double height = Math.max(1, share * HEIGHT);
        graphics.fillRect(WIDTH - (ago + 1) * bar, HEIGHT - height, bar, height);
      }
    }
  }
}
