package weir.desktop.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
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

  /** Of the plot's width, so that something of the chart stays in sight. */
  private static final double WIDEST = 0.75;

  private final PanelModel model;
  private final Supplier<List<ChartLine>> lines;
  private final Canvas canvas = new Canvas();
  private final Ink ink = new Ink("crosshair-ink");
  private final Ink paper = new Ink("readout-ink");
  private final Ink marker = new Ink("requested-ink");
  private final Ink first = new Ink("span-a-ink");
  private final Ink second = new Ink("span-b-ink");

  private final TextWidth width = new TextWidth();
  private @Nullable TimeWindow dragged;

  /** Without an ink: more of the row before. */
  private record Row(@Nullable Ink ink, String text) {}

  ChartOverlay(PanelModel model, Supplier<List<ChartLine>> lines) {
    this.model = model;
    this.lines = lines;
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
    double indent = PADDING + SWATCH + 4;
    double most = Math.max(60, WIDEST * plot.width() - indent - PADDING);
    List<Row> rows = rows(frame, nanos).flatMap(row -> wrapped(row, most)).toList();
    double wide = rows.stream().mapToDouble(row -> width.of(row.text())).max().orElse(0);
    wide += indent + PADDING;
    double height = rows.size() * ROW + PADDING;
    double left = x + 8 + wide <= plot.right() ? x + 8 : Math.max(plot.left(), x - 8 - wide);
    double top = plot.top() + 2;
    graphics.setFill(paper.color());
    graphics.fillRoundRect(left, top, wide, height, 6, 6);
    graphics.strokeRoundRect(left + 0.5, top + 0.5, wide, height, 6, 6);
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.setTextBaseline(VPos.CENTER);
    for (int i = 0; i < rows.size(); i++) {
      double y = top + PADDING / 2 + ROW * (i + 0.5);
      Ink swatch = rows.get(i).ink();
      if (swatch != null) {
        graphics.setFill(swatch.color());
        graphics.fillRect(left + PADDING, y - SWATCH / 2, SWATCH, SWATCH);
      }
      graphics.setFill(ink.color());
      graphics.fillText(rows.get(i).text(), left + (i > 0 ? indent : PADDING), y);
    }
  }

  /** In lines that are no wider than that, as far as their words allow. */
  private Stream<Row> wrapped(Row row, double most) {
    if (width.of(row.text()) <= most) {
      return Stream.of(row);
    }
    List<Row> lines = new ArrayList<>();
    String line = "";
    for (String word : row.text().split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width.of(longer) > most) {
        lines.add(new Row(lines.isEmpty() ? row.ink() : null, line));
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(new Row(lines.isEmpty() ? row.ink() : null, line));
    return lines.stream();
  }

  /** First of all when; at a change, when that was, and what. */
  private Stream<Row> rows(Frame frame, long nanos) {
    List<Marker> near = near(frame, nanos);
    String time =
        near.isEmpty()
            ? MarkerText.time(frame.history().epochMillis(nanos), nanos)
            : MarkerText.sentence(near.getFirst());
    String others = near.size() > 1 ? "and " + (near.size() - 1) + " more here" : "";
    ChartLine.Moment moment = new ChartLine.Moment(frame, nanos);
    Stream<Row> values =
        lines.get().stream().map(line -> new Row(line.ink(), line.text().apply(moment)));
    return Stream.concat(Stream.of(new Row(null, time), new Row(marker, others)), values)
        .filter(row -> !row.text().isEmpty());
  }

  /** The changes beside the cross-hair, the nearest first. */
  private static List<Marker> near(Frame frame, long nanos) {
    double reach = MARKER_REACH * frame.pixelNanos();
    return frame.history().markers().stream()
        .filter(it -> Math.abs(it.uptimeNanos() - nanos) <= reach)
        .sorted(Comparator.comparingLong(it -> Math.abs(it.uptimeNanos() - nanos)))
        .toList();
  }
}
