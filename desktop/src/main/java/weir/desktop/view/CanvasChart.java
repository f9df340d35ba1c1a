package weir.desktop.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/**
 * A chart on canvases over a grid, each as large as the chart. Drawn anew when its size or a colour
 * changes.
 */
abstract class CanvasChart extends Region {

  private final ChartGridLines grid = new ChartGridLines();
  private final List<Canvas> canvases = new ArrayList<>();

  CanvasChart() {
    getStyleClass().add("time-chart");
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setFocusTraversable(true);
    setMinSize(200, 90);
    setPrefSize(400, 160);
    lay(grid.canvas());
    grid.inks().forEach(this::own);
  }

  /** Lays a canvas over those there are. */
  final void lay(Canvas canvas) {
    canvases.add(canvas);
    getChildren().add(canvas);
  }

  /** Takes in a colour that stands in no legend: it needs a place among nodes to have its style. */
  final void own(Ink ink) {
    ink.setManaged(false);
    ink.setVisible(false);
    getChildren().add(ink);
    drawWith(ink);
  }

  /** Follows a colour of a legend. */
  final void drawWith(Ink ink) {
    ink.backgroundProperty().subscribe(this::requestLayout);
  }

  final ChartGridLines grid() {
    return grid;
  }

  /** Gives what it has beside those canvases its place, to be drawn anew. */
  void place(double width, double height) {}

  /** Draws what is known by now; nothing where nobody sees it. */
  abstract void draw();

  @Override
  protected final void layoutChildren() {
    for (Canvas canvas : canvases) {
      canvas.setWidth(snapSizeX(getWidth()));
      canvas.setHeight(snapSizeY(getHeight()));
    }
    place(snapSizeX(getWidth()), snapSizeY(getHeight()));
    grid.forget();
    draw();
  }
}
