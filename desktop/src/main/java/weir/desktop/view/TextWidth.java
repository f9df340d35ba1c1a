package weir.desktop.view;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.text.Text;

/** How wide texts on a canvas are, which a canvas cannot say. FX thread only. */
final class TextWidth {

  private static final int MOST = 200;

  private final Text ruler = new Text();

  /** The few labels of a chart are measured once, not at each drawing. */
  private final Map<String, Double> known = new HashMap<>();

  TextWidth() {
    ruler.setFont(TimeChart.SMALL);
  }

  double of(String text) {
    if (known.size() > MOST) {
      known.clear();
    }
    return known.computeIfAbsent(text, this::measure);
  }

  private double measure(String text) {
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }
}
