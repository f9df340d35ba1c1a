package weir.desktop.view;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.jspecify.annotations.Nullable;
import weir.desktop.model.Marker;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/** What lies over a chart: its values at the cross-hair, what is selected, what is dragged. */
final class ChartOverlay {

  private static final double BAND_OPACITY = 0.13;
  private static final double ROW = 16;
  private static final double PADDING = 6;
  private static final double SWATCH = 8;
  private static final double MARKER_REACH = 4;
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  private final PanelModel model;
  private final Supplier<List<ChartLine>> lines;
  private final Canvas canvas = new Canvas();
  private final Ink ink = new Ink("crosshair-ink");
  private final Ink paper = new Ink("readout-ink");
  private final Ink marker = new Ink("requested-ink");
  private final Ink first = new Ink("span-a-ink");
  private final Ink second = new Ink("span-b-ink");

  /** Measures what a canvas cannot. */
  private final Text ruler = new Text();

  private @Nullable TimeWindow dragged;

  private record Row(Ink ink, String text) {}

  ChartOverlay(PanelModel model, Supplier<List<ChartLine>> lines) {
    this.model = model;
    this.lines = lines;
    ruler.setFont(TimeChart.SMALL);
    canvas.setMouseTransparent(true);
  }

  Canvas canvas() {
    return canvas;
  }

  List<Ink> inks() {
    return List.of(ink, paper, marker, first, second);
  }

  void mark(@Nullable TimeWindow now) {
    dragged = now;
  }

  void draw(Frame frame, Plot plot) {
    Long crossHair = model.viewport().crossHairProperty().get();
    TimeWindow a = model.viewport().firstProperty().get();
    TimeWindow b = model.viewport().secondProperty().get();
    boolean empty = crossHair == null && a == null && b == null && dragged == null;
    if (empty && !canvas.isVisible()) {
      return;
    }
    canvas.setVisible(!empty);
    GraphicsContext graphics = canvas.getGraphicsContext2D();
    graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    graphics.setFont(TimeChart.SMALL);
    band(graphics, plot, a, first, "A");
    band(graphics, plot, b, second, "B");
    band(graphics, plot, dragged, ink, "");
    if (crossHair != null && plot.window().contains(crossHair)) {
      crossHair(graphics, frame, plot, crossHair);
    }
  }

  private static void band(
      GraphicsContext graphics, Plot plot, @Nullable TimeWindow span, Ink color, String name) {
    if (span == null
        || span.toNanos() < plot.window().fromNanos()
        || span.fromNanos() > plot.window().toNanos()) {
      return;
    }
    double left = Math.max(plot.left(), plot.x(span.fromNanos()));
    double right = Math.min(plot.right(), plot.x(span.toNanos()));
    graphics.setFill(color.color().deriveColor(0, 1, 1, BAND_OPACITY));
    graphics.fillRect(left, plot.top(), right - left, plot.height());
    graphics.setStroke(color.color());
    graphics.setLineWidth(1);
    graphics.strokeRect(left + 0.5, plot.top() + 0.5, right - left, plot.height());
    graphics.setFill(color.color());
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.setTextBaseline(VPos.TOP);
    graphics.fillText(name, left + 4, plot.top() + 3);
  }

  private void crossHair(GraphicsContext graphics, Frame frame, Plot plot, long nanos) {
    double x = Math.round(plot.x(nanos)) + 0.5;
    graphics.setStroke(ink.color());
    graphics.setLineWidth(1);
    graphics.strokeLine(x, plot.top(), x, plot.bottom());
    List<Row> rows = rows(frame, nanos);
    double width =
        rows.stream().mapToDouble(row -> width(row.text())).max().orElse(0)
            + 2 * PADDING
            + SWATCH
            + 4;
    double height = rows.size() * ROW + PADDING;
    double left = x + 8 + width <= plot.right() ? x + 8 : x - 8 - width;
    double top = plot.top() + 2;
    graphics.setFill(paper.color());
    graphics.fillRoundRect(left, top, width, height, 6, 6);
    graphics.strokeRoundRect(left + 0.5, top + 0.5, width, height, 6, 6);
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.setTextBaseline(VPos.CENTER);
    for (int i = 0; i < rows.size(); i++) {
      double y = top + PADDING / 2 + ROW * (i + 0.5);
      if (i > 0) {
        graphics.setFill(rows.get(i).ink().color());
        graphics.fillRect(left + PADDING, y - SWATCH / 2, SWATCH, SWATCH);
      }
      graphics.setFill(ink.color());
      graphics.fillText(rows.get(i).text(), left + PADDING + (i > 0 ? SWATCH + 4 : 0), y);
    }
  }

  private double width(String text) {
    ruler.setText(text);
    return ruler.getLayoutBounds().getWidth();
  }

  private List<Row> rows(Frame frame, long nanos) {
    String time =
        TimeWindow.clock(nanos)
            + " · "
            + LOCAL.format(Instant.ofEpochMilli(frame.history().epochMillis(nanos)));
    ChartLine.Moment moment = new ChartLine.Moment(frame, nanos);
    Stream<Row> values =
        lines.get().stream()
            .map(line -> new Row(line.ink(), line.text().apply(moment)))
            .filter(row -> !row.text().isEmpty());
    return Stream.concat(
            Stream.of(new Row(ink, time)), Stream.concat(values, markers(frame, nanos)))
        .toList();
  }

  private Stream<Row> markers(Frame frame, long nanos) {
    double reach = MARKER_REACH * frame.pixelNanos();
    return frame.history().workers().markers().stream()
        .filter(it -> Math.abs(it.uptimeNanos() - nanos) <= reach)
        .limit(3)
        .map(it -> new Row(marker, sentence(it)));
  }

  private static String sentence(Marker marker) {
    return switch (marker) {
      case Marker.Resize resize ->
          "workers "
              + resize.from()
              + " → "
              + resize.to()
              + " at "
              + TimeWindow.clock(resize.uptimeNanos());
      case Marker.Reset reset -> "statistics reset at " + TimeWindow.clock(reset.uptimeNanos());
    };
  }
}
