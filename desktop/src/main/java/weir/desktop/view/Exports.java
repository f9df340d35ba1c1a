package weir.desktop.view;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;
import weir.core.figures.Source;
import weir.desktop.export.CsvFigures;
import weir.desktop.export.LogFigures;
import weir.desktop.export.SlotFigures;
import weir.desktop.export.WholeFile;
import weir.desktop.model.History;
import weir.desktop.model.Notice;
import weir.desktop.model.PanelModel;
import weir.desktop.model.TimeWindow;

/**
 * Writes pictures and figures into files that the user names. What is to be in a file is taken at
 * once, and written on another thread; the message line says what became of it. FX thread only.
 */
final class Exports {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

  /** A format of figures. */
  enum Format {
    /** Comma-separated values. */
    CSV("csv", "CSV"),
    /** A histogram log. */
    HLOG("hlog", "histogram log");

    private final String ending;
    private final String label;

    Format(String ending, String label) {
      this.ending = ending;
      this.label = label;
    }

    String label() {
      return label;
    }

    private void write(SlotFigures figures, OutputStream out) throws IOException {
      switch (this) {
        case CSV -> CsvFigures.write(figures, out);
        case HLOG -> LogFigures.write(figures, out);
      }
    }
  }

  private final PanelModel model;
  private final Node window;
  private final FileChoice files;
  private final Executor background;
  private final Executor crossing;

  /**
   * Creates the exports of a panel.
   *
   * @param model what it shows
   * @param window all of it
   * @param files asks for names
   * @param background writes
   * @param crossing brings what became of it to the FX thread
   */
  Exports(PanelModel model, Node window, FileChoice files, Executor background, Executor crossing) {
    this.model = model;
    this.window = window;
    this.files = files;
    this.background = background;
    this.crossing = crossing;
  }

  /** Saves a picture of the window. */
  void saveWindow() {
    savePicture(window, "panel");
  }

  /** Saves a picture of the chart that has the focus, or else of the first one. */
  void saveChart() {
    Node focus = window.getScene() == null ? null : window.getScene().getFocusOwner();
    Node card = cardOf(focus);
    Node chosen = card != null ? card : window.lookup(".chart-card");
    if (chosen == null) {
      model.commands().say(Notice.fault("There is no chart on show to save a picture of."));
    } else {
      saveCard(chosen);
    }
  }

  /** Saves a picture of one chart. */
  void saveCard(Node card) {
    savePicture(
        card, card.lookup(".chart-title") instanceof Label title ? title.getText() : "chart");
  }

  /** The chart that a node belongs to; null of none. */
  static @Nullable Node cardOf(@Nullable Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.getStyleClass().contains("chart-card")) {
        return at;
      }
    }
    return null;
  }

  private void savePicture(Node node, String what) {
    // Taken before the question: what was meant is what is seen now.
    Picture picture = Picture.of(node, paper());
    Path file = files.ask("Save a picture", name(what, model.viewport().window().toNanos()), "png");
    if (file != null) {
      write(file, picture::writePng);
    }
  }

  private Paint paper() {
    return window.getScene() == null ? Color.TRANSPARENT : window.getScene().getFill();
  }

  /**
   * Saves figures.
   *
   * @param stretch of which time
   * @param what that is, in a word
   * @param format how
   */
  void saveFigures(TimeWindow stretch, String what, Format format) {
    Source source = model.sourceProperty().get();
    SlotFigures figures =
        SlotFigures.of(
            source == null ? "" : source.name(),
            model.partsProperty().get(),
            model.history(),
            stretch);
    if (figures.slots().isEmpty()) {
      model.commands().say(Notice.fault("Nothing is known of that time: choose another."));
      return;
    }
    Path file =
        files.ask(
            "Save figures as " + format.label(),
            name(what, figures.slots().getLast().slot().toNanos()),
            format.ending);
    if (file != null) {
      write(file, out -> format.write(figures, out));
    }
  }

  /** Says of what source, what, and when. */
  private String name(String what, long uptimeNanos) {
    Source source = model.sourceProperty().get();
    History history = model.history();
    long millis = history.epochMillis(Math.min(uptimeNanos, history.nowNanos()));
    String time =
        TIME.format(
            Instant.ofEpochMilli(millis == 0 ? System.currentTimeMillis() : millis)
                .atZone(ZoneId.systemDefault()));
    return ((source == null ? "weir" : source.name()) + "-" + what)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{Nd}]+", "-")
        + "-"
        + time;
  }

  private void write(Path file, WholeFile.Content content) {
    model.commands().say(Notice.info("Writing " + file + " …"));
    background.execute(
        () -> {
          Notice said = written(file, content);
          crossing.execute(() -> model.commands().say(said));
        });
  }

  private static Notice written(Path file, WholeFile.Content content) {
    try {
      long bytes = WholeFile.write(file, content);
      return Notice.info(String.format(Locale.ROOT, "Written: %s (%,d bytes).", file, bytes));
    } catch (IOException e) {
      return Notice.fault(Text.sentenceCase(String.valueOf(e.getMessage())) + ".");
    }
  }
}
